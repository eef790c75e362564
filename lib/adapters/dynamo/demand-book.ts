import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { countDistinct } from '../../domain/demand/demand.ts';
import type { DemandBook } from '../../ports.ts';
import { pairKey, text } from './keys.ts';
import { queryIndex, scan, type Table } from './table.ts';

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export const dynamoDemandBook = (table: Table): DemandBook => ({
  /** Forward only and by the day: ten mails of one account on one day change one row once. */
  async record({ topic, account, segment, askedAt }) {
    const day = dayOf(askedAt);
    const update = new UpdateItemCommand({
      TableName: table.name,
      Key: pairKey(topic, account),
      UpdateExpression:
        'SET #topic = :topic, #account = :account, #segment = :segment, lastDay = :day, ' +
        'firstDay = if_not_exists(firstDay, :day), gsi1pk = :index, gsi1sk = :entry',
      ConditionExpression: 'attribute_not_exists(lastDay) OR lastDay < :day',
      ExpressionAttributeNames: { '#topic': 'topic', '#account': 'account', '#segment': 'segment' },
      ExpressionAttributeValues: {
        ':topic': { S: topic },
        ':account': { S: account },
        ':segment': { S: segment },
        ':day': { S: day },
        ':index': { S: `demand#${topic}` },
        ':entry': { S: `${day}#${account}` },
      },
    });
    await table.db.send(update).catch((error: Error) => {
      if (error.name !== 'ConditionalCheckFailedException') throw error;
    });
  },

  async count({ topic, account, segment, since, cap }) {
    const bound = { is: '>=', value: dayOf(since) } as const;
    const rows = await queryIndex(table, `demand#${topic}`, bound, { rows: cap });
    const asked = rows.map((row) => ({ account: text(row, 'account') ?? '', segment: text(row, 'segment') ?? '' }));
    return countDistinct([...asked, { account, segment }], segment, cap);
  },

  async *pairs() {
    for await (const row of scan(table, 'demand#', 'pair')) {
      const of = (name: string) => text(row, name) ?? '';
      const [firstDay, lastDay] = [of('firstDay'), of('lastDay')];
      yield { topic: of('topic'), account: of('account'), segment: of('segment'), firstDay, lastDay };
    }
  },
});
