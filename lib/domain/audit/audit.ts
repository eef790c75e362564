/** What happened to a case by whose hand: append-only, each entry holds the hash of the one before. */
import { canonicalJson } from '../desk/canonical-json.ts';

export const auditEvents = [
  'asked',
  'reminded',
  'escalated',
  'code-mailed',
  'code-refused',
  'request-refused',
  'decided',
  'undone',
  'given',
  'expired',
  'released',
  'answered-by-hand',
  'filed',
  'commitment-ended',
  'redriven',
  'erased',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

export interface AuditEntry {
  at: string;
  /** The address of a person, or `evenhand`. */
  by: string;
  event: AuditEvent;
  because: string;
  /** Never a secret, a token or the customer's words: ids, hashes, figures. */
  facts: Record<string, string>;
}

export interface LoggedEntry extends AuditEntry {
  /** From 1, without a gap. */
  sequence: number;
  /** Of the entry before; of the first: 64 zeros. */
  before: string;
  hash: string;
}

export const FIRST_BEFORE = '0'.repeat(64);

/** SHA-256 in hex. */
export type HashText = (text: string) => string;

export function logged(entry: AuditEntry, last: LoggedEntry | null, hash: HashText): LoggedEntry {
  const sequence = (last?.sequence ?? 0) + 1;
  const before = last?.hash ?? FIRST_BEFORE;
  return { ...entry, sequence, before, hash: hash(canonicalJson({ ...entry, sequence, before })) };
}

/** The first entry that was changed, put in or taken out, in words; null when the chain holds. */
export function findBreak(entries: LoggedEntry[], hash: HashText): string | null {
  let last: LoggedEntry | null = null;
  for (const entry of entries) {
    const { sequence: _, before: __, hash: ___, ...plain } = entry;
    const right = logged(plain, last, hash);
    if (entry.sequence !== right.sequence) return `entry ${right.sequence} is missing`;
    if (entry.before !== right.before) return `entry ${entry.sequence} does not follow the one before it`;
    if (entry.hash !== right.hash) return `entry ${entry.sequence} was changed after it was written`;
    last = entry;
  }
  return null;
}
