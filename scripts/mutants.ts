/**
 * `npm run mutants`: breaks our own code in one place at a time, in a copy, and asks the tests that should notice. A mutant
 * that survives is a promise that nobody checks. `--only WORD`: those whose words hold it. Exits 1 when one survives, or when
 * the code it changes is not there any more.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mutants } from './mutations.ts';

const root = resolve(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'evenhand-mutants-'));
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  .toString()
  .trim()
  .split('\n');
for (const file of tracked) cpSync(join(root, file), join(copy, file), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const { only } = parseArgs({ options: { only: { type: 'string', default: '' } } }).values;
const asked = mutants.filter(({ does }) => does.includes(only));
let survived = 0;
if (!passes([...new Set(asked.flatMap(({ tests }) => tests.split(' ')))])) {
  console.log('The tests fail without any mutant: mend that first.');
  survived = asked.splice(0).length;
}
for (const { does, file, from, to, tests } of asked) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (!source.includes(from)) {
    console.log(`not there   ${does}: ${file} has changed, change this mutant with it`);
    survived += 1;
    continue;
  }
  writeFileSync(path, source.replace(from, to));
  const isKilled = !passes(tests.split(' '));
  writeFileSync(path, source);
  console.log(`${isKilled ? 'noticed ' : 'SURVIVED'}    ${does} (${file})`);
  if (!isKilled) survived += 1;
}
rmSync(copy, { recursive: true, force: true });
console.log(`${asked.length - survived} of ${asked.length} noticed`);
process.exit(survived > 0 ? 1 : 0);

function passes(tests: string[]): boolean {
  try {
    execFileSync(join(root, 'node_modules/.bin/vitest'), ['run', '--bail', '1', ...tests], {
      cwd: copy,
      stdio: 'pipe',
      timeout: 240_000,
    });
    return true;
  } catch {
    return false;
  }
}
