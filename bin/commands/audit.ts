import { dynamoAudit } from '../../lib/adapters/dynamo/audit.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { hexHash } from '../../lib/adapters/hash.ts';
import type { LoggedEntry } from '../../lib/domain/audit/audit.ts';
import { findAuditFault } from '../../lib/domain/audit/find-audit-fault.ts';
import { plainLine } from '../../lib/domain/reply/plain-line.ts';
import { type Where, withTable } from './local-data.ts';

/** Who did what with a case, and whether anybody has changed that afterwards. */
export async function auditCommand(
  caseId: string,
  { json = false, ...where }: Where & { json?: boolean },
): Promise<number> {
  const { entries, story } = await withTable(where, async (table) => ({
    entries: await dynamoAudit(table).of(caseId),
    story: await dynamoCaseBook(table, () => new Date()).story(caseId),
  }));
  if (!story && entries.length === 0) {
    console.error(`There is no case ${caseId} here. "npx evenhand report" lists the newest ones.`);
    return 1;
  }
  const fault = findAuditFault(entries, story?.approvals ?? [], hexHash);
  console.log(json ? JSON.stringify({ caseId, holds: fault === null, fault, entries }) : inWords(caseId, entries));
  if (fault === null) {
    if (!json) console.log(`\nThe chain of ${entries.length} holds.`);
    return 0;
  }
  console.error(
    `The audit of case ${caseId} does not hold: ${fault}. Somebody has written to the table past the desk. ` +
      'Restore the table of an earlier moment beside this one (point-in-time recovery), compare both, and see who may write to it.',
  );
  return 1;
}

const inWords = (caseId: string, entries: LoggedEntry[]): string =>
  [
    `Case ${caseId}`,
    ...entries.map(({ sequence, at, by, event, because, facts }) =>
      [
        `${String(sequence).padStart(3)}  ${at}  ${by}  ${event}`,
        `     because: ${plainLine(because, 2_000)}`,
        ...Object.entries(facts).map(([name, value]) => `     ${name}: ${plainLine(value, 200)}`),
      ].join('\n'),
    ),
  ].join('\n\n');
