import { stringify } from 'csv-stringify/sync';
import type { Report } from '../../lib/domain/report/report.ts';

export const csvTables = ['topics', 'commitments'] as const;
export type CsvTable = (typeof csvTables)[number];

/**
 * RFC 4180. Account names and wishes are other people's words: what a spreadsheet would run as a formula gets an apostrophe
 * in front (ASVS 5.0, 1.2.10).
 */
const csvOf = (rows: object[], columns: string[]): string =>
  stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });

export function reportCsv({ topics, commitments }: Pick<Report, 'topics' | 'commitments'>, table: CsvTable): string {
  if (table === 'commitments')
    return csvOf(commitments.accounts, ['account', 'commitments', 'yearlyUpkeep', 'contribution', 'share']);
  const lines = topics.map(({ label, segments, isCandidate, ...rest }) => ({
    ...rest,
    label,
    segments: Object.entries(segments)
      .map(([segment, accounts]) => `${segment} ${accounts}`)
      .join(', '),
    candidate: isCandidate ? 'yes' : 'no',
  }));
  return csvOf(lines, ['topic', 'label', 'accounts', 'segments', 'older', 'newer', 'candidate']);
}
