import type { Outcome, Route } from '../../domain/case/case.ts';
import type { Claim, Ledger, LedgerRow } from '../../ports.ts';
import { HAND_OVER_MS } from '../lease.ts';
import { doc, docOf, fingerprintKey, type Item, indexed, ledgerKey, linkedKey, text } from './keys.ts';
import { type Change, change, getItem, putIfAbsent, queryIndex, scan, type Table } from './table.ts';

/** What conditions look at stands beside `doc`; on reading it wins. */
export const toLedgerRow = (item: Item): LedgerRow => ({
  ...docOf<LedgerRow>(item)!,
  route: text(item, 'route') as Route | null,
  caseId: text(item, 'caseId'),
  outcome: text(item, 'outcome') as Outcome | null,
  reason: text(item, 'reason') ?? '',
  acceptedBy: text(item, 'acceptedBy'),
  updatedAt: text(item, 'updatedAt') ?? '',
});

export const dynamoLedger = (table: Table, now: () => Date): Ledger => {
  const find = async (id: string) => {
    const item = await getItem(table, ledgerKey(id));
    return item ? toLedgerRow(item) : null;
  };
  /** Leaves the index of what is open; what waits for a person enters theirs. */
  const closed = (outcome: Outcome, reason: string): Pick<Change, 'set' | 'remove'> => {
    const at = now().toISOString();
    const set = { outcome: { S: outcome }, reason: { S: reason }, updatedAt: { S: at } };
    return FOR_PERSON.includes(outcome)
      ? { set: { ...set, ...indexed('held', at) } }
      : { set, remove: ['gsi1pk', 'gsi1sk'] };
  };
  const close: Ledger['close'] = async (id, outcome, reason) => {
    await change(table, ledgerKey(id), {
      ...closed(outcome, reason),
      onlyIf: 'attribute_exists(pk) AND (attribute_not_exists(#outcome) OR #outcome = :waiting)',
      values: { waiting: { S: 'awaiting-approval' } },
    });
  };
  /**
   * A row that is there goes on as it began; only while nothing was decided may it still turn out a duplicate. What could
   * not be read the first time is known now.
   */
  const known = async ({ id, kind, sender }: LedgerRow, original: string | null): Promise<Claim> => {
    let row = await find(id);
    if (!row) throw new Error(`Ledger row ${id} was taken and is gone. Somebody deletes rows of the table.`);
    if (row.kind === 'malformed' && kind !== 'malformed' && !row.outcome) {
      row = { ...row, kind, sender };
      await change(table, ledgerKey(id), { set: doc(row), onlyIf: 'attribute_exists(pk)' });
    }
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
        ...(row.caseId && { caseId: { S: row.caseId } }),
        ...(original
          ? { outcome: { S: 'duplicate' }, reason: { S: sameAs(original) } }
          : indexed('open', row.updatedAt)),
      });
      // Also when it was entered before: a crash in between must not lose the link.
      if (row.caseId) await putIfAbsent(table, linkedKey(row.caseId, row.id));
      if (!entered) return known(row, original);
      return original ? { state: 'duplicate', of: original } : { state: 'claimed' };
    },

    async startHandOver(id) {
      const at = now();
      const started = await change(table, ledgerKey(id), {
        set: { handingUntil: { S: new Date(at.getTime() + HAND_OVER_MS).toISOString() } },
        onlyIf: 'attribute_exists(pk) AND (attribute_not_exists(#handingUntil) OR #handingUntil <= :at)',
        values: { at: { S: at.toISOString() } },
      });
      return started !== null;
    },

    waitingForPerson: async () => (await queryIndex(table, 'held')).map(toLedgerRow),

    async resolve(id, by, to) {
      const values = { held: { S: 'held' }, parked: { S: 'parked' } };
      const onlyIf = '#outcome = :held OR #outcome = :parked';
      const at = now().toISOString();
      const opened = { reason: { S: '' }, updatedAt: { S: at }, ...indexed('open', at) };
      const wanted = {
        // What was decided stays decided, so that nothing is written to the customer anew.
        again: () => ({ set: opened, remove: ['outcome'] }),
        release: () => ({ set: { ...opened, acceptedBy: { S: by } }, remove: ['outcome', 'route'] }),
      };
      const moved = typeof to === 'string' ? wanted[to]() : closed(to.outcome, to.reason);
      return (await change(table, ledgerKey(id), { ...moved, onlyIf, values })) !== null;
    },

    /** The index keeps the moment of entry, which spares a write when the row moves on. */
    async stuckSince(before) {
      const rows = (await queryIndex(table, 'open', { is: '<', value: before.toISOString() })).map(toLedgerRow);
      return rows.filter(({ updatedAt }) => updatedAt < before.toISOString());
    },
  };
};

const FOR_PERSON: Outcome[] = ['held', 'parked'];
const sameAs = (original: string): string => `same as ${original}`;

/** For reports: reads the whole table. */
export async function* allLedgerRows(table: Table): AsyncGenerator<LedgerRow> {
  for await (const item of scan(table, 'message#', 'ledger')) yield toLedgerRow(item);
}
