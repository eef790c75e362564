import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Machine } from '../machine.ts';
import { formula, metricOf, minutes, type Watch } from './watch.ts';

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
