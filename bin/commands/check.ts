import Table from 'cli-table3';
import { readDeskFolder, type SoundDesk } from '../../lib/adapters/desk-folder.ts';
import { weighAccount } from '../../lib/domain/account/contribution.ts';
import type { DeskFault } from '../../lib/domain/desk/fault.ts';

/** Prints every fault of a desk folder; with `json`, one a line. Returns the exit code. */
export async function checkCommand(dir: string, { json = false }: { json?: boolean }): Promise<number> {
  const read = await readDeskFolder(dir);
  if (!('faults' in read)) {
    if (!json) console.log(soundWords(read));
    return 0;
  }
  if (json)
    for (const { file, path, problem, cure } of read.faults) console.log(JSON.stringify({ file, path, problem, cure }));
  else console.log(faultTable(read.faults));
  return 1;
}

function soundWords({ desk, accounts, policyVersion }: SoundDesk): string {
  const segments = new Set(accounts.map(({ segment }) => segment)).size;
  const bands = accounts.map((account) => weighAccount(account, desk.policy.bands).band);
  const perBand = ['key', 'core', 'light', 'costly'].map((band) => `${bands.filter((b) => b === band).length} ${band}`);
  return (
    `desk is sound: ${desk.catalogue.length} offers, ${accounts.length} accounts (${perBand.join(', ')}) ` +
    `in ${segments} segments, ${desk.settings.managers.length} managers, policy ${policyVersion}`
  );
}

function faultTable(faults: DeskFault[]): string {
  const width = Math.max(80, Math.min(process.stdout.columns ?? 120, 200));
  const words = Math.floor((width - 49) / 2);
  const table = new Table({
    head: ['file', 'place', 'what is wrong', 'what to do'],
    colWidths: [22, 22, words, words],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...faults.map(({ file, path, problem, cure }) => [file, path, problem, cure]));
  return `${table.toString()}\n${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} found`;
}
