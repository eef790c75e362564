import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { sentInKey, sentToKey, trafficKey } from '../../lib/adapters/dynamo/keys.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { bucketsOf } from '../../lib/domain/mail/traffic.ts';
import type { LedgerRow } from '../../lib/ports.ts';

/** A year of mail is tried within minutes: each mail is looked at as if no other had been answered just now. */
export async function releaseBrakes(
  { db, name: TableName }: Table,
  row: Pick<LedgerRow, 'sender' | 'caseId'> | null,
  now: Date,
): Promise<void> {
  const { current, previous } = bucketsOf(now);
  const keys = [
    ...(row?.sender ? [sentToKey(row.sender)] : []),
    ...(row?.caseId ? [sentInKey(row.caseId)] : []),
    ...[current, previous].map(trafficKey),
  ];
  await Promise.all(keys.map((Key) => db.send(new DeleteItemCommand({ TableName, Key }))));
}
