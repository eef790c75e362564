import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Operation, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Machine } from './machine.ts';
import { formula, metricOf, minutes, plus, sumOf, type Watch } from './watch.ts';

const FIVE = minutes(5);
const QUARTER = minutes(15);

export function workflowWatches(triage: Machine, approval: Machine): Watch[] {
  const of = (name: string) => (machine: Machine) =>
    metricOf({ namespace: 'AWS/States', name, dimensions: { StateMachineArn: machine.arn }, period: FIVE });
  return [
    {
      id: 'WorkflowFailed',
      meaning:
        'A mail could not even be handed to a person, or an approval stopped before its reply. The sweep tries again.',
      metric: sumOf([triage, approval].map(of('ExecutionsFailed')), FIVE),
      over: 0,
    },
    {
      id: 'WorkflowTimedOut',
      meaning: 'A mail was worked on for longer than it may take. The sweep starts it again.',
      metric: sumOf([triage, approval].map(of('ExecutionsTimedOut')), FIVE),
      over: 0,
    },
    {
      id: 'WorkflowAborted',
      meaning: 'Somebody stopped an approval by hand. The sweep goes on with it.',
      metric: of('ExecutionsAborted')(approval),
      over: 0,
    },
    {
      id: 'WorkflowThrottled',
      meaning: 'Approvals move slower than they could: the account may do no more transitions a second.',
      metric: of('ExecutionThrottled')(approval),
      over: 0,
    },
  ];
}

/** Two errors in a quarter of an hour are two mails that were tried again. */
const ERRORS_TO_LOOK_AT = 2;

/** `path`: what each mail goes through. */
export function functionWatches(all: LambdaFunction[], path: LambdaFunction[], sweep: LambdaFunction): Watch[] {
  const errors = plus(path.length);
  const calls = plus(path.length, path.length);
  const shares = all.map((fn, i) => `#${i} / ${fn.timeout!.toMilliseconds()}`);
  return [
    {
      id: 'StepErrors',
      meaning: 'Over 1 % of the calls on the way of a mail fail. They are tried again; then people get them.',
      metric: formula(
        `IF(${errors} > ${ERRORS_TO_LOOK_AT} AND 100 * (${errors}) > ${calls}, 1, 0)`,
        [
          ...path.map((fn) => fn.metricErrors({ period: QUARTER })),
          ...path.map((fn) => fn.metricInvocations({ period: QUARTER })),
        ],
        QUARTER,
      ),
      over: 0,
    },
    {
      id: 'StepsThrottled',
      meaning: 'A function was refused: the account has no more of them at once. Mail waits.',
      metric: sumOf(
        all.map((fn) => fn.metricThrottles({ period: FIVE })),
        FIVE,
      ),
      over: 0,
    },
    {
      id: 'StepSlow',
      meaning: 'One call in a hundred takes over 70 % of the time that it may. Soon calls will be cut off.',
      metric: formula(
        `100 * MAX([${shares.join(', ')}])`,
        all.map((fn) => fn.metricDuration({ period: QUARTER, statistic: 'p99' })),
        QUARTER,
      ),
      over: 70,
      periods: 2,
    },
    {
      id: 'SweepFailed',
      meaning: 'Nothing restarts what stands still.',
      metric: sweep.metricErrors({ period: FIVE }),
      over: 0,
    },
    {
      id: 'SweepMissing',
      meaning:
        'The sweep did not run for 45 minutes: nothing restarts what stands still, and half of these alarms are blind.',
      metric: sweep.metricInvocations({ period: QUARTER }),
      below: 1,
      periods: 3,
    },
  ];
}

export const pagesWatch = (api: HttpApi): Watch => ({
  id: 'PagesFailed',
  meaning: 'A page answered with an error of ours. An account manager could not decide.',
  metric: api.metricServerError({ period: FIVE }),
  over: 0,
});

/** What the desk asks of its table; the metric knows each operation apart. */
const OPERATIONS = [
  Operation.GET_ITEM,
  Operation.PUT_ITEM,
  Operation.UPDATE_ITEM,
  Operation.QUERY,
  Operation.TRANSACT_WRITE_ITEMS,
];

export function tableWatches({ tableName: TableName }: Table, indexes: string[]): Watch[] {
  const of = (name: string, dimensions = {}) =>
    metricOf({ namespace: 'AWS/DynamoDB', name, dimensions: { TableName, ...dimensions }, period: FIVE });
  const throttled = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((name) => [
    of(name),
    ...indexes.map((GlobalSecondaryIndexName) => of(name, { GlobalSecondaryIndexName })),
  ]);
  return [
    {
      id: 'TableThrottled',
      meaning: 'The table or its index refuses calls: too many at once for one key. Mail waits and is tried again.',
      metric: sumOf(throttled, FIVE),
      over: 0,
    },
    {
      id: 'TableErrors',
      meaning: 'The table answers with errors of its own. Mail waits and is tried again.',
      metric: sumOf(
        OPERATIONS.map((operation) => of('SystemErrors', { Operation: operation })),
        FIVE,
      ),
      over: 0,
    },
  ];
}
