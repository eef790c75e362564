import { describe, expect, test } from 'vitest';
import { NOT_PROVEN } from '../../../lib/domain/mail/identity.ts';
import { mayAcknowledge, tellStranger } from '../../../lib/domain/mail/strangers.ts';

const start = Date.UTC(2026, 10, 23, 10);
const HOUR = 3_600_000;
const at = (milliseconds: number) => new Date(start + milliseconds);
const tell = (n: number, milliseconds: number) => ({ messageId: `m${n}`, at: at(milliseconds).toISOString() });
const tells = (count: number) => Array.from({ length: count }, (_, n) => tell(n, 0));

describe('a sender whose identity is not proven', () => {
  test('is told once within seven days', () => {
    const kept = { toAddress: [tell(1, 0)], toDomain: [] };
    expect(tellStranger('m2', kept, at(7 * 24 * HOUR - 1))).toMatchObject({ may: false });
    expect(tellStranger('m2', kept, at(7 * 24 * HOUR))).toMatchObject({
      may: true,
      toAddress: [tell(2, 7 * 24 * HOUR)],
    });
  });

  test('of one domain fifty are told within an hour', () => {
    const isTold = (count: number, milliseconds: number) =>
      tellStranger('next', { toAddress: [], toDomain: tells(count) }, at(milliseconds)).may;
    expect(isTold(49, HOUR - 1)).toBe(true);
    expect(isTold(50, HOUR - 1)).toBe(false);
    expect(isTold(50, HOUR)).toBe(true);
  });

  test('the same message again counts once', () =>
    expect(tellStranger('m1', { toAddress: [tell(1, 0)], toDomain: [tell(1, 0)] }, at(1))).toEqual({
      may: true,
      toAddress: [tell(1, 1)],
      toDomain: [tell(1, 1)],
    }));
});

describe('may be told at all', () => {
  const message = (because: string, mayReply = true) => ({
    mayReply,
    identity: { result: 'unverified' as const, because },
  });
  test('where the domain says nothing about its senders', () => expect(mayAcknowledge(message(NOT_PROVEN))).toBe(true));
  test.each([
    ['which the domain disowns', message('DMARC says fail')],
    ['that imitates an account', message('imitates acme.example')],
    ['without verdicts', message('no verdict of the receiving server')],
    ['that wants no answer', message(NOT_PROVEN, false)],
  ])('not one %s', (_, of) => expect(mayAcknowledge(of)).toBe(false));
  test('nobody who is verified, whatever the words', () =>
    expect(mayAcknowledge({ mayReply: true, identity: { result: 'verified', because: NOT_PROVEN } })).toBe(false));
});
