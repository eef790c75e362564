import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import type { CaseRecord } from '../../domain/case/case.ts';
import type { LedgerRow } from '../../ports.ts';
import { docOf, type Item, ledgerKey, text } from './keys.ts';
import { toLedgerRow } from './ledger.ts';
import { getItem, type Table } from './table.ts';

/** What is kept about an address, by ids. */
export interface Found {
  address: string;
  messages: LedgerRow[];
  records: CaseRecord[];
  /** Accounts that name it as a contact. */
  accounts: Account[];
  /** Names that other senders go by. */
  otherNames: Set<string>;
  /** Messages of anybody that are not settled: something is still to be done with their words. */
  unsettled: Map<string, string>;
  /** Why it is no customer's address; null when it may be one. */
  ours: string | null;
}

/** Every row: for acts that may take their time. */
export async function* everyRow({ db, name: TableName }: Table): AsyncGenerator<Item> {
  let from: Item | undefined;
  do {
    const page = await db.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }));
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

export async function findPerson(table: Table, address: string): Promise<Found> {
  const found: Found = {
    address,
    messages: [],
    records: [],
    accounts: [],
    otherNames: new Set(),
    unsettled: new Map(),
    ours: null,
  };
  for await (const item of everyRow(table)) look(found, item);
  // What could not be read at first has no sender in the ledger.
  const known = new Set(found.messages.map(({ id }) => id));
  for (const { messageId } of found.records) {
    const row = known.has(messageId) ? undefined : await getItem(table, ledgerKey(messageId));
    if (row) found.messages.push(toLedgerRow(row));
  }
  return found;
}

function look(found: Found, item: Item): void {
  const { address } = found;
  const [pk, sk] = [text(item, 'pk') ?? '', text(item, 'sk') ?? ''];
  if (pk === `cases#${address}` || pk === `staff#${address}`) found.ours = 'it belongs to one of your own people';
  if (pk.startsWith('message#') && sk === 'ledger') lookAtMessage(found, toLedgerRow(item));
  if (pk.startsWith('message#') && IN_DOUBT.has(text(item, 'state') ?? ''))
    found.unsettled.set(pk.slice('message#'.length), 'its answer is not known to have left; see /desk/outbox');
  if (sk.endsWith('-mail') && docOf<{ from: { address: string } }>(item)?.from.address === address)
    found.ours = 'the desk writes from it';
  if (pk.startsWith('case#') && sk.startsWith('record#')) {
    const record = docOf<CaseRecord>(item)!;
    if (record.sender === address) found.records.push(record);
    else found.otherNames.add(record.senderName);
  }
  if (pk.startsWith('account#')) {
    const account = docOf<Account>(item)!;
    if (account.contacts.includes(address)) found.accounts.push(account);
    if (account.manager === address) found.ours = 'it belongs to one of your own people';
  }
}

const IN_DOUBT = new Set(['CLAIMED', 'CALLING', 'UNKNOWN']);

function lookAtMessage(found: Found, row: LedgerRow): void {
  if (row.sender === found.address) found.messages.push(row);
  const { id, outcome } = row;
  if (outcome === null) found.unsettled.set(id, 'it is on its way');
  if (outcome === 'awaiting-approval') found.unsettled.set(id, row.reason);
  if (outcome === 'held' || outcome === 'parked') found.unsettled.set(id, 'it waits for a person at /desk/held');
}
