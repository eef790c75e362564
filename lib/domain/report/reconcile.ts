import type { Outcome } from '../case/case.ts';
import { count } from './topic-lines.ts';

export interface StoredObject {
  /** Of the ledger row that it should have. */
  id: string;
  key: string;
  storedAt: Date;
}

export interface EnteredRow {
  id: string;
  /** Empty once the object was erased. */
  key: string;
  receivedAt: string;
  outcome: Outcome | null;
  updatedAt: string;
}

export interface Reconciliation {
  objects: number;
  rows: number;
  /** `on its way` beside the outcomes. */
  outcomes: Record<string, number>;
  /** Stored and not entered: nobody works on them. */
  missing: StoredObject[];
  /** Stored so lately that their event may still be on its way. */
  arriving: number;
  /** Entered, and the mail itself is not there any more although it should be. */
  gone: EnteredRow[];
  /** Rows whose object is over the time that mail is kept. */
  expired: number;
  /** Rows whose object was erased for somebody who wanted to be forgotten. */
  erased: number;
  /** Without outcome, and nothing happened to them for a while: the sweep should have started them. */
  standing: EnteredRow[];
  /** Objects = rows, but for what arrives, expired or was erased. */
  holds: boolean;
}

const ARRIVES_WITHIN_MS = 60_000;
/** As the sweep has it. */
const STANDS_AFTER_MS = 900_000;
/** As long as the bucket keeps mail. */
export const MAIL_KEPT_DAYS = 90;

/** Compares what is stored with what the ledger knew before: every accepted mail is in both. `now`: before either was read. */
export function reconcile(stored: StoredObject[], entered: EnteredRow[], now: Date): Reconciliation {
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const rows = new Set(entered.map(({ id }) => id));
  const objects = new Set(stored.map(({ id }) => id));
  const [lately, still] = [before(ARRIVES_WITHIN_MS), before(STANDS_AFTER_MS).toISOString()];
  const keptSince = before(MAIL_KEPT_DAYS * 86_400_000).toISOString();

  const notEntered = stored.filter(({ id }) => !rows.has(id));
  const missing = notEntered.filter(({ storedAt }) => storedAt <= lately);
  const whyNotStored = ({ key, receivedAt }: EnteredRow) => {
    if (key === '') return 'erased';
    return receivedAt <= keptSince ? 'expired' : 'gone';
  };
  const notStored = Map.groupBy(
    entered.filter(({ id }) => !objects.has(id)),
    whyNotStored,
  );
  const gone = notStored.get('gone') ?? [];
  return {
    objects: objects.size,
    rows: rows.size,
    outcomes: count(entered.map(({ outcome }) => outcome ?? 'on its way')),
    missing,
    arriving: notEntered.length - missing.length,
    gone,
    expired: notStored.get('expired')?.length ?? 0,
    erased: notStored.get('erased')?.length ?? 0,
    standing: entered.filter(({ outcome, updatedAt }) => !outcome && updatedAt < still),
    holds: missing.length + gone.length === 0,
  };
}
