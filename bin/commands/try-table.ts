import Table from 'cli-table3';
import { paint } from './progress.ts';
import type { TryRow } from './try-rows.ts';

const HEAD = ['who', 'what was asked', 'value', 'demand', 'disposition', 'why', 'outcome'];
/** 120 columns in all, borders included. */
const WIDTHS = [18, 30, 8, 11, 14, 22, 11];

const COLOUR = { standard: 'green', customisable: 'yellow', 'decline-with-alternative': 'cyan' } as const;

export function tryTable(rows: TryRow[]): string {
  const table = new Table({ head: HEAD, colWidths: WIDTHS, wordWrap: true, style: { head: [], border: [] } });
  for (const row of rows) table.push(cellsOf(row));
  return table.toString();
}

function cellsOf({
  source,
  account,
  ask,
  demand,
  disposition,
  decidedBy,
  trail,
  alternative,
  outcome,
  kind,
  from,
}: TryRow): string[] {
  const because = trail.find(({ rule }) => rule === decidedBy)?.because;
  const instead = disposition === 'decline-with-alternative' && alternative ? ` Instead: ${alternative.name}.` : '';
  return [
    account?.name ?? from ?? source.slice(source.lastIndexOf('/') + 1),
    ask ? shorten(ask.text) : `(${kind})`,
    account?.band ?? '-',
    demand ? `${demand.band} ${demand.segmentAccounts}/${demand.accounts}` : '-',
    disposition ? paint(COLOUR[disposition], disposition.replaceAll('-', ' ')) : '-',
    `${decidedBy}${because ? `: ${because}.` : ''}${instead}`,
    outcome?.replaceAll('-', ' ') ?? '-',
  ];
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 110 ? `${line.slice(0, 109)}…` : line;
};
