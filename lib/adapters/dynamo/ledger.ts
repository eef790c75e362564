import type { Outcome, Route } from '../../domain/case/case.ts';
import type { Claim, Ledger, LedgerRow } from '../../ports.ts';
import { doc, docOf, fingerprintKey, type Item, indexed, ledgerKey, text } from './keys.ts';
import { change, getItem, putIfAbsent, queryIndex, type Table } from './table.ts';

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
  const known = async (id: string): Promise<Claim> => {
    const row = await find(id);
    if (!row) throw new Error(`Ledger row ${id} was taken and is gone. Somebody deletes rows of the table.`);
    return row.outcome ? { state: 'already-closed', row } : { state: 'already-open', row };
  };
  return {
    find,

    async claim(row, fingerprint) {
      // The fingerprint first: after a crash between the two writes its owner is still this message, and the claim goes on.
      const isFirst = await putIfAbsent(table, { ...fingerprintKey(fingerprint), owner: { S: row.id } });
      const owner = isFirst ? row.id : text(await getItem(table, fingerprintKey(fingerprint)), 'owner');
      const isDuplicate = owner !== row.id;
      const entered = await putIfAbsent(table, {
        ...ledgerKey(row.id),
        ...doc(row),
        updatedAt: { S: row.updatedAt },
        ...(isDuplicate
          ? { outcome: { S: 'duplicate' }, reason: { S: `same as ${owner}` } }
          : indexed('open', row.updatedAt)),
      });
      if (isDuplicate) return { state: 'duplicate', of: owner ?? '' };
      return entered ? { state: 'claimed' } : known(row.id);
    },

    async close(id, outcome, reason) {
      await change(table, ledgerKey(id), {
        set: { outcome: { S: outcome }, reason: { S: reason }, updatedAt: { S: now().toISOString() } },
        remove: ['gsi1pk', 'gsi1sk'],
        onlyIf: 'attribute_exists(pk) AND (attribute_not_exists(#outcome) OR #outcome = :waiting)',
        values: { waiting: { S: 'awaiting-approval' } },
      });
    },

    stuckSince: async (before) =>
      (await queryIndex(table, 'open', { is: '<', value: before.toISOString() })).map(toLedgerRow),
  };
};
