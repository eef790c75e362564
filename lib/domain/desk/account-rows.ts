import type { Account } from '../account/account.ts';
import { accountColumns, accountSchema } from './account-schema.ts';
import { type Fault, quote, readAs } from './fault.ts';

/** Counted as a spreadsheet does: the header is row 1. */
export type AtRow<T> = { row: number } & T;

export interface AccountRows {
  accounts: AtRow<{ account: Account }>[];
  faults: AtRow<Fault>[];
}

export const MAX_ACCOUNT_ROWS = 200_000;
const OPTIONAL = 'expectations';

/** accounts.csv, split into cells. A bad row never stops the others; a bad header stops all. */
export function readAccountRows(records: string[][]): AccountRows {
  const [header = [], ...rows] = records;
  const columns = header.map((name) => name.trim());
  const headerFault = findHeaderFault(columns);
  if (headerFault) return { accounts: [], faults: [{ row: 1, at: [], ...headerFault }] };
  if (rows.length > MAX_ACCOUNT_ROWS) {
    const problem = `${rows.length} rows, ${MAX_ACCOUNT_ROWS} are the limit`;
    return { accounts: [], faults: [{ row: MAX_ACCOUNT_ROWS + 2, at: [], problem, cure: 'Split the file.' }] };
  }
  const accounts: AccountRows['accounts'] = [];
  const faults: AccountRows['faults'] = [];
  const owners = new Map<string, number>();
  for (const [i, cells] of rows.entries()) {
    const row = i + 2;
    if (cells.every((cell) => cell.trim() === '')) continue;
    const read = readRow(columns, cells);
    const found = 'faults' in read ? read.faults : findClashes(read.value, owners);
    faults.push(...found.map((fault) => ({ row, ...fault })));
    if ('faults' in read || found.length > 0) continue;
    for (const claim of claimsOf(read.value)) owners.set(claim.key, row);
    accounts.push({ row, account: read.value });
  }
  return { accounts, faults };
}

function findHeaderFault(columns: string[]): { problem: string; cure: string } | null {
  const missing = accountColumns.filter((name) => name !== OPTIONAL && !columns.includes(name));
  const unknown = columns.filter((name) => !accountColumns.some((known) => known === name));
  const twice = columns.filter((name, i) => columns.indexOf(name) !== i);
  const problems = [
    missing.length > 0 ? `the header lacks ${missing.map(quote).join(', ')}` : '',
    unknown.length > 0 ? `the header has unknown columns: ${unknown.map(quote).join(', ')}` : '',
    twice.length > 0 ? `the header has ${twice.map(quote).join(', ')} twice` : '',
  ].filter((problem) => problem !== '');
  if (problems.length === 0) return null;
  return { problem: problems.join('; '), cure: `Write the header, with commas: ${accountColumns.join(',')}` };
}

function readRow(columns: string[], cells: string[]): ReturnType<typeof readAs<Account>> {
  if (cells.length === columns.length)
    return readAs(accountSchema, Object.fromEntries(columns.map((name, i) => [name, cells[i]])));
  const problem = `has ${cells.length} cells where the header has ${columns.length}`;
  return { faults: [{ at: [], problem, cure: 'Put a cell with a comma in it into double quotes.' }] };
}

/** What only one account may have, and where it is written. */
const claimsOf = ({ id, domains, contacts }: Account) => [
  { key: `id ${id}`, at: ['id'] },
  ...domains.map((domain, i) => ({ key: `domain ${domain}`, at: ['domains', i] })),
  ...contacts.map((contact, i) => ({ key: `contact ${contact}`, at: ['contacts', i] })),
];

const findClashes = (account: Account, owners: Map<string, number>): Fault[] =>
  claimsOf(account).flatMap(({ key, at }) => {
    const row = owners.get(key);
    if (row === undefined) return [];
    return [{ at, problem: `${key} already belongs to row ${row}`, cure: 'Keep it in one row only.' }];
  });
