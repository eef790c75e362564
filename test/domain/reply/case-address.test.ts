import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseMac, isCaseMac } from '../../../lib/adapters/secrets.ts';
import { caseAddress, findCaseAddress } from '../../../lib/domain/reply/case-address.ts';

const key = new Uint8Array(32).fill(7);
const caseId = 'abcdefgh2345';
const mac = caseMac(key, caseId);
const own = ['support@desk.example', 'hello+eu@desk.example'];
const address = caseAddress(own[0]!, caseId, mac);

describe('the address of a case', () => {
  test('can be read', () => expect(address).toBe(`support+c.${caseId}.${mac}@desk.example`));

  test.each(own)('is found again among the recipients, written to %s', (mine) =>
    expect(findCaseAddress(['jo@acme.example', mine, caseAddress(mine, caseId, mac)], own)).toEqual({ caseId, mac }),
  );

  test('survives mail systems that change capitals', () =>
    expect(findCaseAddress([address.toUpperCase()], own)).toEqual({ caseId, mac }));

  test('fits the 64 characters before the @', () => expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64));

  test.each([
    'support@desk.example',
    `support+c.${caseId}@desk.example`,
    `support+c.${caseId}.${mac}@evil.example`,
    `support+c.${caseId}.${mac}@evil.example@desk.example`,
    `other+c.${caseId}.${mac}@desk.example`,
    `support+c.short.${mac}@desk.example`,
    `support+c.${caseId}.${'a'.repeat(33)}@desk.example`,
    `c.${caseId}.${mac}@desk.example`,
    '',
  ])('is not seen in %j', (recipient) => expect(findCaseAddress([recipient], own)).toBeNull());
});

describe('its MAC', () => {
  test('has 80 bits that mail systems keep', () => expect(mac).toMatch(/^[a-z2-7]{16}$/));
  test('is accepted', () => expect(isCaseMac(key, caseId, mac)).toBe(true));
  test('of another case is refused', () => expect(isCaseMac(key, caseId, caseMac(key, 'abcdefgh2346'))).toBe(false));
  test('of another key is refused', () => expect(isCaseMac(new Uint8Array(32), caseId, mac)).toBe(false));
  test.each([mac.slice(0, 15), `${mac}a`, '', 'ä'.repeat(8)])('as %j is refused', (forged) =>
    expect(isCaseMac(key, caseId, forged)).toBe(false),
  );

  test('with any one letter changed is refused', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz234567'];
    fc.assert(
      fc.property(fc.nat(15), fc.constantFrom(...letters), (at, letter) => {
        fc.pre(mac[at] !== letter);
        return !isCaseMac(key, caseId, mac.slice(0, at) + letter + mac.slice(at + 1));
      }),
    );
    expect(isCaseMac(key, caseId, mac)).toBe(true);
  });
});
