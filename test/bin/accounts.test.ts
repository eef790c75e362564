import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { importAccounts } from '../../bin/commands/accounts.ts';
import type { Account } from '../../lib/domain/account/account.ts';
import type { AccountBook } from '../../lib/ports.ts';
import { acme } from '../builders/facts.ts';

const header = 'id,name,domains,contacts,segment,annual_revenue,gross_margin_pct,cost_to_serve,manager,entitlements';
const row = (id: string, domain: string) => `${id},Firm,${domain},,retail,1000,30,100,mia@desk.example,`;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'accounts-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true });
});

async function runImport(lines: string[], kept: Account[] = []) {
  const book = new Map(kept.map((account) => [account.id, account]));
  const accounts: AccountBook = {
    bySender: async () => null,
    lookalikeOf: async () => null,
    byId: async () => null,
    upsert: async (account) => void book.set(account.id, account),
    all: async function* () {
      yield* book.values();
    },
  };
  const file = join(dir, 'new.csv');
  await writeFile(file, lines.join('\r\n'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const steps: string[] = [];
  const code = await importAccounts(file, { json: true }, accounts, (done, total) => steps.push(`${done}/${total}`));
  return { code, book, steps, lines: log.mock.calls.map(([line]) => JSON.parse(line)) };
}

test('good rows go in, bad rows are named by the number that a spreadsheet shows', async () => {
  const { code, book, steps, lines } = await runImport([
    header,
    row('a', 'a.example'),
    row('', 'b.example'),
    row('c', 'c.example'),
  ]);
  expect([...book.keys()]).toEqual(['a', 'c']);
  expect(lines).toEqual([
    { row: 3, problem: 'id is empty. Fill it in.' },
    { imported: 2, refused: 1 },
  ]);
  expect([code, steps.at(-1)]).toEqual([1, '2/2']);
});

test('a row with two faults is told twice and counted once', async () => {
  const { lines } = await runImport([header, ',,a.example,,retail,1,1,1,mia@desk.example,']);
  expect([lines.length, lines.at(-1)]).toEqual([3, { imported: 0, refused: 1 }]);
});

test("a row cannot take another account's domain, but may once that account has given it up", async () => {
  const kept = [acme({ id: 'old', domains: ['shared.example'] })];
  const taken = await runImport([header, row('new', 'shared.example')], kept);
  expect([taken.code, taken.lines[0].row, [...taken.book.keys()]]).toEqual([1, 2, ['old']]);
  const freed = await runImport([header, row('old', 'other.example'), row('new', 'shared.example')], kept);
  expect([freed.code, freed.book.get('new')?.domains]).toEqual([0, ['shared.example']]);
});

test('a file that cannot be read is refused as a whole', async () => {
  const { code, lines } = await runImport([`${header}\n"never closed`]);
  expect([code, lines.at(-1)]).toEqual([1, { imported: 0, refused: 1 }]);
});
