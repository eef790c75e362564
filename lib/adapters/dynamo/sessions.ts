import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Session, Sessions } from '../../ports.ts';
import { doc, docOf, droppedAfter, sessionKey } from './keys.ts';
import { getItem, putIfAbsent, type Table } from './table.ts';

export const dynamoSessions = (table: Table): Sessions => ({
  async open(session) {
    await putIfAbsent(table, { ...sessionKey(session.id), ...doc(session), ...droppedAfter(session.expiresAt) });
  },
  find: async (id) => docOf<Session>(await getItem(table, sessionKey(id))),
  async close(id) {
    await table.db.send(new DeleteItemCommand({ TableName: table.name, Key: sessionKey(id) }));
  },
});
