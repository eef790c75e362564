import { readAccounts } from '../../lib/adapters/desk-folder.ts';
import type { Account } from '../../lib/domain/account/account.ts';
import { sendersOf } from '../../lib/domain/account/senders.ts';
import type { AccountBook } from '../../lib/ports.ts';

/** Upserts the good rows and names the others by number; a spreadsheet's header is row 1. Returns the exit code. */
export async function importAccounts(
  file: string,
  { json = false }: { json?: boolean },
  accounts: AccountBook,
  progress: (done: number, total: number) => void,
): Promise<number> {
  const refused = new Set<number>();
  const refuse = (row: number, problem: string) => {
    refused.add(row);
    console.log(json ? JSON.stringify({ row, problem }) : `row ${row}: ${problem}`);
  };
  const { value: rows, faults } = await readAccounts(file);
  if (!rows)
    for (const { path, problem, cure } of faults) refuse(0, `${[path, problem].filter(Boolean).join(': ')}. ${cure}`);
  for (const { row, at, problem, cure } of rows?.faults ?? [])
    refuse(row, `${[at[0], problem].filter((word) => word !== undefined).join(' ')}. ${cure}`);

  const owners = await readOwners(accounts);
  const good = rows?.accounts ?? [];
  let imported = 0;
  for (const [done, { row, account }] of good.entries()) {
    progress(done, good.length);
    const taken = sendersOf(account).find((sender) => (owners.ownerOf(sender) ?? account.id) !== account.id);
    if (taken) {
      refuse(row, `${taken} belongs to account ${owners.ownerOf(taken)}. Take it from that account first.`);
      continue;
    }
    await accounts.upsert(account);
    owners.move(account);
    imported += 1;
  }
  progress(good.length, good.length);
  const result = { imported, refused: refused.size };
  console.log(json ? JSON.stringify(result) : `${imported} accounts imported, ${refused.size} rows refused`);
  return refused.size === 0 ? 0 : 1;
}

/** Which account has a sender now: a row that took another account's sender would take its mail, too. */
async function readOwners(accounts: AccountBook) {
  const ownerOf = new Map<string, string>();
  const sendersNow = new Map<string, string[]>();
  const move = (account: Account) => {
    for (const sender of sendersNow.get(account.id) ?? []) ownerOf.delete(sender);
    const senders = sendersOf(account);
    for (const sender of senders) ownerOf.set(sender, account.id);
    sendersNow.set(account.id, senders);
  };
  for await (const account of accounts.all()) move(account);
  return { ownerOf: (sender: string) => ownerOf.get(sender), move };
}
