import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Consumed, startCapacityMeter } from '../../bin/commands/capacity-meter.ts';
import { readMix } from '../../bin/commands/cost.ts';
import { stackFacts } from '../../bin/commands/cost-template.ts';
import { costWords } from '../../bin/commands/cost-words.ts';
import { localTable } from '../../bin/commands/local-data.ts';
import { costOf } from '../../lib/domain/cost/cost.ts';
import { steps } from '../../lib/infra/bundle.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { startDynoxide } from '../../lib/local/dynoxide.ts';
import { createTable, LOCAL_TABLE as TableName } from '../../lib/local/table.ts';
import { facts, get, quiet, ran, run, send } from '../domain/cost/metered.ts';
import { evenhand } from './evenhand.ts';

const mixFile = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'evenhand-mix-')), 'mix.yaml');
  writeFileSync(file, text);
  return file;
};

test('a mix is shares of outcomes; those of nought are left out', async () =>
  expect(await readMix(mixFile('answered: 80\nno-reply: 20\nheld: 0\n'))).toEqual({ answered: 80, 'no-reply': 20 }));

test.each([
  ['a misspelt outcome', 'answred: 3', /answred/],
  ['a share below zero', 'answered: -1', /0/],
  ['no share at all', 'answered: 0', /above zero/],
  ['words for a share', 'answered: many', /number/],
  ['broken YAML', 'answered: [', /one outcome a line/],
])('%s is refused with a cure, before anything is run', async (_, text, words) => {
  await expect(readMix(mixFile(text))).rejects.toThrow(words);
  await expect(readMix(mixFile(text))).rejects.toThrow(/Outcomes: answered, awaiting-approval/);
});

test('what the command does not understand is wrong usage, and what it cannot read is refused', async () => {
  const [wrong, refused, help] = await Promise.all([
    evenhand(['cost', '--mails', 'many'], '', {}),
    evenhand(['cost', '--mix', 'nowhere.yaml'], '', {}),
    evenhand(['cost', '--help'], '', {}),
  ]);
  expect([wrong.code, wrong.said.join(' ')]).toEqual([2, expect.stringContaining('It is a number of mails')]);
  expect([refused.code, refused.said.join(' ')]).toEqual([1, expect.stringContaining('nowhere.yaml: cannot be read')]);
  expect(help.lines.join('\n')).toMatch(/nothing leaves the[\s\S]+npx evenhand cost --mails 25000/);
});

test('people see the parts, the months, what it rests on and what it leaves out', () => {
  const answered = quiet({ outcome: 'answered', invocations: [ran('send-reply', get, send)] });
  const words = costWords(costOf(run([answered, quiet()]), { answered: 1, 'no-reply': 1 }, facts, 25_000));
  for (const expected of [
    /together +│ +\$0\.\d{4}/,
    /25,000/,
    /no reply +│ +50 %/,
    /It rests on 2 sample mails/,
    /Left out: /,
  ])
    expect(words).toMatch(expected);
  expect(words.split('\n').filter((line) => line.length > 130)).toEqual([]);
});

test('memory, traces, alarms and keys are read from the templates', async () => {
  const { dist } = await ensureBuilt(() => {});
  const found = await stackFacts(dist);
  expect(Object.keys(found.memoryMb).sort()).toEqual([...steps].sort());
  expect(found).toMatchObject({ tracedShare: 0.05, ownMetrics: 12, customerKeys: 0 });
  expect(found.memoryMb).toMatchObject({ receive: 512, decide: 1769 });
  expect(found.traced).not.toContain('receive');
  expect(found.alarmMetrics).toBeGreaterThanOrEqual(32);
});

let dynamo: Awaited<ReturnType<typeof startDynoxide>>;
let meter: Awaited<ReturnType<typeof startCapacityMeter>>;
let table: ReturnType<typeof localTable>;
const seen: Consumed[] = [];
beforeAll(async () => {
  dynamo = await startDynoxide(null);
  meter = await startCapacityMeter(dynamo.endpoint, (consumed) => seen.push(consumed));
  table = localTable(meter.endpoint);
  await createTable(table.db);
});
afterAll(async () => {
  table.db.destroy();
  meter.close();
  await dynamo.close();
});

const Key = (id: string) => ({ pk: { S: id }, sk: { S: 'row' } });
const row = (id: string, bytes: number, isIndexed = false) => ({
  ...{ ...Key(id), text: { S: 'x'.repeat(bytes) } },
  ...(isIndexed && { gsi1pk: { S: 'all' }, gsi1sk: { S: id } }),
});
const put = (id: string, bytes: number, isIndexed = false) =>
  table.db.send(new PutItemCommand({ TableName, Item: row(id, bytes, isIndexed) }));
const impossible = { ConditionExpression: 'attribute_exists(nothing)' };

/** Units by hand, from the rules of the table's pricing. */
test.each<[string, number, () => Promise<unknown>]>([
  ['a row of 0.4 KB', 1, () => put('a', 400)],
  ['the same in the index, too', 2, () => put('b', 400, true)],
  ['a row of 2.5 KB', 3, () => put('c', 2_500)],
  ['a row that is not there, read', 0.5, () => table.db.send(new GetItemCommand({ TableName, Key: Key('z') }))],
  [
    'a row of 2.5 KB, read as of now',
    1,
    async () => {
      await put('d', 2_500);
      await table.db.send(new GetItemCommand({ TableName, Key: Key('d'), ConsistentRead: true }));
    },
  ],
  [
    'two small rows in one transaction',
    4,
    () => {
      const TransactItems = ['e', 'f'].map((id) => ({ Put: { TableName, Item: row(id, 100) } }));
      return table.db.send(new TransactWriteItemsCommand({ TransactItems }));
    },
  ],
  [
    'a condition that does not hold',
    1,
    () => table.db.send(new DeleteItemCommand({ TableName, Key: Key('z'), ...impossible })).catch(() => {}),
  ],
  [
    'a transaction of two that does not hold',
    4,
    () => {
      const TransactItems = ['g', 'h'].map((id) => ({ Put: { TableName, Item: row(id, 100), ...impossible } }));
      return table.db.send(new TransactWriteItemsCommand({ TransactItems })).catch(() => {});
    },
  ],
])('%s: %d units', async (_, units, act) => {
  await act();
  expect(seen.at(-1)?.units).toBe(units);
});
