import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct, IConstruct } from 'constructs';
import type { Intake } from './intake.ts';
import type { Machine } from './machine.ts';
import { functionWatches, pagesWatch } from './watches/functions.ts';
import { intakeWatches } from './watches/intake.ts';
import { ownWatches } from './watches/own.ts';
import { outboundWatch, reputationWatches } from './watches/sending.ts';
import { tableWatches } from './watches/table.ts';
import type { Watch } from './watches/watch.ts';
import { workflowWatches } from './watches/workflows.ts';

interface Watched {
  intake: Intake;
  triage: Machine;
  approval: Machine;
  table: Table;
  /** What each mail goes through. */
  path: LambdaFunction[];
  send: LambdaFunction;
  sweep: LambdaFunction;
}

/** Functions, rules and pages are found in the stack: whoever adds one need not think of its alarm. */
export function addAlarms(scope: Construct, { intake, triage, approval, table, path, send, sweep }: Watched): void {
  const all = scope.node.findAll();
  const functions = all.filter((one: IConstruct) => one instanceof LambdaFunction);
  const rules = all.filter((one: IConstruct) => one instanceof Rule);
  const apis = all.filter((one: IConstruct) => one instanceof HttpApi);
  const watches = [
    ...intakeWatches(intake, rules),
    ...ownWatches(table.tableName),
    outboundWatch(triage, send),
    ...reputationWatches(),
    ...workflowWatches(triage, approval),
    ...functionWatches(functions, path, sweep),
    ...apis.map(pagesWatch),
    ...tableWatches(table, ['gsi1']),
  ];
  const tell = whomToTell(scope);
  for (const watch of watches) {
    const alarm = alarmOf(scope, watch);
    if (tell) alarm.addAlarmAction(tell);
  }
}

function alarmOf(scope: Construct, { id, meaning, metric, over, below, periods = 1 }: Watch): Alarm {
  return new Alarm(scope, id, {
    metric,
    evaluationPeriods: periods,
    alarmDescription: `${meaning} What to do: docs/runbook.md, "${id}".`,
    ...(below === undefined
      ? {
          threshold: over,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }
      : {
          threshold: below,
          comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.BREACHING,
        }),
  });
}

/** `-c alarmTopic=arn:aws:sns:…`: a topic that is there already, so that one address hears of every product of a firm. */
function whomToTell(scope: Construct): SnsAction | null {
  const arn = scope.node.tryGetContext('alarmTopic');
  if (arn === undefined) return null;
  if (typeof arn !== 'string' || !arn.startsWith('arn:'))
    throw new Error(`alarmTopic is the ARN of an SNS topic, not "${arn}".`);
  return new SnsAction(Topic.fromTopicArn(scope, 'AlarmTopic', arn));
}
