import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { countedAs, NO_PAIR, type Pair, type Span } from '../../domain/demand/pair.ts';
import { doc, docOf, type Item, indexed, pairKey, text } from './keys.ts';
import { getItem, type Table } from './table.ts';

/** How often a row may change under our hands before the step is tried again as a whole. */
const MAX_TRIES = 10;

export const entryOf = (lastDay: string, account: string): string => `${lastDay}#${account}`;

/** The account's own days stand in the row itself, where one update moves them; what came from other topics is in `doc`. */
export function pairOf(row: Item | undefined): Pair {
  if (!row) return NO_PAIR;
  const lastDay = text(row, 'lastDay');
  const own = lastDay && { segment: text(row, 'segment') ?? '', firstDay: text(row, 'firstDay') ?? lastDay, lastDay };
  return { own: own || null, from: docOf<Pick<Pair, 'from'>>(row)?.from ?? {} };
}

/** Without anything that counts the row leaves the index and stays, so that nobody needs the right to delete. */
function rowOf(topic: string, account: string, pair: Pair, version: number): Item {
  const counted = countedAs(pair);
  return {
    ...pairKey(topic, account),
    topic: { S: topic },
    account: { S: account },
    ...(pair.own && spanItem(pair.own)),
    ...(Object.keys(pair.from).length > 0 && doc({ from: pair.from })),
    ...(counted && indexed(`demand#${topic}`, entryOf(counted.lastDay, account))),
    version: { N: String(version) },
  };
}

const spanItem = ({ segment, firstDay, lastDay }: Span): Item => ({
  segment: { S: segment },
  firstDay: { S: firstDay },
  lastDay: { S: lastDay },
});

/** Reads, changes and writes one row; begins again when another has written in between. */
export async function rewrite(
  table: Table,
  { topic, account }: { topic: string; account: string },
  change: (pair: Pair) => Pair,
): Promise<void> {
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const row = await getItem(table, pairKey(topic, account));
    const before = pairOf(row);
    const after = change(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    const version = Number(row?.version?.N ?? 0);
    const put = new PutItemCommand({
      TableName: table.name,
      Item: rowOf(topic, account, after, version + 1),
      ConditionExpression: version > 0 ? '#version = :version' : 'attribute_not_exists(#version)',
      ExpressionAttributeNames: { '#version': 'version' },
      ...(version > 0 && { ExpressionAttributeValues: { ':version': { N: String(version) } } }),
    });
    const isWritten = await table.db.send(put).then(
      () => true,
      (error: Error) => {
        if (error.name !== 'ConditionalCheckFailedException') throw error;
        return false;
      },
    );
    if (isWritten) return;
  }
  throw new Error(`The demand of account ${account} for ${topic} changes too fast. The next sweep tries again.`);
}
