import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Intake } from './intake.ts';
import type { Machine } from './machine.ts';

interface Watched {
  intake: Intake;
  triage: Machine;
  approval: Machine;
  sweep: LambdaFunction;
}

/** Each says what it means for a person; the runbook (docs/runbook.md) has a heading of the same name. */
export function addAlarms(scope: Construct, { intake, triage, approval, sweep }: Watched): void {
  const period = Duration.minutes(5);
  const failed = ({ arn }: Machine) =>
    new Metric({
      namespace: 'AWS/States',
      metricName: 'ExecutionsFailed',
      dimensionsMap: { StateMachineArn: arn },
      statistic: 'Sum',
      period,
    });
  const alarms: [string, string, IMetric, number][] = [
    [
      'DeadLetters',
      'Mail could not be started three times. Customers wait and nobody knows.',
      intake.dead.metricApproximateNumberOfMessagesVisible({ period }),
      0,
    ],
    [
      'OldIntake',
      'Mail waits for over five minutes before anybody reads it.',
      intake.queue.metricApproximateAgeOfOldestMessage({ period }),
      300,
    ],
    [
      'WorkflowFailed',
      'A mail could not even be handed to a person, or an approval stopped before its reply. The sweep tries again.',
      new MathExpression({ expression: 'a + b', usingMetrics: { a: failed(triage), b: failed(approval) }, period }),
      0,
    ],
    ['SweepFailed', 'Nothing restarts what stands still.', sweep.metricErrors({ period }), 0],
  ];
  for (const [id, meaning, metric, threshold] of alarms)
    new Alarm(scope, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${meaning} What to do: docs/runbook.md, "${id}".`,
    });
}
