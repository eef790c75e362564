import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  DeskRefused,
  MAX_DESK_FILE_BYTES,
  readAccounts,
  readDeskFolder,
  readMatchCatalogue,
  requireDesk,
} from '../../lib/adapters/desk-folder.ts';
import { weighAccount } from '../../lib/domain/account/contribution.ts';
import type { DeskFault } from '../../lib/domain/desk/fault.ts';

const SHIPPED = join(import.meta.dirname, '../../desk');
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'desk-'));
  await cp(SHIPPED, dir, { recursive: true, filter: (path) => !path.endsWith('.eml') });
});
afterEach(() => rm(dir, { recursive: true }));

const change = async (file: string, from: string, to: string) => {
  const text = await readFile(join(dir, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(dir, file), text.replace(from, to));
};
const faults = async () => {
  const read = await readDeskFolder(dir);
  return 'faults' in read ? read.faults : [];
};

describe('the shipped desk', () => {
  test('is sound and holds accounts of every band in every segment', async () => {
    const { desk, accounts } = await requireDesk(dir);
    const groups = accounts.map((account) => `${account.segment} ${weighAccount(account, desk.policy.bands).band}`);
    expect(new Set(groups).size).toBe(12);
  });

  test('has an answer for every offer that is sold as it is', async () => {
    const { desk } = await requireDesk(dir);
    expect(desk.catalogue.filter((offer) => !offer.customisable && !offer.answer)).toEqual([]);
  });
});

test('the version of a policy follows its values, not its layout', async () => {
  const { policyVersion } = await requireDesk(dir);
  await change('policy.yaml', 'windowDays: 180', '# half a year\n  windowDays:   180');
  expect((await requireDesk(dir)).policyVersion).toBe(policyVersion);
  await change('policy.yaml', 'windowDays:   180', 'windowDays: 181');
  expect((await requireDesk(dir)).policyVersion).not.toBe(policyVersion);
  expect(policyVersion).toMatch(/^[0-9a-f]{12}$/);
});

test('faults of all files are named at once, each with its place', async () => {
  await change('desk.yaml', 'currency: EUR', 'currency: money');
  await change('policy.yaml', 'recurring: 3', 'recurring: 9');
  await change('catalogue.yaml', 'segment: laboratories', 'segment: labs');
  await change('accounts.csv', '655000', 'lots');
  await change('replies/declined.md', '{{alternative}}', '{{alternatve}}');
  const found = (await faults()).map(({ file, path }) => `${file} ${path}`);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^desk.yaml currency \(line \d+\)$/),
      expect.stringMatching(/^policy.yaml demand \(line \d+\)$/),
      expect.stringMatching(/^catalogue.yaml \[\d+\].segment \(line \d+\)$/),
      'accounts.csv row 3, annual_revenue',
      'replies/declined.md ',
    ]),
  );
  await expect(requireDesk(dir)).rejects.toThrow(DeskRefused);
  await expect(requireDesk(dir)).rejects.toThrow(/desk\.yaml currency.*\n.*accounts\.csv row 3/);
});

test('broken YAML is named by its line', async () => {
  await writeFile(join(dir, 'desk.yaml'), 'name: Desk\naddresses: [help@desk.example\ncurrency: EUR\n');
  expect(await faults()).toContainEqual(
    expect.objectContaining({ file: 'desk.yaml', path: expect.stringMatching(/^line [23]$/) }),
  );
});

test('a catalogue may be JSON', async () => {
  const { desk } = await requireDesk(dir);
  await rm(join(dir, 'catalogue.yaml'));
  await writeFile(join(dir, 'catalogue.json'), JSON.stringify(desk.catalogue, null, '\t'));
  expect((await requireDesk(dir)).desk).toEqual(desk);
});

test('a missing file, one too large and one in another encoding are each a fault', async () => {
  await rm(join(dir, 'catalogue.yaml'));
  await truncate(join(dir, 'policy.yaml'), MAX_DESK_FILE_BYTES + 1);
  await writeFile(join(dir, 'accounts.csv'), Buffer.from('id,n\xe4me\n', 'latin1'));
  expect((await faults()).map(({ file, problem }) => `${file}: ${problem}`)).toEqual([
    'accounts.csv: is not UTF-8 text',
    'catalogue.yaml: is not there',
    'policy.yaml: 5242881 bytes, 5242880 are the limit',
  ]);
});

test('a folder that is not there says so for each of its files', async () => {
  const read = await readDeskFolder(join(dir, 'nowhere'));
  expect('faults' in read && read.faults[0]).toMatchObject({ problem: 'is not there' });
});

describe('accounts.csv', () => {
  const header = 'id,name,domains,contacts,segment,annual_revenue,gross_margin_pct,cost_to_serve,manager,entitlements';

  test('byte order mark, CRLF, quotes and lists are as a spreadsheet writes them', async () => {
    const file = join(dir, 'a.csv');
    await writeFile(
      file,
      `\ufeff${header}\r\na,"Say ""Acme"", Inc","a.example;b.example",,retail,1,2,3,m@d.example,\r\n`,
    );
    const { value } = await readAccounts(file);
    expect(value?.accounts[0]?.account).toMatchObject({ name: 'Say "Acme", Inc', domains: ['a.example', 'b.example'] });
  });

  test('a quote that never closes refuses the file with its line', async () => {
    const file = join(dir, 'a.csv');
    await writeFile(file, `${header}\na,"Acme,a.example,,retail,1,2,3,m@d.example,\n`);
    expect(await readAccounts(file)).toMatchObject({ value: null, faults: [{ cure: 'Close the double quotes.' }] });
  });
});

test('a catalogue for matching may come from anywhere, but each id only once', async () => {
  const file = join(dir, 'c.json');
  await writeFile(file, '[{"id":"a","examples":["x"]},{"id":"a","examples":["y"]}]');
  await expect(readMatchCatalogue(file)).rejects.toThrow('the id "a" is used twice');
});

test.each([
  ['no example', '[]', /c\.json \[0\]\.examples \(line 1\): is too small or too short/],
  ['an empty example', '["x", " "]', /c\.json \[0\]\.examples\[1\] \(line 1\): is empty/],
])('a catalogue for matching with %s is refused with its place', async (_, examples, words) => {
  const file = join(dir, 'c.json');
  await writeFile(file, `[{"id":"a","examples":${examples}}]`);
  await expect(readMatchCatalogue(file)).rejects.toThrow(words);
});

test('a catalogue for matching may be a data set in which labels share a text: it is used, and the place is told', async () => {
  const file = join(dir, 'c.json');
  await writeFile(file, '[{"id":"a","examples":["Top up?"]},\n{"id":"b","examples":["my card","top up"]}]');
  const told: DeskFault[] = [];
  const offers = await readMatchCatalogue(file, (fault) => told.push(fault));
  expect(offers.map(({ examples }) => examples.length)).toEqual([1, 2]);
  const problem = 'the example is already one of "a"';
  expect(told).toMatchObject([{ file, path: '[1].examples[1] (line 2)', problem }]);
});
