import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metricNames } from '../../lib/ports-metrics.ts';
import { synthesised } from './template.ts';

interface Metric {
  Namespace: string;
  MetricName: string;
  Dimensions?: { Name: string; Value: unknown }[];
}
interface Alarm extends Metric {
  AlarmDescription: string;
  ComparisonOperator: string;
  Threshold: number;
  EvaluationPeriods: number;
  TreatMissingData: string;
  AlarmActions?: string[];
  Period?: number;
  Metrics?: { Expression?: string; MetricStat?: { Metric: Metric; Period: number; Stat: string } }[];
}

const alarmsOf = ({ evenhand }: ReturnType<typeof synthesised>) =>
  Object.entries(evenhand.findResources('AWS::CloudWatch::Alarm')).map(
    ([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties as Alarm] as const,
  );
const dev = synthesised('dev');
const alarms = alarmsOf(dev);
const metricsOf = (alarm: Alarm): Metric[] =>
  alarm.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [alarm];
const periodOf = (alarm: Alarm): number =>
  alarm.Period ?? alarm.Metrics?.find((one) => one.MetricStat)?.MetricStat?.Period ?? 0;

const SIGNS: Record<string, string> = { GreaterThanThreshold: '>', LessThanThreshold: '<' };

/** Metric names and dimensions as AWS writes them; a misspelt one would be an alarm that never rings. */
test.each([
  ['DeadLetters', 'AWS/SQS ApproximateNumberOfMessagesVisible QueueName', '> 0', 60],
  ['OldIntake', 'AWS/SQS ApproximateAgeOfOldestMessage QueueName', '> 300', 300],
  ['EventNotDelivered', 'AWS/Events FailedInvocations RuleName', '> 0', 300],
  ['MailInDoubt', 'Evenhand MailInDoubt Desk', '> 0', 1800],
  ['ForgottenMail', 'Evenhand ForgottenMail Desk', '> 0', 1800],
  ['ApprovalOverdue', 'Evenhand ApprovalOverdue Desk', '> 0', 1800],
  ['HeldTooLong', 'Evenhand OldestHeldHours Desk', '> 72', 1800],
  ['ParkedMail', 'Evenhand Parked Desk', '> 0', 900],
  ['BreakerOpen', 'Evenhand BreakerOpen Desk', '> 0', 300],
  ['HeldByBrakes', 'Evenhand HeldByBrakes Desk', '> 10', 3600],
  ['OwnMailBack', 'Evenhand OwnMailBack Desk', '> 2', 3600],
  ['Complaint', 'Evenhand Complaint Desk', '> 0', 3600],
  ['HardBounces', 'Evenhand HardBounce Desk', '> 4', 3600],
  ['MailRefused', 'Evenhand MailRefused Desk', '> 0', 3600],
  ['LookalikeSender', 'Evenhand LookalikeSender Desk', '> 0', 3600],
  [
    'MoreOutThanIn',
    'AWS/Lambda Errors FunctionName, AWS/Lambda Invocations FunctionName, AWS/States ExecutionsStarted StateMachineArn',
    '> 0',
    900,
  ],
  ['BouncesRise', 'AWS/SES Reputation.BounceRate ', '> 0.02', 3600],
  ['BouncesTooMany', 'AWS/SES Reputation.BounceRate ', '> 0.04', 3600],
  ['ComplaintsRise', 'AWS/SES Reputation.ComplaintRate ', '> 0.0005', 3600],
  ['ComplaintsTooMany', 'AWS/SES Reputation.ComplaintRate ', '> 0.0008', 3600],
  ['WorkflowFailed', 'AWS/States ExecutionsFailed StateMachineArn', '> 0', 300],
  ['WorkflowTimedOut', 'AWS/States ExecutionsTimedOut StateMachineArn', '> 0', 300],
  ['WorkflowAborted', 'AWS/States ExecutionsAborted StateMachineArn', '> 0', 300],
  ['WorkflowThrottled', 'AWS/States ExecutionThrottled StateMachineArn', '> 0', 300],
  ['StepErrors', 'AWS/Lambda Errors FunctionName, AWS/Lambda Invocations FunctionName', '> 0', 900],
  ['StepsThrottled', 'AWS/Lambda Throttles FunctionName', '> 0', 300],
  ['StepSlow', 'AWS/Lambda Duration FunctionName', '> 70', 900],
  ['SweepFailed', 'AWS/Lambda Errors FunctionName', '> 0', 300],
  ['SweepMissing', 'AWS/Lambda Invocations FunctionName', '< 1', 900],
  ['PagesFailed', 'AWS/ApiGateway 5xx ApiId', '> 0', 300],
  [
    'TableThrottled',
    'AWS/DynamoDB ReadThrottleEvents GlobalSecondaryIndexName+TableName, AWS/DynamoDB ReadThrottleEvents TableName, AWS/DynamoDB WriteThrottleEvents GlobalSecondaryIndexName+TableName, AWS/DynamoDB WriteThrottleEvents TableName',
    '> 0',
    300,
  ],
  ['TableErrors', 'AWS/DynamoDB SystemErrors Operation+TableName', '> 0', 300],
])('%s rings on %s %s', (id, metrics, limit, seconds) => {
  const alarm = alarms.find(([name]) => name === id)?.[1];
  const named = metricsOf(alarm!).map(
    ({ Namespace, MetricName, Dimensions = [] }) =>
      `${Namespace} ${MetricName} ${Dimensions.map(({ Name }) => Name)
        .sort()
        .join('+')}`,
  );
  expect([...new Set(named)].sort().join(', ')).toBe(metrics);
  expect(`${SIGNS[alarm!.ComparisonOperator]} ${alarm!.Threshold}`).toBe(limit);
  expect(periodOf(alarm!)).toBe(seconds);
});

test('32 there are 32 alarms, and the list above is whole', () => expect(alarms).toHaveLength(32));

test('each alarm says what it means for a person, and the runbook what to do', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8');
  const sections = runbook.split(/^(?=##)/m).filter((section) => section.startsWith('### '));
  const told = new Map(sections.map((section) => [section.slice(4, section.indexOf('\n')), section]));
  expect([...told.keys()].sort()).toEqual(alarms.map(([id]) => id).sort());
  for (const [id, { AlarmDescription }] of alarms) {
    expect(AlarmDescription).toMatch(/^.{25,} What to do: docs\/runbook\.md, "\w+"\.$/);
    expect(AlarmDescription).toContain(`"${id}"`);
    expect(told.get(id)!.length).toBeGreaterThan(120);
  }
});

test('silence is no alarm, but for the sweep, whose silence is one', () => {
  const loud = alarms.filter(([, { TreatMissingData }]) => TreatMissingData !== 'notBreaching');
  expect(loud.map(([id, { TreatMissingData }]) => [id, TreatMissingData])).toEqual([['SweepMissing', 'breaching']]);
});

test('every metric of the desk has one alarm, of this deployment alone', () => {
  const own = alarms.flatMap(([, alarm]) => metricsOf(alarm)).filter(({ Namespace }) => Namespace === 'Evenhand');
  expect(own.map(({ MetricName }) => MetricName).sort()).toEqual([...metricNames].sort());
  const [table] = Object.keys(dev.evenhand.findResources('AWS::DynamoDB::Table'));
  for (const { Dimensions } of own) expect(Dimensions).toEqual([{ Name: 'Desk', Value: { Ref: table } }]);
});

test('a formula has ten metrics at most, as CloudWatch allows, and takes silence of each for zero', () => {
  for (const [id, alarm] of alarms) {
    const expression = alarm.Metrics?.find(({ Expression }) => Expression)?.Expression ?? '';
    expect([id, metricsOf(alarm).length <= 10]).toEqual([id, true]);
    expect([id, expression.replace(/FILL\(m\d, 0\)/g, '').match(/\bm\d/)]).toEqual([id, null]);
  }
});

test('all functions are watched for throttles and slowness, whoever adds one', () => {
  const functions = Object.keys(dev.evenhand.findResources('AWS::Lambda::Function')).sort();
  const watchedBy = (id: string) =>
    metricsOf(alarms.find(([name]) => name === id)![1]).map(
      ({ Dimensions }) => (Dimensions![0]!.Value as { Ref: string }).Ref,
    );
  expect(watchedBy('StepsThrottled').sort()).toEqual(functions);
  expect(watchedBy('StepSlow').sort()).toEqual(functions);
});

test('each function is slow by its own time-out', () => {
  const slow = alarms.find(([id]) => id === 'StepSlow')![1];
  expect(slow.Metrics?.find(({ Expression }) => Expression)?.Expression).toMatch(
    /^100 \* MAX\(\[(FILL\(m\d, 0\) \/ (20000|300000)(, )?)+\]\)$/,
  );
  expect(slow.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Stat ?? [])).toContain('p99');
});

test('alarms tell nobody, or the topic that is named', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:everything';
  expect(alarms.flatMap(([, { AlarmActions = [] }]) => AlarmActions)).toEqual([]);
  const told = alarmsOf(synthesised('dev', { context: { alarmTopic: topic } }));
  expect(new Set(told.map(([, { AlarmActions }]) => AlarmActions?.join()))).toEqual(new Set([topic]));
  expect(() => synthesised('dev', { context: { alarmTopic: 'everything' } })).toThrow(/ARN of an SNS topic/);
});
