import Table from 'cli-table3';
import { money } from '../../lib/domain/reply/moments.ts';
import { plainLine } from '../../lib/domain/reply/plain-line.ts';
import type { CommitmentReport } from '../../lib/domain/report/commitment-lines.ts';
import { paint } from './progress.ts';

const MOST = 30;

/** What promises cost beside what the accounts bring, and which of them should be looked at. */
export function commitmentWords({ accounts, due }: CommitmentReport, currency: string): string {
  const table = new Table({
    head: ['promised to', 'promises', 'upkeep a year', 'contributes a year', 'share'],
    colWidths: [40, 10, 20, 22, 12],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { account, commitments, yearlyUpkeep, contribution, share } of accounts.slice(0, MOST))
    table.push([
      plainLine(account, 100),
      commitments,
      money(yearlyUpkeep, currency),
      contribution === null ? 'not known' : money(contribution, currency),
      share === null ? '' : `${Math.round(share * 1_000) / 10} %`,
    ]);
  const overdue = due
    .slice(0, MOST)
    .map(
      ({ id, reviewOn, accountName, promise, owner }) =>
        `  ${reviewOn}  ${id}  ${plainLine(accountName, 60)}: ${plainLine(promise, 120)} (${owner})`,
    );
  return [
    paint('bold', 'What we promised to single accounts'),
    accounts.length > 0 ? table.toString() : '  nothing',
    '',
    paint('bold', 'Of these to be reviewed'),
    ...(overdue.length > 0 ? overdue : ['  none']),
  ].join('\n');
}
