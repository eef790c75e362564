import { describe, expect, test } from 'vitest';
import { isLookalike, skeletonOf, skeletonsOf, skeletonsToTry } from '../../../lib/domain/account/skeleton.ts';

describe('imitates bigbank.com', () => {
  test.each([
    ['a Cyrillic letter', 'b\u0456gbank.com'],
    ['the same in punycode', 'xn--bgbank-pvf.com'],
    ['the same in upper case', 'XN--BGBANK-PVF.COM'],
    ['a host below it', 'mail.xn--bgbank-pvf.com'],
    ['the known domain in front of it', 'bigbank.com.xn--bgbank-pvf.com'],
    ['five labels below it', 'a.b.c.d.e.xn--bgbank-pvf.com'],
    ['a Greek letter', 'bigb\u03b1nk.com'],
    ['an Armenian letter', 'bigba\u0578k.com'],
    ['all Cyrillic', '\u044c\u0456\u0261\u044c\u0430\u043f\u043a.com'],
    ['full-width letters', '\uff42\uff49\uff47bank.com'],
    ['a full-width dot', 'bigbank\uff0ecom'],
    ['an ideographic dot', 'bigbank\u3002com'],
    ['letters of formulas', '\u{1d41b}igbank.com'],
    ['a letter with a mark', 'bigbánk.com'],
    ['the same in punycode', 'xn--bigbnk-sta.com'],
    ['a mark beside its letter', 'bigba\u0301nk.com'],
    ['a dotless i', 'b\u0131gbank.com'],
    ['1 for i', 'b1gbank.com'],
    ['l for i', 'blgbank.com'],
    ['a letter of no width', 'big\u200bbank.com'],
    ['a soft hyphen', 'big\u00adbank.com'],
    ['a change of direction', '\u202ebigbank.com'],
    ['a letter that is not shown', 'bigbank\u{e0061}.com'],
  ])('%s', (_, domain) => expect(isLookalike(domain, 'bigbank.com')).toBe(true));
});

describe('does not imitate bigbank.com', () => {
  test.each([
    ['itself', 'bigbank.com'],
    ['itself in upper case', 'BigBank.COM'],
    ['a host below it', 'mail.bigbank.com'],
    ['a host with a letter that looks like another', 'ma1l.bigbank.com'],
    ['an imitation below it', 'xn--bgbank-pvf.com.bigbank.com'],
    ['another ending', 'bigbank.co'],
    ['a longer name', 'notbigbank.com'],
    ['a shorter name', 'igbank.com'],
    ['a hyphen', 'big-bank.com'],
    ['the name in front of another', 'bigbank.com.evil.io'],
    ['a letter that looks like none of it', 'bigb\u0436nk.com'],
    ['punycode that spells nothing', 'xn--bgbank-!!!.com'],
    ['nothing', ''],
  ])('%s', (_, domain) => expect(isLookalike(domain, 'bigbank.com')).toBe(false));
});

test.each([
  ['corner.example', 'comer.example', true],
  ['corner.example', 'cormer.example', false],
  ['viewwell.example', 'viewvvell.example', true],
  ['viewwell.example', 'viewvell.example', false],
  ['f00d.example', 'food.example', true],
  ['f0od.example', 'fod.example', false],
  ['helix.example', 'he1ix.example', true],
  ['helix.example', 'he7ix.example', false],
  ['xn--bcher-kva.example', 'bucher.example', true],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example', false],
  ['north.bigbank.com', 'north.b1gbank.com', true],
  ['north.bigbank.com', 'b1gbank.com', false],
  ['north.bigbank.com', 'bigbank.com', false],
])('known %s, written by %s: %s', (known, domain, expected) => expect(isLookalike(domain, known)).toBe(expected));

// One letter a time by its number: in print nobody could tell a wrong entry.
test.each([
  ['Cyrillic', 'aceijlopsxyhkmtrqdw', '430 441 435 456 458 4cf 43e 440 455 445 443 4bb 43a 43c 442 433 51b 501 51d'],
  ['Greek', 'aeiknoptuvxyw', '3b1 3b5 3b9 3ba 3b7 3bf 3c1 3c4 3c5 3bd 3c7 3b3 3c9'],
  ['Armenian', 'ghnouqjlw', '581 570 578 585 57d 566 575 56c 561'],
  [
    'Latin',
    'abcdefghiklmnoprstuvyz',
    '251 253 1d04 111 25b 192 261 127 131 138 142 271 14b f8 fe 27e 282 167 28b 1d20 28f 1d22',
  ],
])('%s letters look like %s', (_, latin, numbers) => {
  const letters = numbers.split(' ').map((number) => String.fromCodePoint(Number.parseInt(number, 16)));
  expect(letters.map(skeletonOf)).toEqual([...latin].map(skeletonOf));
});

describe('where to look', () => {
  test('under the looks of the domain and of those above it, nearest first', () =>
    expect(skeletonsToTry('jo@mail.b1gbank.com')).toEqual(['mall.blgbank.com', 'blgbank.com']));
  test('never for free mail', () => expect(skeletonsToTry('jo@gmail.com')).toEqual([]));
  test('nowhere without a domain', () => expect(skeletonsToTry('')).toEqual([]));
  test('not under what unfolds beyond the length of a domain', () => {
    const unfolds = '\ufdfa'.repeat(15);
    expect(skeletonsToTry(`jo@${unfolds}.bigbank.com`)).toEqual(['blgbank.com']);
    expect(skeletonsToTry(`jo@${'x'.repeat(241)}.bigbank.com`)).toHaveLength(2);
    expect(skeletonsToTry(`jo@${'x'.repeat(242)}.bigbank.com`)).toHaveLength(1);
  });
  test('an account is found under the looks of its domains, of free mail never', () =>
    expect([...skeletonsOf({ domains: ['bigbank.com', 'gmail.com'] })]).toEqual([['blgbank.com', 'bigbank.com']]));
});
