import { Operation, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { metricOf, minutes, sumOf, type Watch } from './watch.ts';

const FIVE = minutes(5);
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
