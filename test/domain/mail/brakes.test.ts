import { describe, expect, test } from 'vitest';
import { BREAKER_TRIPPED, keepMoments, letOut, mayLeave, roomOf, type Sent } from '../../../lib/domain/mail/brakes.ts';
import { bucketsOf, trafficAt } from '../../../lib/domain/mail/traffic.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
/** So many mails, all within the window, the first of them just so. */
const mails = (count: number, oldest: number) =>
  Array.from({ length: count }, (_, i) => ago((oldest * (count - i)) / count));

const quiet = { sentToAddress: [], sentInCase: [], sentForMessage: [], traffic: { accepted: 0, outbound: 0 } };
const verdict = (but: Partial<Parameters<typeof mayLeave>[0]>) => mayLeave({ ...quiet, ...but }, now);
const held = (words: string) => ({ may: false, because: expect.stringContaining(words) });

test('the first mail may leave', () => expect(verdict({})).toEqual({ may: true }));

describe('an address', () => {
  test.each([
    ['3', '10 minutes', 2, 10 * MINUTE],
    ['10', 'an hour', 9, HOUR],
    ['20', 'a day', 19, DAY],
  ])('gets %s automatic mails in %s and no more', (_, words, before, window) => {
    // Spread so that no narrower window is full.
    expect(verdict({ sentToAddress: mails(before, window - SECOND) })).toEqual({ may: true });
    expect(verdict({ sentToAddress: mails(before + 1, window - SECOND) })).toEqual(held(words));
  });

  test.each([
    [2, 10 * MINUTE],
    [9, HOUR],
    [19, DAY],
  ])(
    'after %i others a mail of exactly %i ms ago does not count, one of a millisecond later does',
    (others, window) => {
      const rest = mails(others, window - SECOND);
      expect(verdict({ sentToAddress: [ago(window), ...rest] })).toEqual({ may: true });
      expect(verdict({ sentToAddress: [ago(window - 1), ...rest] })).toMatchObject({ may: false });
    },
  );

  test('a clock that was ahead hides nothing: a mail of the future counts', () => {
    expect(verdict({ sentToAddress: [ago(-MINUTE), ago(0), ago(0)] })).toEqual(held('10 minutes'));
  });
});

describe('a case', () => {
  test('gets 5 automatic mails a day and no sixth', () => {
    expect(verdict({ sentInCase: mails(4, DAY - 1) })).toEqual({ may: true });
    expect(verdict({ sentInCase: mails(5, DAY - 1) })).toEqual(held('in this case'));
    expect(verdict({ sentInCase: [ago(DAY), ...mails(4, HOUR)] })).toEqual({ may: true });
  });

  test('one message is answered by two mails and no third', () => {
    expect(verdict({ sentForMessage: mails(1, HOUR) })).toEqual({ may: true });
    expect(verdict({ sentForMessage: mails(2, HOUR) })).toEqual(held('this message'));
  });
});

describe('the breaker', () => {
  test.each([
    ['a quiet desk sends two mails for one', 1, 2, true],
    ['19 for none', 0, 19, true],
    ['20 for none', 0, 20, false],
    ['20 for 14, which is below one and a half times as many', 14, 20, true],
    ['30 for 20, which is just that', 20, 30, true],
    ['31 for 20', 20, 31, false],
  ])('%s', (_, accepted, outbound, may) => {
    const traffic = { accepted, outbound };
    expect(verdict({ traffic })).toEqual(may ? { may } : { may, because: BREAKER_TRIPPED });
    expect(roomOf(traffic) > 0).toBe(may);
  });

  test('its room is what still gets through', () => {
    expect(roomOf({ accepted: 0, outbound: 0 })).toBe(20);
    expect(roomOf({ accepted: 0, outbound: 19.5 })).toBe(1);
    expect(roomOf({ accepted: 100, outbound: 100 })).toBe(51);
  });

  test('is told from the other limits, also where they hold the mail too', () => {
    const all = { sentToAddress: mails(3, MINUTE), traffic: { accepted: 0, outbound: 20 } };
    expect(verdict(all)).toEqual({ may: false, because: BREAKER_TRIPPED });
  });

  test.each([
    ['10:10:00', 5 + 30],
    ['10:12:30', 5 + 22.5],
    ['10:15:00', 5 + 15],
  ])('at %s it sees the older ten minutes in proportion', (time, outbound) => {
    const counted = { current: { accepted: 2, outbound: 5 }, previous: { accepted: 10, outbound: 30 } };
    expect(trafficAt(new Date(`2026-11-23T${time}.000Z`), counted).outbound).toBe(outbound);
  });

  test('ten minutes later the older bucket is forgotten', () => {
    expect(bucketsOf(new Date('2026-11-23T10:19:59.999Z'))).toEqual({
      current: '2026-11-23T10:10:00.000Z',
      previous: '2026-11-23T10:00:00.000Z',
    });
    expect(bucketsOf(new Date('2026-11-23T10:20:00.000Z')).previous).toBe('2026-11-23T10:10:00.000Z');
  });
});

describe('what is kept', () => {
  test('is a day and at most twenty mails, the newest', () => {
    const kept = keepMoments([{ at: ago(DAY) }, { at: ago(DAY - 1) }, { at: ago(0) }], now);
    expect(kept).toEqual([{ at: ago(DAY - 1) }, { at: ago(0) }]);
    const many = mails(25, HOUR).map((at) => ({ at }));
    expect(keepMoments(many, now)).toEqual(many.slice(5));
  });

  const sent = (messageId: string, purpose: string, before: number): Sent => ({ messageId, purpose, at: ago(before) });
  const traffic = { accepted: 0, outbound: 0 };

  test('a mail that is tried again counts once, at its last try', () => {
    const mail = { messageId: 'm1', purpose: 'reply' };
    const others = [sent('m2', 'reply', MINUTE), sent('m3', 'reply', MINUTE)];
    const before = [sent('m1', 'reply', 2 * MINUTE), ...others];
    expect(letOut(mail, { toAddress: before, inCase: before, traffic }, now)).toEqual({
      may: true,
      toAddress: [...others, sent('m1', 'reply', 0)],
      inCase: [...others, sent('m1', 'reply', 0)],
      isInTraffic: true,
    });
    expect(letOut({ ...mail, purpose: 'considering' }, { toAddress: before, inCase: [], traffic }, now)).toEqual(
      held('10 minutes'),
    );
  });

  test.each([
    ['never', [], false],
    ['this moment, by a try that was not finished', [sent('m1', 'reply', 0)], false],
    ['just before', [sent('m1', 'reply', 1)], true],
    ['ten minutes ago', [sent('m1', 'reply', 10 * MINUTE)], false],
  ])('tried before: %s; is it in the traffic: %s', (_, toAddress, isInTraffic) => {
    const out = letOut({ messageId: 'm1', purpose: 'reply' }, { toAddress, inCase: [], traffic }, now);
    expect(out).toMatchObject({ may: true, isInTraffic });
  });

  test('two mails about one message leave, a third does not', () => {
    const inCase = [sent('m1', 'considering', HOUR), sent('m1', 'reply', MINUTE)];
    expect(letOut({ messageId: 'm1', purpose: 'expired' }, { toAddress: [], inCase, traffic }, now)).toEqual(
      held('this message'),
    );
    expect(letOut({ messageId: 'm2', purpose: 'reply' }, { toAddress: [], inCase, traffic }, now)).toMatchObject({
      may: true,
    });
  });
});
