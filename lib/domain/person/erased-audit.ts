import { type AuditEntry, findBreak, type HashText, type LoggedEntry, logged } from '../audit/audit.ts';
import type { Eraser } from './erased.ts';

/**
 * The audit of a case without words that name the person, and with an entry that says so. Its chain is made anew from the
 * first changed entry on, and the new entry keeps what its head was; a chain that was broken before stays broken.
 */
export function erasedAudit(
  entries: LoggedEntry[],
  { unlessNamed }: Pick<Eraser, 'unlessNamed'>,
  by: Pick<AuditEntry, 'at' | 'by' | 'because'>,
  hash: HashText,
): { entries: LoggedEntry[]; changed: number } {
  const cleaned = entries.map((entry) => ({
    ...entry,
    because: unlessNamed(entry.because),
    facts: Object.fromEntries(Object.entries(entry.facts).map(([name, value]) => [name, unlessNamed(value)])),
  }));
  const changed = cleaned.filter((entry, i) => JSON.stringify(entry) !== JSON.stringify(entries[i])).length;
  const head = entries.at(-1)?.hash;
  const facts: Record<string, string> = changed > 0 && head ? { changed: String(changed), before: head } : {};
  const kept = changed > 0 && findBreak(entries, hash) === null ? chained(cleaned, hash) : cleaned;
  return { entries: [...kept, logged({ ...by, event: 'erased', facts }, kept.at(-1) ?? null, hash)], changed };
}

function chained(entries: LoggedEntry[], hash: HashText): LoggedEntry[] {
  let last: LoggedEntry | null = null;
  return entries.map(({ sequence: _, before: __, hash: ___, ...entry }) => {
    last = logged(entry, last, hash);
    return last;
  });
}
