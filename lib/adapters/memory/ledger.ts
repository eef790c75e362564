import type { Claim, Clock, Ledger, LedgerRow } from '../../ports.ts';
import { HAND_OVER_MS } from '../lease.ts';
import { emptyRows, type Rows } from './rows.ts';

const isForPerson = ({ outcome }: LedgerRow): boolean => outcome === 'held' || outcome === 'parked';

/** The root of the stores in memory: the others are made from it, since they look at the same rows. */
export const memoryLedger = (now: Clock): Ledger & { rows: Rows } => {
  const rows = emptyRows(now);
  const { ledger, owners } = rows;
  const handing = new Map<string, number>();
  const close = (id: string, outcome: NonNullable<LedgerRow['outcome']>, reason: string) => {
    const row = ledger.get(id);
    if (!row || (row.outcome && row.outcome !== 'awaiting-approval')) return;
    ledger.set(id, { ...row, outcome, reason, updatedAt: now().toISOString() });
  };
  const stateOf = (row: LedgerRow): Claim =>
    row.outcome ? { state: 'already-closed', row } : { state: 'already-open', row };
  return {
    rows,

    async claim(row, fingerprint) {
      const owner = owners.get(fingerprint) ?? row.id;
      owners.set(fingerprint, owner);
      const before = ledger.get(row.id);
      if (!before) ledger.set(row.id, { ...row, route: null, outcome: null, reason: '' });
      if (before?.kind === 'malformed' && !before.outcome)
        ledger.set(row.id, { ...before, kind: row.kind, sender: row.sender });
      const kept = before && ledger.get(row.id);
      const isOpen = !kept?.outcome && !kept?.route;
      if (owner === row.id || !(isOpen || kept?.outcome === 'duplicate'))
        return kept ? stateOf(kept) : { state: 'claimed' };
      if (isOpen) close(row.id, 'duplicate', `same as ${owner}`);
      return { state: 'duplicate', of: owner };
    },

    find: async (id) => ledger.get(id) ?? null,

    async close(id, outcome, reason) {
      close(id, outcome, reason);
    },

    async startHandOver(id) {
      const at = now().getTime();
      if (!ledger.has(id) || (handing.get(id) ?? 0) > at) return false;
      handing.set(id, at + HAND_OVER_MS);
      return true;
    },

    waitingForPerson: async () => [...ledger.values()].filter(isForPerson),

    async resolve(id, by, to) {
      const row = ledger.get(id);
      if (!row || !isForPerson(row)) return false;
      const again = { reason: '', outcome: null };
      const moved = { again, release: { ...again, acceptedBy: by, route: null } };
      ledger.set(id, { ...row, ...(typeof to === 'string' ? moved[to] : to), updatedAt: now().toISOString() });
      return true;
    },

    async stuckSince(before) {
      const limit = before.toISOString();
      return [...ledger.values()].filter(({ outcome, updatedAt }) => !outcome && updatedAt < limit);
    },
  };
};
