import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Intake } from '../intake.ts';
import { metricOf, minutes, sumOf, type Watch } from './watch.ts';

/** From the mail service to the first step. */
export const intakeWatches = ({ queue, dead }: Intake, rules: Rule[]): Watch[] => [
  {
    id: 'DeadLetters',
    meaning:
      'Mail could not be started, or the news of sent mail not be noted, three times. Customers wait and nobody knows.',
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
