import Table from 'cli-table3';
import { requireDesk } from '../../lib/adapters/desk-folder.ts';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoCommitments } from '../../lib/adapters/dynamo/commitments.ts';
import { dynamoDemandBook } from '../../lib/adapters/dynamo/demand-book.ts';
import { allLedgerRows } from '../../lib/adapters/dynamo/ledger.ts';
import type { Table as Stored } from '../../lib/adapters/dynamo/table.ts';
import { dynamoTopicLog } from '../../lib/adapters/dynamo/topic-log.ts';
import { contributionOf } from '../../lib/domain/account/contribution.ts';
import { type Report, report } from '../../lib/domain/report/report.ts';
import { localDay } from '../../lib/domain/time/business-time.ts';
import { type Where, withTable } from './local-data.ts';
import { paint } from './progress.ts';
import { commitmentWords } from './report-commitments.ts';
import { type CsvTable, reportCsv } from './report-csv.ts';
import { readTopics } from './topics-data.ts';
import { namesOf } from './topics-rows.ts';

/** Counts of dispositions and outcomes, the topics by accounts, segments and trend, and what promises cost. */
export async function reportCommand({
  json = false,
  csv,
  desk: dir,
  ...where
}: Where & { json?: boolean; csv?: CsvTable; desk: string }): Promise<number> {
  const { desk } = await requireDesk(dir);
  const { made, newest } = await withTable(where, async (table: Stored) => {
    const now = new Date();
    const records = await Array.fromAsync(dynamoCaseBook(table, () => now).records());
    const messages = await Array.fromAsync(allLedgerRows(table));
    const pairs = await Array.fromAsync(dynamoDemandBook(table).pairs());
    const { state } = await readTopics(dynamoTopicLog(table));
    const wishes = state.all().map(({ id, label }) => [id, label] as const);
    const labels = new Map([...desk.catalogue.map(({ id, name }) => [id, name] as const), ...wishes]);
    const commitments = await dynamoCommitments(table).all();
    const accounts = await Array.fromAsync(dynamoAccountBook(table).all());
    const contributions = new Map(accounts.map((account) => [account.id, contributionOf(account)]));
    const today = localDay(now, desk.settings.timeZone);
    const { windowDays, widespread } = desk.policy.demand;
    const newest = records.toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt)).slice(0, 10);
    return {
      made: report({
        ...{ records, messages, commitments, contributions, today },
        ...{ pairs, labels, ...namesOf(state), now, windowDays, widespread },
      }),
      newest,
    };
  });
  if (csv) process.stdout.write(reportCsv(made, csv));
  else if (json) console.log(JSON.stringify(made));
  else
    console.log(
      `${reportWords(made)}\n\n${commitmentWords(made.commitments, desk.settings.currency)}\n\nNewest cases\n${newest.map((one) => `  ${one.caseId}  ${one.account?.name ?? one.sender}: ${one.subject}`).join('\n')}`,
    );
  return 0;
}

function reportWords({ dispositions, outcomes, reasons, topics }: Report): string {
  const lines = (counts: Record<string, number>) =>
    Object.entries(counts).map(([word, n]) => `  ${String(n).padStart(6)}  ${word}`);
  const table = new Table({
    head: ['asked for', 'accounts', 'by segment', 'trend (older > newer half)', ''],
    colWidths: [44, 10, 30, 20, 12],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { label, accounts, segments, newer, older, isCandidate } of topics.slice(0, 30))
    table.push([
      label,
      accounts,
      Object.entries(segments)
        .map(([segment, n]) => `${segment} ${n}`)
        .join(', '),
      `${older} > ${newer}`,
      isCandidate ? 'candidate' : '',
    ]);
  return [
    paint('bold', 'Dispositions (asks)'),
    ...lines(dispositions),
    '',
    paint('bold', 'Outcomes (mails)'),
    ...lines(outcomes),
    '',
    paint('bold', 'Not answered by the machine, and why'),
    ...lines(reasons),
    '',
    paint('bold', 'What is asked for'),
    table.toString(),
  ].join('\n');
}
