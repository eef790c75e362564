import { expect, test } from 'vitest';
import { startMs, warmMs } from '../../../lib/domain/cost/assumptions.ts';
import { type Bill, billOfMail, billOfRuns, totalOf, transitionsOf } from '../../../lib/domain/cost/bill.ts';
import { prices } from '../../../lib/domain/cost/prices.ts';
import type { Call, Usage } from '../../../lib/domain/cost/usage.ts';
import { facts, get, list, put, quiet, ran, send } from './metered.ts';

const MILLION = 1e6;
const billed = (more: Partial<Usage>) => billOfMail(quiet(more), facts, 0);
/** What a mail costs more than one of which nothing was done. */
const more = (usage: Partial<Usage>, part: keyof Bill) => billed(usage)[part] - billed({})[part];

test('a stored mail alone is received, written and kept for three months as if it had 20 KB', () => {
  const bill = billed({});
  expect(bill.mail).toBeCloseTo(0.1 / 1_000, 12);
  expect(bill.store).toBeCloseTo(5 / MILLION + (20_480 * 3 * 0.023) / 1e9, 12);
  expect(totalOf(bill)).toBeCloseTo(bill.mail + bill.store, 12);
});

test('each whole 256 KB of a mail costs beside it, and a mail that is larger than 20 KB is kept as it is', () => {
  expect(more({ mailBytes: 262_143 }, 'mail')).toBe(0);
  expect(more({ mailBytes: 2 * 262_144 }, 'mail')).toBeCloseTo((2 * 0.09) / 1_000, 12);
  expect(more({ mailBytes: 120_480 }, 'store')).toBeCloseTo((100_000 * 3 * 0.023) / 1e9, 12);
});

test('the table is paid by units: writes five times what reads cost', () => {
  expect(more({ invocations: [ran('decide', put(3), get)] }, 'table')).toBeCloseTo(
    (3 * 0.625 + 0.5 * 0.125) / MILLION,
    12,
  );
});

test('a mail that leaves is paid by the piece and by its bytes, three for four of the call', () => {
  expect(more({ invocations: [ran('send-reply', send)] }, 'mail')).toBeCloseTo(0.1 / 1_000 + (3_000 * 0.12) / 1e9, 12);
});

test('a list of the store costs as much as a write', () =>
  expect(more({ invocations: [ran('decide', list)] }, 'store')).toBeCloseTo(5 / MILLION, 12));

test.each<[string, Call]>([
  ['of the table', { ...get, operation: 'ExecuteStatement' }],
  ['of the store', { ...list, operation: 'DELETE' }],
  ['of the machines', { ...list, service: 'stepFunctions', operation: 'SendTaskFailure' }],
])('a call %s that has no price is an error, not a present', (_, call) =>
  expect(() => billed({ invocations: [ran('decide', call)] })).toThrow(/has no price/),
);

test('a step that the template does not have is an error', () =>
  expect(() => billed({ invocations: [ran('nobody')] })).toThrow(/no function for the step nobody/));

test('a function is paid for its call, and for its memory as long as it runs; starts for their share of calls', () => {
  const [decide] = [ran('decide', get)];
  const seconds = (coldShare: number) => (warmMs(decide, 1769) + coldShare * startMs('decide')) / 1_000;
  for (const coldShare of [0, 0.5])
    expect(billOfRuns([decide], facts, coldShare).functions).toBeCloseTo(
      0.2 / MILLION + seconds(coldShare) * (1769 / 1024) * 0.0000133334,
      14,
    );
});

test('less memory is less of a processor, and so more time', () =>
  expect(warmMs(ran('decide', get), 512)).toBeGreaterThan(warmMs(ran('decide', get), 1769)));

test('only what a machine of people enters is a transition; its start is one more', () => {
  const entered = (['triage', 'triage', 'approval', 'approval'] as const).map((machine) => ({
    ...{ machine, state: 'Settle', isTask: true },
  }));
  const usage = quiet({ entered, executions: { triage: 1, approval: 1 } });
  expect(transitionsOf(usage)).toBe(3);
  expect(billOfMail(usage, facts, 0).machines).toBeGreaterThan((3 * 25 + 1) / MILLION);
});

test('traces: one execution in twenty, each call of a page, none of what does not trace', () => {
  expect(more({ executions: { triage: 1, approval: 0 } }, 'traces')).toBeCloseTo((0.05 * 5) / MILLION, 12);
  expect(more({ invocations: [ran('desk')] }, 'traces')).toBeCloseTo(5 / MILLION, 12);
  expect(more({ invocations: [ran('receive'), ran('decide')] }, 'traces')).toBe(0);
});

test('each event is paid on its way through the queue', () =>
  expect(more({ invocations: [ran('receive')] }, 'queue')).toBeCloseTo((1 + 3 * 0.4) / MILLION, 12));

test('whatever is counted twice costs more: no call is free by mistake', () => {
  const calls = [put(1), get, send, list];
  const once = totalOf(billed({ invocations: [ran('decide', ...calls)] }));
  for (const call of calls)
    expect(totalOf(billed({ invocations: [ran('decide', ...calls, call)] }))).toBeGreaterThan(once);
});

test('every price says of what it is, and whether somebody has looked', () => {
  for (const { usd, of, checked } of Object.values(prices)) {
    expect(usd).toBeGreaterThan(0);
    expect(of.length).toBeGreaterThan(3);
    expect(['read', 'remembered']).toContain(checked);
  }
});
