import type { Approval } from '../approval/approval.ts';
import { findBreak, type HashText, type LoggedEntry } from './audit.ts';

/** Where the audit of a case breaks, in words: in its chain, or beside the decisions that are kept. Null when it holds. */
export function findAuditFault(
  entries: LoggedEntry[],
  approvals: Pick<Approval, 'decision'>[],
  hash: HashText,
): string | null {
  const broken = findBreak(entries, hash);
  if (broken) return broken;
  const unlogged = approvals
    .map(({ decision }) => decision)
    .find(
      (decision) =>
        decision &&
        !entries.some(
          ({ event, by, at, because, facts }) =>
            event === 'decided' &&
            by === decision.by &&
            at === decision.at &&
            because === decision.reason &&
            facts.answer === decision.answer.kind,
        ),
    );
  return unlogged ? `the decision of ${unlogged.by} at ${unlogged.at} (${unlogged.answer.kind}) has no entry` : null;
}
