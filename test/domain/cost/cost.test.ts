import { expect, test } from 'vitest';
import { COLD_SHARE, coldShareAt, SWEEPS_A_MONTH } from '../../../lib/domain/cost/assumptions.ts';
import { totalOf } from '../../../lib/domain/cost/bill.ts';
import { costOf } from '../../../lib/domain/cost/cost.ts';
import { averageMail, mixOf } from '../../../lib/domain/cost/figures.ts';
import { monthOf } from '../../../lib/domain/cost/volume.ts';
import { facts, get, put, quiet, ran, run, send } from './metered.ts';

const answered = quiet({ outcome: 'answered', invocations: [ran('send-reply', put(2), get, send)] });
const cheap = quiet();
const usages = [answered, cheap, cheap, cheap];
const dollarsOf = (mix: Record<string, number>) => totalOf(averageMail(usages, mix, facts, 0).bill);

test('mails as they came are averaged', () => {
  expect(mixOf(usages)).toEqual({ answered: 1, 'no-reply': 3 });
  expect(averageMail(usages, mixOf(usages), facts, 0)).toMatchObject({
    writeUnits: 0.5,
    readUnits: 0.125,
    calls: 0.75,
  });
});

test('a mix weighs outcomes, in any unit, however many mails of each were seen', () => {
  const [dear, low] = [dollarsOf({ answered: 1 }), dollarsOf({ 'no-reply': 1 })];
  expect(dollarsOf({ answered: 80, 'no-reply': 20 })).toBeCloseTo(0.8 * dear + 0.2 * low, 12);
  expect(dollarsOf({ answered: 4, 'no-reply': 1 })).toBeCloseTo(0.8 * dear + 0.2 * low, 12);
});

test('few mails find no function that is ready; many find nearly all of them', () => {
  expect(coldShareAt(1)).toBeCloseTo(1, 2);
  expect(coldShareAt(1_000)).toBeGreaterThan(coldShareAt(10_000));
  expect(coldShareAt(1_000_000)).toBe(COLD_SHARE);
});

test('a month has what mails cost and what stands there when none comes', () => {
  const month = monthOf(1_000, run(usages), mixOf(usages), facts);
  expect(month).toMatchObject({ alarms: 1, ownMetrics: 0.6, keys: 1 });
  const { total, per1000, sweepSeconds, ...parts } = month;
  expect(Object.values(parts).reduce((sum, dollars) => sum + dollars, 0)).toBeCloseTo(total, 9);
  expect(per1000).toBeCloseTo(total, 9);
});

test('a sweep lists the whole store: its price and its time grow with the mails', () => {
  const [few, many] = [10_000, 1_000_000].map((mails) => monthOf(mails, run(usages), mixOf(usages), facts));
  const lists = ((1_000_000 - 10_000) * 3) / 1_000;
  expect(many!.sweeps - few!.sweeps).toBeGreaterThan(lists * SWEEPS_A_MONTH * 0.000005);
  expect(many!.sweepSeconds).toBeGreaterThan(few!.sweepSeconds);
});

test('the parts of 1,000 mails are the total, sweeps included, and one more volume can be asked for', () => {
  const cost = costOf(run(usages), mixOf(usages), facts, 25_000);
  const { total, ...parts } = cost.per1000;
  expect(Object.values(parts).reduce((sum, dollars) => sum + dollars, 0)).toBeCloseTo(total!, 12);
  expect(parts.sweeps).toBeGreaterThan(0);
  expect(Object.keys(cost.atVolume)).toEqual(['1000', '10000', '25000', '100000', '1000000']);
  expect(cost.outcomes.answered).toMatchObject({ share: 0.25 });
  expect(cost.outcomes.answered!.per1000).toBeGreaterThan(cost.outcomes['no-reply']!.per1000);
});
