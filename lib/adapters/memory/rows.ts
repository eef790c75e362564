import type { Approval } from '../../domain/approval/approval.ts';
import type { LoggedEntry } from '../../domain/audit/audit.ts';
import type { CaseRecord } from '../../domain/case/case.ts';
import type { Clock, LedgerRow, Reply } from '../../ports.ts';

/** What several stores look at: one object plays the part of the table. Rows are replaced, never changed in place. */
export interface Rows {
  now: Clock;
  ledger: Map<string, LedgerRow>;
  /** Fingerprint to the message that owns it. */
  owners: Map<string, string>;
  /** In the order in which they were kept. */
  records: CaseRecord[];
  recordsOfCase: Map<string, CaseRecord[]>;
  /** By message and purpose. */
  replies: Map<string, Reply>;
  /** By message. */
  approvals: Map<string, Approval>;
  /** By case. */
  audit: Map<string, LoggedEntry[]>;
}

export const emptyRows = (now: Clock): Rows => ({
  now,
  ledger: new Map(),
  owners: new Map(),
  records: [],
  recordsOfCase: new Map(),
  replies: new Map(),
  approvals: new Map(),
  audit: new Map(),
});
