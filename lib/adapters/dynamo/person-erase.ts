import { DeleteItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { AuditEntry, LoggedEntry } from '../../domain/audit/audit.ts';
import { erasedAudit } from '../../domain/person/erased-audit.ts';
import { ERASED, type Needles } from '../../domain/person/needles.ts';
import type { LedgerRow } from '../../ports.ts';
import { hexHash } from '../hash.ts';
import { dynamoAccountBook } from './account-book.ts';
import { auditKey, doc, docOf, type Item, ledgerKey, text } from './keys.ts';
import { everyRow, type Found } from './person-found.ts';
import { type Erasing, erasureOf, hitsIn } from './person-row.ts';
import { change, getItem, queryAll, type Table } from './table.ts';

/** How many rows of which kind. */
export type Counts = Map<string, number>;
type Note = Pick<AuditEntry, 'at' | 'by' | 'because'>;

interface Act extends Erasing {
  found: Found;
  note: Note;
  /** False: only counted. */
  write: boolean;
}

/**
 * Everything in the table that is about the person. `finish` changes the rows that they are found by: until then another run
 * finishes what one left.
 */
export async function eraseRows(table: Table, act: Act): Promise<{ counts: Counts; finish: () => Promise<void> }> {
  const counts: Counts = new Map();
  const add = (kind: string, n = 1) => n > 0 && counts.set(kind, (counts.get(kind) ?? 0) + n);
  const last: Item[] = [];
  const own = new Set(act.found.records.map(({ caseId }) => caseId));
  const others = new Set<string>();
  for await (const item of everyRow(table)) {
    if (text(item, 'pk')?.startsWith('audit#') && hitsInAudit(item, act) > 0) others.add(caseOf(item));
    const erasure = erasureOf(item, act);
    if (!erasure) continue;
    add(erasure.kind);
    if (erasure.last) last.push(item);
    else if (act.write) await rewrite(table, item, act);
  }
  const elsewhere = { ...act, unlessNamed: (words: string) => (act.needles.count(words) > 0 ? ERASED : words) };
  for (const caseId of own) add('audit entries', await eraseAudit(table, caseId, act));
  for (const caseId of others.difference(own)) add('audit entries', await eraseAudit(table, caseId, elsewhere));
  const accounts = dynamoAccountBook(table);
  for (const account of act.found.accounts) {
    add('contacts of accounts');
    const contacts = account.contacts.filter((contact) => contact !== act.found.address);
    if (act.write) await accounts.upsert({ ...account, contacts });
  }
  const finish = async () => {
    if (act.write) for (const item of last) await rewrite(table, item, act);
  };
  return { counts, finish };
}

const MAX_TRIES = 10;

/** On what the row is by now. */
async function rewrite(table: Table, seen: Item, act: Act): Promise<void> {
  const Key = { pk: seen.pk!, sk: seen.sk! };
  let item: Item | undefined = seen;
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const erasure = item && erasureOf(item, act);
    if (!item || !erasure) return;
    if (!erasure.to) {
      await table.db.send(new DeleteItemCommand({ TableName: table.name, Key }));
      return;
    }
    const { to } = erasure;
    const changed = Object.keys(to).filter((name) => to[name]?.S !== item?.[name]?.S);
    const wanted = {
      set: Object.fromEntries(changed.map((name) => [name, to[name]!])),
      onlyIf: changed.map((name) => `#${name} = :was_${name}`).join(' AND '),
      values: Object.fromEntries(changed.map((name) => [`was_${name}`, item![name]!])),
    };
    if (await change(table, Key, wanted)) return;
    item = await getItem(table, Key);
  }
  throw new Error(`A row of ${text(seen, 'pk')} is changed too often just now. Erase again.`);
}

const caseOf = (item: Item): string => text(item, 'pk')!.slice('audit#'.length);

/** Who acted is one of our own people. */
function hitsInAudit(item: Item, { needles }: Pick<Erasing, 'needles'>): number {
  const { because, facts } = docOf<LoggedEntry>(item)!;
  return needles.count([because, ...Object.values(facts)].join('\n'));
}

/** More do not fit into one transaction: a longer chain holds again once all of it is written. */
const MOST_AT_ONCE = 100;

/** Returns how many entries named the person. */
async function eraseAudit(table: Table, caseId: string, { note, unlessNamed, write }: Act): Promise<number> {
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const kept = (await queryAll(table, `audit#${caseId}`)).map((row) => docOf<LoggedEntry>(row)!);
    const { entries, changed } = erasedAudit(kept, { unlessNamed }, note, hexHash);
    if (!write) return changed;
    const writes = entries.flatMap((entry, i) => auditWrite(table, caseId, entry, kept[i]));
    try {
      for (let from = 0; from < writes.length; from += MOST_AT_ONCE) {
        const TransactItems = writes.slice(from, from + MOST_AT_ONCE);
        await table.db.send(new TransactWriteItemsCommand({ TransactItems }));
      }
      return changed;
    } catch (error) {
      if ((error as Error).name !== 'TransactionCanceledException') throw error;
    }
  }
  throw new Error(`The audit of case ${caseId} is written to too often just now. Erase again.`);
}

function auditWrite(table: Table, caseId: string, entry: LoggedEntry, before?: LoggedEntry): TransactWriteItem[] {
  const row = { TableName: table.name, Item: { ...auditKey(caseId, entry.sequence), ...doc(entry) } };
  if (!before) return [{ Put: { ...row, ConditionExpression: 'attribute_not_exists(pk)' } }];
  if (JSON.stringify(before) === JSON.stringify(entry)) return [];
  const asItWas = {
    ExpressionAttributeNames: { '#doc': 'doc' },
    ExpressionAttributeValues: { ':was': doc(before).doc! },
  };
  return [{ Put: { ...row, ConditionExpression: '#doc = :was', ...asItWas } }];
}

/** The ledger says that the object of a message is no more, so that nobody looks for it. */
export async function forgetObject(table: Table, id: string): Promise<void> {
  const item = await getItem(table, ledgerKey(id));
  if (!item?.doc) return;
  const set = doc({ ...docOf<LedgerRow>(item)!, key: '' });
  await change(table, ledgerKey(id), { set, onlyIf: '#doc = :was', values: { was: item.doc } });
}

/** Rows that still name the person, their keys without what names them. */
export async function* rowsNaming(table: Table, needles: Needles): AsyncGenerator<{ place: string; hits: number }> {
  for await (const item of everyRow(table)) {
    const hits = hitsIn(item, needles);
    if (hits > 0) yield { place: needles.blank(`${text(item, 'pk')} ${text(item, 'sk')}`), hits };
  }
}
