import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { METRICS, type MetricName } from '../ports-metrics.ts';
import type { Intake } from './intake.ts';
import type { Machine } from './machine.ts';
import { formula, metricOf, minutes, sumOf, type Watch } from './watch.ts';

/** From the mail service to the first step. */
export const intakeWatches = ({ queue, dead }: Intake, rules: Rule[]): Watch[] => [
  {
    id: 'DeadLetters',
    meaning: 'Mail could not be started three times. Customers wait and nobody knows.',
    metric: dead.metricApproximateNumberOfMessagesVisible({ period: minutes(1) }),
    over: 0,
  },
  {
    id: 'OldIntake',
    meaning: 'Mail waits for over five minutes before anybody reads it.',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: minutes(5) }),
    over: 300,
  },
  {
    id: 'EventNotDelivered',
    meaning: 'An event did not reach its target: stored mail is not queued, or the sweep is not called.',
    metric: sumOf(
      rules.map(({ ruleName }) =>
        metricOf({
          namespace: 'AWS/Events',
          name: 'FailedInvocations',
          dimensions: { RuleName: ruleName },
          period: minutes(5),
        }),
      ),
      minutes(5),
    ),
    over: 0,
  },
];

const reputation = (name: 'BounceRate' | 'ComplaintRate') =>
  metricOf({ namespace: 'AWS/SES', name: `Reputation.${name}`, statistic: 'Average', period: minutes(60) });

/** Of the whole account, since AWS stops the whole account: it looks closer from 5 % bounces or 0.1 % complaints on. */
export const reputationWatches = (): Watch[] => [
  {
    id: 'BouncesRise',
    meaning: 'Over 2 % of our mail comes back. Look for the reason while there is time.',
    metric: reputation('BounceRate'),
    over: 0.02,
  },
  {
    id: 'BouncesTooMany',
    meaning: 'Over 4 % of our mail comes back. At 5 % AWS reviews the account, and may stop all its mail.',
    metric: reputation('BounceRate'),
    over: 0.04,
  },
  {
    id: 'ComplaintsRise',
    meaning: 'Over 0.05 % of our mail is called spam. Look for the reason while there is time.',
    metric: reputation('ComplaintRate'),
    over: 0.0005,
  },
  {
    id: 'ComplaintsTooMany',
    meaning: 'Over 0.08 % of our mail is called spam. At 0.1 % AWS reviews the account, and may stop all its mail.',
    metric: reputation('ComplaintRate'),
    over: 0.0008,
  },
];

const QUARTER = minutes(15);
/** It sleeps below as many, as the brake does: a quiet desk sends two mails for one. */
const OUTBOUND_TO_LOOK_AT = 20;

/** Counted apart from the desk's own brake: if that fails, this rings. */
export const outboundWatch = (triage: Machine, send: LambdaFunction): Watch => ({
  id: 'MoreOutThanIn',
  meaning:
    'For half an hour more than 1.5 mails left for each that came in. Two machines may be writing to each other.',
  metric: formula(
    `IF(#0 - #1 > ${OUTBOUND_TO_LOOK_AT} AND #0 - #1 > 1.5 * #2, 1, 0)`,
    [
      send.metricInvocations({ period: QUARTER }),
      send.metricErrors({ period: QUARTER }),
      metricOf({
        namespace: 'AWS/States',
        name: 'ExecutionsStarted',
        dimensions: { StateMachineArn: triage.arn },
        period: QUARTER,
      }),
    ],
    QUARTER,
  ),
  over: 0,
  periods: 2,
});

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
