import { describe, expect, test } from 'vitest';
import { cleanText, MAX_TEXT } from '../../../lib/domain/mail/clean-text.ts';
import { MAX_HEADER_BYTES, MAX_HEADERS, parseHeaders, token } from '../../../lib/domain/mail/headers.ts';

describe('the header block', () => {
  test('is read in order, with repetitions, and unfolded', () =>
    expect(parseHeaders('Precedence: never\r\nX: a\r\n\tb\r\nprecedence : bulk\r\n\r\nBody: x').headers).toEqual([
      { name: 'precedence', value: 'never' },
      { name: 'x', value: 'a b' },
      { name: 'precedence', value: 'bulk' },
    ]));
  test.each(['\u00a0From: a@x.example', '\ufeffFrom: a@x.example', 'From me: a@x.example', ': a'])(
    '%j is no From',
    (line) => expect(parseHeaders(`To: us\n${line}\n\n`).headers).toHaveLength(1),
  );
  test('may hold 500 headers and not one more', () => {
    expect(parseHeaders(`${'A: b\n'.repeat(MAX_HEADERS)}\n`).faults).toEqual([]);
    expect(parseHeaders(`${'A: b\n'.repeat(MAX_HEADERS + 1)}\n`).faults).toEqual(['over 500 headers']);
  });
  test('may be 64 KiB long and not a byte more', () => {
    const block = (bytes: number) => `A: ${'b'.repeat(bytes - 4)}\n`;
    expect(parseHeaders(`${block(MAX_HEADER_BYTES)}\nx`).faults).toEqual([]);
    expect(parseHeaders(`From: a@x.example\n${block(MAX_HEADER_BYTES)}\nx`)).toEqual({
      headers: [{ name: 'from', value: 'a@x.example' }],
      faults: ['headers over 64 KiB'],
    });
  });
  test('without a header is a fault', () => expect(parseHeaders('hello').faults).toEqual(['no headers']));
});

test.each([
  ['No', 'no'],
  ['no; x=y', 'no'],
  ['(really (very)) Auto-Replied ; z', 'auto-replied'],
  ['(open', ''],
])('the token of %j is %j', (value, expected) => expect(token(value)).toBe(expected));

describe('clean text', () => {
  test('keeps tabs and lines, and drops what is not seen', () =>
    expect(cleanText('a\tb\r\nc\0d\u200be\u202ef\u{e0041}g\u009bh').text).toBe('a\tb\ncdefgh'));
  test('of 64 KiB is kept, and one more character is marked as cut', () => {
    expect(cleanText('a'.repeat(MAX_TEXT)).cut).toBe(false);
    expect(cleanText('a'.repeat(MAX_TEXT + 1))).toMatchObject({ cut: true, text: 'a'.repeat(MAX_TEXT) });
  });
});
