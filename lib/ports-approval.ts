/** What asking account managers needs of the world. Import them from ports.ts, like the others. */
import type { Approval, Holder, ManagerDecision, Nudge } from './domain/approval/approval.ts';
import type { AuditEntry, LoggedEntry } from './domain/audit/audit.ts';
import type { Commitment } from './domain/commitment/commitment.ts';

export interface Approvals {
  /** Creates it, or renews the task of one that is not settled. Returns what is kept. */
  ask(approval: Approval): Promise<Approval>;
  byPublicId(publicId: string): Promise<Approval | null>;
  byMessage(messageId: string): Promise<Approval | null>;
  /** A new link for one person: their older one dies. Throws `ApprovalMovedOn` when it is settled. */
  hold(messageId: string, holder: Holder): Promise<Approval>;
  /** This mail left and is not sent again. */
  nudged(messageId: string, nudge: Nudge): Promise<void>;
  /** PENDING -> DECIDED with its audit entry in one transaction: the moment of decision. Throws `ApprovalMovedOn`. */
  decide(messageId: string, decision: ManagerDecision, entry: AuditEntry): Promise<Approval>;
  /** DECIDED -> PENDING while `at` is before `sendAt`. Throws `ApprovalMovedOn`. */
  undo(messageId: string, at: Date, entry: AuditEntry): Promise<Approval>;
  /** Somebody else decides, every other link dies. Throws `ApprovalMovedOn` unless PENDING. */
  give(messageId: string, to: Holder, entry: AuditEntry): Promise<Approval>;
  /** After the wait: DECIDED and `sendAt` reached -> SEALED; PENDING and `answerBy` reached -> EXPIRED. Returns what is kept. */
  seal(messageId: string, at: Date): Promise<Approval>;
  settled(messageId: string, at: Date): Promise<void>;
  /** All whose execution has not moved on, oldest first. */
  unsettled(): Promise<Approval[]>;
}

/** Append-only. Who was overtaken reads the tail and appends behind it. */
export interface Audit {
  append(caseId: string, entry: AuditEntry): Promise<void>;
  of(caseId: string): Promise<LoggedEntry[]>;
}

export interface Commitments {
  /** Once a message; again it changes nothing. */
  add(commitment: Commitment): Promise<void>;
  find(id: string): Promise<Commitment | null>;
  all(): Promise<Commitment[]>;
  ofAccount(account: string): Promise<Commitment[]>;
  /** Active, with a review day up to `day` that was not mailed. */
  due(day: string): Promise<Commitment[]>;
  reviewMailed(id: string, day: string): Promise<void>;
  /** active -> ended, with its audit entry, once. False when it had ended before. */
  end(id: string, ended: NonNullable<Commitment['ended']>, entry: AuditEntry): Promise<boolean>;
}
