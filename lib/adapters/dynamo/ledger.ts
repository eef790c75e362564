import type { Outcome, Route } from '../../domain/case/case.ts';
import type { Claim, Ledger, LedgerRow } from '../../ports.ts';
import { doc, docOf, fingerprintKey, type Item, indexed, ledgerKey, text } from './keys.ts';
import { change, getItem, putIfAbsent, queryIndex, scan, type Table } from './table.ts';

/** What conditions look at stands beside `doc`; on reading it wins. */
export const toLedgerRow = (item: Item): LedgerRow => ({
  ...docOf<LedgerRow>(item)!,
  route: text(item, 'route') as Route | null,
  caseId: text(item, 'caseId'),
  outcome: text(item, 'outcome') as Outcome | null,
  reason: text(item, 'reason') ?? '',
  updatedAt: text(item, 'updatedAt') ?? '',
});

export const dynamoLedger = (table: Table, now: () => Date): Ledger => {
  const find = async (id: string) => {
    const item = await getItem(table, ledgerKey(id));
    return item ? toLedgerRow(item) : null;
  };
  const close: Ledger['close'] = async (id, outcome, reason) => {
    await change(table, ledgerKey(id), {
      set: { outcome: { S: outcome }, reason: { S: reason }, updatedAt: { S: now().toISOString() } },
      remove: ['gsi1pk', 'gsi1sk'],
      onlyIf: 'attribute_exists(pk) AND (attribute_not_exists(#outcome) OR #outcome = :waiting)',
      values: { waiting: { S: 'awaiting-approval' } },
    });
  };
  /** A row that is there goes on as it began; only while nothing was decided may it still turn out a duplicate. */
  const known = async (id: string, original: string | null): Promise<Claim> => {
    const row = await find(id);
    if (!row) throw new Error(`Ledger row ${id} was taken and is gone. Somebody deletes rows of the table.`);
    if (original && (row.outcome === 'duplicate' || !(row.outcome || row.route))) {
      await close(id, 'duplicate', sameAs(original));
      return { state: 'duplicate', of: original };
    }
    return row.outcome ? { state: 'already-closed', row } : { state: 'already-open', row };
  };
  return {
    find,
    close,

    async claim(row, fingerprint) {
      // The fingerprint first: after a crash between the two writes its owner is still this message, and the claim goes on.
      const isFirst = await putIfAbsent(table, { ...fingerprintKey(fingerprint), owner: { S: row.id } });
      const owner = isFirst ? row.id : text(await getItem(table, fingerprintKey(fingerprint)), 'owner');
      const original = owner === row.id ? null : owner;
      const entered = await putIfAbsent(table, {
        ...ledgerKey(row.id),
        ...doc(row),
        updatedAt: { S: row.updatedAt },
        ...(original
          ? { outcome: { S: 'duplicate' }, reason: { S: sameAs(original) } }
          : indexed('open', row.updatedAt)),
      });
      if (!entered) return known(row.id, original);
      return original ? { state: 'duplicate', of: original } : { state: 'claimed' };
    },

    /** The index keeps the moment of entry, which spares a write when the row moves on. */
    async stuckSince(before) {
      const rows = (await queryIndex(table, 'open', { is: '<', value: before.toISOString() })).map(toLedgerRow);
      return rows.filter(({ updatedAt }) => updatedAt < before.toISOString());
    },
  };
};

const sameAs = (original: string): string => `same as ${original}`;

/** For reports: reads the whole table. */
export async function* allLedgerRows(table: Table): AsyncGenerator<LedgerRow> {
  for await (const item of scan(table, 'message#', 'ledger')) yield toLedgerRow(item);
}
