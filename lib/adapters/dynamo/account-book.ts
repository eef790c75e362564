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
    const found = await readSenders(table, tried);
    return tried.map((sender) => found.get(sender)).find((account) => account !== undefined) ?? null;
  },

  byId: async (id) => docOf<Account>(await getItem(table, accountKey(id))),

  /** The importer keeps to 49 senders an account, so that old and new fit into one transaction. */
  async upsert(account) {
    const before = docOf<Account>(await getItem(table, accountKey(account.id)));
    const senders = sendersOf(account);
    const left = before ? sendersOf(before).filter((sender) => !senders.includes(sender)) : [];
    // A sender that moved to another account in the meantime stays there.
    const owners = await readSenders(table, left);
    const gone = left.filter((sender) => owners.get(sender)?.id === account.id);
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

const MAX_TRIES = 5;

/** A busy table may answer for a part only; taking the rest for unknown would answer a key account like a stranger. */
async function readSenders({ db, name }: Table, senders: string[]): Promise<Map<string, Account>> {
  const found = new Map<string, Account>();
  let left: Item[] | undefined = senders.map(senderKey);
  for (let tried = 0; left && left.length > 0; tried += 1) {
    if (tried === MAX_TRIES) throw new Error(`The table answered only in part, ${MAX_TRIES} times. It is throttled.`);
    const command: BatchGetItemCommand = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left } } });
    const { Responses, UnprocessedKeys } = await db.send(command);
    for (const item of Responses?.[name] ?? [])
      found.set(text(item, 'pk')!.slice('sender#'.length), docOf<Account>(item)!);
    left = UnprocessedKeys?.[name]?.Keys;
  }
  return found;
}
