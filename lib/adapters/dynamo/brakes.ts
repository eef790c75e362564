import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { letOut, type MayLeave, roomOf, type Sent, type Traffic } from '../../domain/mail/brakes.ts';
import { bucketsOf, trafficAt } from '../../domain/mail/traffic.ts';
import type { Brakes, LeavingMail } from '../../ports-brakes.ts';
import { docOf, droppedAfter, type Item, sentInKey, sentToKey, trafficKey } from './keys.ts';
import { MAX_TRIES, replaceMoments } from './moments.ts';
import { change, getItem, type Table } from './table.ts';

/** Two buckets are read; the rest is for whoever looks into an alarm. */
const TRAFFIC_KEPT_MS = 3_600_000;

const trafficOf = (row: Item | undefined): Traffic => ({
  accepted: Number(row?.accepted?.N ?? 0),
  outbound: Number(row?.outbound?.N ?? 0),
});
const trafficDrops = (at: Date): Item => droppedAfter(new Date(at.getTime() + TRAFFIC_KEPT_MS).toISOString());

/** Null: another mail was faster, look again. */
async function tryToTake(table: Table, mail: LeavingMail, at: Date): Promise<MayLeave | null> {
  const [addressKey, caseKey] = [sentToKey(mail.address), sentInKey(mail.caseId)];
  const buckets = bucketsOf(at);
  const [address, inCase, current, previous] = await Promise.all([
    getItem(table, addressKey),
    getItem(table, caseKey),
    getItem(table, trafficKey(buckets.current)),
    getItem(table, trafficKey(buckets.previous)),
  ]);
  const counted = { current: trafficOf(current), previous: trafficOf(previous) };
  const traffic = trafficAt(at, counted);
  const kept = { toAddress: docOf<Sent[]>(address) ?? [], inCase: docOf<Sent[]>(inCase) ?? [], traffic };
  const out = letOut(mail, kept, at);
  if (!out.may) return out;
  // Not a transaction: one row after the other counts at most one mail too many, and the busy counter refuses nobody.
  if (!(await replaceMoments(table, addressKey, address, out.toAddress, at))) return null;
  if (!(await replaceMoments(table, caseKey, inCase, out.inCase, at))) return null;
  if (out.isInTraffic) return { may: true };
  const left = await change(table, trafficKey(buckets.current), {
    set: trafficDrops(at),
    add: { outbound: { N: '1' } },
    onlyIf: 'attribute_not_exists(#outbound) OR #outbound < :most',
    values: { most: { N: String(counted.current.outbound + roomOf(traffic)) } },
  });
  return left && { may: true };
}

export const dynamoBrakes = (table: Table): Brakes => ({
  async take(mail, at) {
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const verdict = await tryToTake(table, mail, at);
      if (verdict) return verdict;
    }
    throw new Error(`The brakes of case ${mail.caseId} change too fast. The mail waits; the next sweep tries again.`);
  },

  async accepted(at) {
    await table.db.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: trafficKey(bucketsOf(at).current),
        UpdateExpression: 'SET #ttl = :ttl ADD accepted :one',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':ttl': trafficDrops(at).ttl!, ':one': { N: '1' } },
      }),
    );
  },
});
