import type { CaseRecord } from '../../domain/case/case.ts';
import type { Approval, Clock, LedgerRow, Reply } from '../../ports.ts';

/** What several stores look at: one object plays the part of the table. Rows are replaced, never changed in place. */
export interface Rows {
  now: Clock;
  ledger: Map<string, LedgerRow>;
  /** Fingerprint to the message that owns it. */
  owners: Map<string, string>;
  /** In the order in which they were kept. */
  records: CaseRecord[];
  recordsOfCase: Map<string, CaseRecord[]>;
  /** By message, like the approvals. */
  replies: Map<string, Reply>;
  approvals: Map<string, Approval>;
}

export const emptyRows = (now: Clock): Rows => ({
  now,
  ledger: new Map(),
  owners: new Map(),
  records: [],
  recordsOfCase: new Map(),
  replies: new Map(),
  approvals: new Map(),
});
