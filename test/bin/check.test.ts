import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { checkCommand } from '../../bin/commands/check.ts';

const SHIPPED = join(import.meta.dirname, '../../desk');

const run = async (dir: string, json: boolean) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const code = await checkCommand(dir, { json });
  return { code, lines: log.mock.calls.map(([line]) => String(line)) };
};
afterEach(() => vi.restoreAllMocks());

test('a sound desk is told in one line, and in none to a machine', async () => {
  const { code, lines } = await run(SHIPPED, false);
  expect([code, lines]).toEqual([0, [expect.stringMatching(/^desk is sound: \d+ offers, \d+ accounts/)]]);
  expect(await run(SHIPPED, true)).toMatchObject({ code: 0 });
});

test('each fault is one object a line', async () => {
  const { code, lines } = await run(join(SHIPPED, 'nowhere'), true);
  expect(code).toBe(1);
  expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual(['file', 'path', 'problem', 'cure']);
});

test('people see a table with the cure beside the fault', async () => {
  const { lines } = await run(join(SHIPPED, 'nowhere'), false);
  expect(lines.join('\n')).toMatch(/desk\.yaml .*is not there .*\n/);
});
