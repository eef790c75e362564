import { BatchGetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import { sendersOf, sendersToTry } from '../../domain/account/senders.ts';
import { imitatedBy, skeletonsOf, skeletonsToTry } from '../../domain/account/skeleton.ts';
import type { AccountBook } from '../../ports.ts';
import { accountKey, doc, docOf, type Item, senderKey, skeletonKey, text } from './keys.ts';
import { getItem, scan, type Table } from './table.ts';

/** Sender rows hold the account itself, so that a mail costs one call. Skeleton rows: who owns the domain, and the domain. */
export const dynamoAccountBook = (table: Table): AccountBook => ({
  async bySender(address) {
    const found = await readRows(table, sendersToTry(address).map(senderKey));
    return docOf<Account>(found[0]);
  },

  async lookalikeOf(address) {
    const found = await readRows(table, skeletonsToTry(address).map(skeletonKey));
    return imitatedBy(
      address,
      found.map((row) => docOf<{ domain: string }>(row)!.domain),
    );
  },

  byId: async (id) => docOf<Account>(await getItem(table, accountKey(id))),

  /** The importer keeps to 49 rows an account, so that old and new fit into one transaction. */
  async upsert(account) {
    const before = docOf<Account>(await getItem(table, accountKey(account.id)));
    const rows = rowsOf(account);
    const kept = new Set(rows.map(pkOf));
    const left = before ? rowsOf(before).filter((row) => !kept.has(pkOf(row))) : [];
    // A sender that moved to another account in the meantime stays there.
    const found = await readRows(table, left.map(keyOf));
    const gone = found.filter((row) => docOf<{ id: string }>(row)?.id === account.id);
    const writes = [
      ...[{ ...accountKey(account.id), ...doc(account) }, ...rows].map((Item) => ({
        Put: { TableName: table.name, Item },
      })),
      ...gone.map((row) => ({ Delete: { TableName: table.name, Key: keyOf(row) } })),
    ];
    await table.db.send(new TransactWriteItemsCommand({ TransactItems: writes }));
  },

  async *all() {
    for await (const item of scan(table, 'account#', 'account')) yield docOf<Account>(item)!;
  },
});

/** What an account is found by. Two accounts whose domains look alike share a skeleton row: the one written last has it. */
const rowsOf = (account: Account): Item[] => [
  ...sendersOf(account).map((sender) => ({ ...senderKey(sender), ...doc(account) })),
  ...[...skeletonsOf(account)].map(([skeleton, domain]) => ({
    ...skeletonKey(skeleton),
    ...doc({ id: account.id, domain }),
  })),
];

const pkOf = (row: Item): string => text(row, 'pk')!;
const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk!, sk: sk! });

const MAX_TRIES = 5;

/**
 * The rows that are there, in the order of their keys. A busy table may answer for a part only; taking the rest for unknown
 * would answer a key account like a stranger.
 */
async function readRows({ db, name }: Table, keys: Item[]): Promise<Item[]> {
  const found = new Map<string, Item>();
  let left: Item[] | undefined = keys;
  for (let tried = 0; left && left.length > 0; tried += 1) {
    if (tried === MAX_TRIES) throw new Error(`The table answered only in part, ${MAX_TRIES} times. It is throttled.`);
    const command: BatchGetItemCommand = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: left } } });
    const { Responses, UnprocessedKeys } = await db.send(command);
    for (const item of Responses?.[name] ?? []) found.set(pkOf(item), item);
    left = UnprocessedKeys?.[name]?.Keys;
  }
  return keys.map((one) => found.get(pkOf(one))).filter((row) => row !== undefined);
}
