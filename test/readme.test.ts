import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trim().split('\n'));
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const run = promisify(execFile);

/** As `npx evenhand …` runs it; `start`, `send`, `report` and `topics` are walked by test/story/start.test.ts, `reconcile` and `cost` in test/bin. */
const evenhand = (words: string, ...more: string[]) =>
  run(process.execPath, ['bin/evenhand.ts', ...words.split(' '), ...more]);
const commands = blocks
  .flatMap((line) => line.split('&&'))
  .flatMap((part) => /npx evenhand (.+)/.exec(part)?.[1]?.trim() ?? []);

test('the README opens with the commands of a newcomer', () => {
  expect(blocks.slice(0, 3)).toEqual(['npm ci && npx evenhand try desk/mail', 'npm test', 'npx evenhand start']);
});

test.each(commands.filter((words) => /^(replay|check)/.test(words)))('evenhand %s', async (words) => {
  const { stdout } = await evenhand(words);
  expect(stdout.length).toBeGreaterThan(20);
});

const piped = blocks.filter((line) => line.includes('| npx evenhand'));
test.each(piped)('%s', async (line) => {
  const { stdout } = await run('sh', ['-c', line.replace('npx evenhand', `${process.execPath} bin/evenhand.ts`)]);
  expect(stdout).toMatch(/seasonal-hire/);
});

test('evenhand try desk/mail reaches every disposition and every outcome', async () => {
  const out = mkdtempSync(join(tmpdir(), 'evenhand-readme-'));
  const { stdout } = await evenhand('try desk/mail --json --out', out);
  const rows = stdout
    .trim()
    .split('\n')
    .map(
      (line) => JSON.parse(line) as { disposition: string | null; outcome: string; account: { band: string } | null },
    );
  const seen = <T>(pick: (row: (typeof rows)[number]) => T) => new Set(rows.map(pick));
  expect(seen(({ disposition }) => disposition)).toEqual(
    new Set(['standard', 'customisable', 'decline-with-alternative', null]),
  );
  expect([...seen(({ outcome }) => outcome)].sort()).toEqual([
    'answered',
    'awaiting-approval',
    'duplicate',
    'handed-to-person',
    'held',
    'no-reply',
    'parked',
  ]);
  expect([...seen(({ account }) => account?.band ?? '')].sort()).toEqual(['', 'core', 'costly', 'key', 'light']);
  expect(existsSync(join(out, 'replies'))).toBe(true);
});

test.each([...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script!))('npm run %s exists', (script) =>
  expect(scripts).toHaveProperty(script),
);

test.each([...readme.matchAll(/\]\(((?!http)[^)]+)\)/g)].map(([, path]) => path!))('%s is there', (path) =>
  expect(existsSync(path)).toBe(true),
);

test.each([...readme.matchAll(/`((?:lib|functions|test|desk|docs)\/[\w./-]+)`/g)].map(([, path]) => path!))(
  'the tour speaks of %s, which is there',
  (path) => expect(existsSync(path)).toBe(true),
);
