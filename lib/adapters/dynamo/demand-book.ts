import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { countDistinct } from '../../domain/demand/demand.ts';
import * as pairs from '../../domain/demand/pair.ts';
import type { DemandBook } from '../../ports.ts';
import { entryOf, pairOf, rewrite } from './demand-rows.ts';
import { pairKey, text } from './keys.ts';
import { getItem, queryIndex, scan, type Table } from './table.ts';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

async function askers(table: Table, { topic, since, most }: Parameters<DemandBook['askers']>[0]) {
  const bound = { is: '>=', value: dayOf(since) } as const;
  const rows = await queryIndex(table, `demand#${topic}`, bound, { rows: most });
  return rows.map((row) => ({
    account: text(row, 'account') ?? '',
    segment: pairs.countedAs(pairOf(row))?.segment ?? '',
  }));
}

export const dynamoDemandBook = (table: Table): DemandBook => ({
  /** Forward only and by the day: ten mails of one account on one day change one row once. */
  async record({ topic, account, segment, askedAt }) {
    const day = dayOf(askedAt);
    const update = new UpdateItemCommand({
      TableName: table.name,
      Key: pairKey(topic, account),
      UpdateExpression:
        'SET #topic = :topic, #account = :account, #segment = :segment, lastDay = :day, ' +
        'firstDay = if_not_exists(firstDay, :day), gsi1pk = :index, gsi1sk = :entry ADD #version :one',
      ConditionExpression:
        '(attribute_not_exists(lastDay) OR lastDay < :day) AND (attribute_not_exists(gsi1sk) OR gsi1sk <= :entry)',
      ExpressionAttributeNames: {
        '#topic': 'topic',
        '#account': 'account',
        '#segment': 'segment',
        '#version': 'version',
      },
      ExpressionAttributeValues: {
        ':topic': { S: topic },
        ':account': { S: account },
        ':segment': { S: segment },
        ':day': { S: day },
        ':index': { S: `demand#${topic}` },
        ':entry': { S: entryOf(day, account) },
        ':one': { N: '1' },
      },
    });
    await table.db.send(update).catch((error: Error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
      // Known for this day, or what came from another topic is newer: then the index must not go back.
      return rewrite(table, { topic, account }, (pair) => pairs.ask(pair, { segment, day }));
    });
  },

  async count({ topic, account, segment, since, cap }) {
    const asked = await askers(table, { topic, since, most: cap });
    return countDistinct([...asked, { account, segment }], segment, cap);
  },

  askers: (query) => askers(table, query),

  async follow({ from, to, cap }) {
    for (const row of await queryIndex(table, `demand#${from}`, undefined, { rows: cap })) {
      const account = text(row, 'account') ?? '';
      const { own } = pairOf(row);
      if (own) await rewrite(table, { topic: to, account }, (pair) => pairs.follow(pair, from, own));
    }
  },

  async unfollow({ from, to }) {
    for (const row of await queryIndex(table, `demand#${to}`))
      if (pairOf(row).from[from])
        await rewrite(table, { topic: to, account: text(row, 'account') ?? '' }, (pair) => pairs.unfollow(pair, from));
  },

  async move({ names, to, account, only }) {
    for (const topic of names) {
      const span = pairs.countedAs(pairOf(await getItem(table, pairKey(topic, account))));
      if (!span) continue;
      await rewrite(table, { topic: to, account }, (pair) => pairs.receive(pair, { ...span, ...only }));
      if (!only) await rewrite(table, { topic, account }, () => pairs.NO_PAIR);
    }
  },

  async *pairs() {
    for await (const row of scan(table, 'demand#', 'pair')) {
      const { own } = pairOf(row);
      if (own) yield { topic: text(row, 'topic') ?? '', account: text(row, 'account') ?? '', ...own };
    }
  },
});
