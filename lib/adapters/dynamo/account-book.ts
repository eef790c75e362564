import { BatchGetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import { sendersOf, sendersToTry } from '../../domain/account/senders.ts';
import type { AccountBook } from '../../ports.ts';
import { accountKey, doc, docOf, type Item, senderKey, text } from './keys.ts';
import { getItem, scan, type Table } from './table.ts';

/** Sender rows hold the account itself, so that a mail costs one call. */
export const dynamoAccountBook = (table: Table): AccountBook => ({
  async bySender(address) {
    const tried = sendersToTry(address);
    if (tried.length === 0) return null;
    const { Responses } = await table.db.send(
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: tried.map(senderKey) } } }),
    );
    const found = new Map(Responses?.[table.name]?.map((item) => [text(item, 'pk'), item]));
    const nearest = tried.map((sender) => found.get(`sender#${sender}`)).find((item) => item !== undefined);
    return docOf<Account>(nearest);
  },

  async upsert(account) {
    const before = docOf<Account>(await getItem(table, accountKey(account.id)));
    const senders = sendersOf(account);
    const gone = before ? sendersOf(before).filter((sender) => !senders.includes(sender)) : [];
    const put = (Key: Item) => ({ Put: { TableName: table.name, Item: { ...Key, ...doc(account) } } });
    const writes = [
      put(accountKey(account.id)),
      ...senders.map((sender) => put(senderKey(sender))),
      ...gone.map((sender) => ({ Delete: { TableName: table.name, Key: senderKey(sender) } })),
    ];
    await table.db.send(new TransactWriteItemsCommand({ TransactItems: writes }));
  },

  async *all() {
    for await (const item of scan(table, 'account#', 'account')) yield docOf<Account>(item)!;
  },
});
