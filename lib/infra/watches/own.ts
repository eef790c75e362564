import { METRICS, type MetricName } from '../../ports-metrics.ts';
import { metricOf, minutes, type Watch } from './watch.ts';

/** Gauges come once a sweep, every quarter of an hour: a shorter look would sometimes see none. */
const GAUGE = minutes(30);
const HOUR = minutes(60);

/** What the desk counts itself (lib/ports-metrics.ts). */
export function ownWatches(tableName: string): Watch[] {
  const of = (name: MetricName, statistic: 'Sum' | 'Maximum', period = HOUR) =>
    metricOf({
      namespace: METRICS.namespace,
      name,
      dimensions: { [METRICS.dimension]: tableName },
      statistic,
      period,
    });
  const sum = (name: MetricName, period = HOUR) => of(name, 'Sum', period);
  const gauge = (name: MetricName) => of(name, 'Maximum', GAUGE);
  return [
    {
      id: 'MailInDoubt',
      meaning: 'It is not known whether a mail left, for over 15 minutes. Its customer may wait for nothing.',
      metric: gauge('MailInDoubt'),
      over: 0,
    },
    {
      id: 'ForgottenMail',
      meaning: 'Mail was stored and nobody was told; the sweep has started it now. Its customer waited longer.',
      metric: gauge('ForgottenMail'),
      over: 0,
    },
    {
      id: 'ApprovalOverdue',
      meaning: 'An account manager did not decide in time. The customer was told that it takes longer.',
      metric: gauge('ApprovalOverdue'),
      over: 0,
    },
    {
      id: 'HeldTooLong',
      meaning: 'Mail waits for a person for over three days: longer than any weekend.',
      metric: gauge('OldestHeldHours'),
      over: 72,
    },
    {
      id: 'ParkedMail',
      meaning: 'A mail could not be read, or a step failed for good. A person has to take it.',
      metric: sum('Parked', minutes(15)),
      over: 0,
    },
    {
      id: 'BreakerOpen',
      meaning: 'All automatic mail is held: more left than came in.',
      metric: sum('BreakerOpen', minutes(5)),
      over: 0,
    },
    {
      id: 'HeldByBrakes',
      meaning: 'Over ten mails within an hour were held because so many had gone to the same place already.',
      metric: sum('HeldByBrakes'),
      over: 10,
    },
    {
      id: 'OwnMailBack',
      meaning: 'Three mails of our own came back within an hour: a loop, or a forwarding to ourselves.',
      metric: sum('OwnMailBack'),
      over: 2,
    },
    {
      id: 'Complaint',
      meaning: 'A customer called our mail spam. We write to that address no more.',
      metric: sum('Complaint'),
      over: 0,
    },
    {
      id: 'HardBounces',
      meaning: 'Five addresses within an hour take no mail for good. Somebody may be writing in invented names.',
      metric: sum('HardBounce'),
      over: 4,
    },
    {
      id: 'MailRefused',
      meaning: 'The mail service took a mail of ours and then refused it. Its customer got nothing.',
      metric: sum('MailRefused'),
      over: 0,
    },
    {
      id: 'LookalikeSender',
      meaning: 'Somebody writes from a domain that imitates a customer. The mail is held.',
      metric: sum('LookalikeSender'),
      over: 0,
    },
  ];
}
