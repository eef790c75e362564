import type { StackFacts } from '../../../lib/domain/cost/bill.ts';
import type { Call, Invocation, Usage } from '../../../lib/domain/cost/usage.ts';
import type { Metered } from '../../../lib/domain/cost/volume.ts';

export const facts: StackFacts = {
  memoryMb: { receive: 512, decide: 1769, 'send-reply': 512, desk: 512, sweep: 512 },
  traced: ['decide', 'send-reply', 'desk', 'sweep'],
  tracedShare: 0.05,
  alarmMetrics: 10,
  ownMetrics: 2,
  customerKeys: 1,
};

export const put = (units: number): Call => ({ service: 'dynamodb', operation: 'PutItem', units, bytes: 300 });
export const get: Call = { service: 'dynamodb', operation: 'GetItem', units: 0.5, bytes: 100 };
export const send: Call = { service: 'ses', operation: 'SendEmail', units: 0, bytes: 4_000 };
export const list: Call = { service: 's3', operation: 'ListObjectsV2', units: 0, bytes: 0 };

export const ran = (step: string, ...calls: Call[]): Invocation => ({ step, calls, logBytes: 0 });

/** A mail that was stored and of which nothing more was done, but for what is said. */
export const quiet = (more: Partial<Usage> = {}): Usage => ({
  outcome: 'no-reply',
  mailBytes: 2_000,
  invocations: [],
  entered: [],
  executions: { triage: 0, approval: 0 },
  ...more,
});

export const run = (usages: Usage[], more: Partial<Metered> = {}): Metered => ({
  usages,
  sweep: [ran('sweep', list, get)],
  sweepOfAll: [ran('sweep', list, get, ...usages.map(() => get))],
  tableBytes: 5_000 * usages.length,
  ...more,
});
