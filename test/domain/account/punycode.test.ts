import { domainToASCII } from 'node:url';
import { expect, test } from 'vitest';
import { decodePunycode } from '../../../lib/domain/account/punycode.ts';

const encoded = (word: string) => domainToASCII(word).slice('xn--'.length);

test.each([
  'bücher',
  'münchen-ost',
  'bіgbank',
  'çelik',
  'ελληνικά',
  'почта',
  'הדואר',
  '東京都',
  '日本語abc',
  'naïveté',
  '𐐨𐐩𐐪',
  `${'a'.repeat(40)}é`,
])('%s is read back', (word) => expect(decodePunycode(encoded(word))).toBe(word));

test.each([
  ['no letter at all', '', ''],
  ['plain letters only', 'plain-', 'plain'],
  ['digits that end too early', 'bcher-kv', null],
  ['a sign that is no digit', 'bcher-k!a', null],
  ['a letter that is no digit', 'bcher-kvä', null],
  ['the last letter before the halves of letters', 'hb9b', '\ud7ff'],
  ['the first half of a letter', 'ib9b', null],
  ['the last half of a letter', 'zy0c', null],
  ['the first letter after them', '0y0c', '\ue000'],
  ['the last letter there is', 'dn32g', '\u{10ffff}'],
  ['a letter beyond it', 'en32g', null],
  ['a number beyond all letters', 'a-99999999', null],
])('%s', (_, label, word) => expect(decodePunycode(label)).toBe(word));

test('a thousand digits are given up early', () => {
  expect(decodePunycode('z'.repeat(1_000))).toBeNull();
  expect(decodePunycode('9'.repeat(1_000))).toBeNull();
});
