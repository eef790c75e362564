import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './keys.ts';

/** A client and its table: what every store here is made from. */
export interface Table {
  db: DynamoDBClient;
  name: string;
}

export interface Change {
  set?: Item;
  remove?: string[];
  /** Into a set of strings, or onto a number. */
  add?: Item;
  /** Uses `#name` and `:name` of `set` and `values`. */
  onlyIf: string;
  values?: Item;
}

/** One update expression from the attributes it sets and removes. Reserved words are no trouble: every name has a `#`. */
export function updateOf({ set = {}, remove = [], add = {}, onlyIf, values = {} }: Change) {
  const sets = Object.keys(set).map((name) => `#${name} = :${name}`);
  const removes = remove.map((name) => `#${name}`);
  const adds = Object.keys(add).map((name) => `#${name} :${name}`);
  const expression = [
    sets.length && `SET ${sets.join(', ')}`,
    removes.length && `REMOVE ${removes.join(', ')}`,
    adds.length && `ADD ${adds.join(', ')}`,
  ];
  const names = new Set([...Object.keys({ ...set, ...add }), ...remove, ...(onlyIf.match(/(?<=#)\w+/g) ?? [])]);
  const given = Object.entries({ ...set, ...add, ...values }).map(([name, value]) => [`:${name}`, value] as const);
  return {
    UpdateExpression: expression.filter(Boolean).join(' '),
    ConditionExpression: onlyIf,
    ExpressionAttributeNames: Object.fromEntries([...names].map((name) => [`#${name}`, name])),
    ...(given.length > 0 && { ExpressionAttributeValues: Object.fromEntries(given) }),
  };
}

const isConditionFailed = (error: unknown): boolean => (error as Error).name === 'ConditionalCheckFailedException';

export async function getItem({ db, name: TableName }: Table, Key: Item): Promise<Item | undefined> {
  return (await db.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;
}

/** True when it was absent and is now there. */
export const putIfAbsent = ({ db, name: TableName }: Table, Item: Item): Promise<boolean> =>
  db
    .send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }))
    .then(() => true)
    .catch((error) => {
      if (isConditionFailed(error)) return false;
      throw error;
    });

/** The row as it is after the change, or null when the condition did not hold. */
export const change = ({ db, name: TableName }: Table, Key: Item, wanted: Change): Promise<Item | null> =>
  db
    .send(new UpdateItemCommand({ TableName, Key, ...updateOf(wanted), ReturnValues: 'ALL_NEW' }))
    .then(({ Attributes }) => Attributes ?? {})
    .catch((error) => {
      if (isConditionFailed(error)) return null;
      throw error;
    });

interface Range {
  after?: string;
  most?: number;
  newestFirst?: boolean;
}

/** Rows of a partition in order, after a sort key; `most` of them when it is given. */
export async function queryAll(
  { db, name: TableName }: Table,
  pk: string,
  { after, most = Number.POSITIVE_INFINITY, newestFirst = false }: Range = {},
): Promise<Item[]> {
  const rows: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        KeyConditionExpression: after ? 'pk = :pk AND sk > :after' : 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk }, ...(after && { ':after': { S: after } }) },
        ExclusiveStartKey: from,
        ...(Number.isFinite(most) && { Limit: most - rows.length }),
      }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from && rows.length < most);
  return rows;
}

/** Rows of the sparse index with a sort key below or from `bound`. */
export async function queryIndex(
  { db, name: TableName }: Table,
  gsi1pk: string,
  bound?: { is: '<' | '>='; value: string },
  limit?: { rows: number },
): Promise<Item[]> {
  const rows: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName,
        IndexName: 'gsi1',
        KeyConditionExpression: bound ? `gsi1pk = :pk AND gsi1sk ${bound.is} :bound` : 'gsi1pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: gsi1pk }, ...(bound && { ':bound': { S: bound.value } }) },
        ScanIndexForward: !limit,
        Limit: limit?.rows,
        ExclusiveStartKey: from,
      }),
    );
    rows.push(...(page.Items ?? []));
    from = limit ? undefined : page.LastEvaluatedKey;
  } while (from);
  return rows;
}

/** Every row whose partition key begins so. Reads the whole table: for reports only. */
export async function* scan({ db, name: TableName }: Table, prefix: string, sk: string): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await db.send(
      new ScanCommand({
        TableName,
        FilterExpression: 'begins_with(pk, :prefix) AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':prefix': { S: prefix }, ':sk': { S: sk } },
        ExclusiveStartKey: from,
      }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}
