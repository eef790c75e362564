import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listCommand, showCommand } from '../../bin/commands/topics.ts';
import * as acts from '../../bin/commands/topics-act.ts';
import { sparkline } from '../../bin/commands/topics-rows.ts';
import { requireDesk } from '../../lib/adapters/desk-folder.ts';
import { dynamoDemandBook } from '../../lib/adapters/dynamo/demand-book.ts';
import { dynamoTopicLog } from '../../lib/adapters/dynamo/topic-log.ts';
import { startDynoxide } from '../../lib/local/dynoxide.ts';
import { createTable, LOCAL_TABLE } from '../../lib/local/table.ts';
import { describeWithTable } from '../adapters/worlds.ts';
import { joined, logged, opened } from '../builders/topics.ts';

const SHIPPED = join(import.meta.dirname, '../../desk');
const [liner, green] = ['demand-linerless-labels-abc123', 'demand-green-labels-def456'];
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

let dir: string;
let desk: string;
const where = () => ({ data: join(dir, 'data'), by: 'mia' });

/** Two topics: three accounts for one, one of them with two wishes; one account for the other. */
async function fill(data: string): Promise<void> {
  const { endpoint, close } = await startDynoxide(data);
  const db = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const table = { db, name: LOCAL_TABLE };
  await createTable(db);
  const at = daysAgo(2).toISOString();
  const wishes = [
    opened(liner, { account: 'acme', phrase: 'labels without a liner, please', askedAt: daysAgo(9).toISOString() }),
    joined(liner, 'k2', { account: 'acme', phrase: 'small rolls without a liner', askedAt: at }),
    joined(liner, 'k3', { account: 'bolt', phrase: 'no \u001b[31mliner', askedAt: at }),
    opened(green, { account: 'cogs', phrase: 'green labels', askedAt: at }),
  ];
  for (const entry of logged(...wishes)) await dynamoTopicLog(table).append(entry);
  for (const event of wishes)
    if (event.what === 'opened' || event.what === 'joined')
      await dynamoDemandBook(table).record({
        topic: event.topic,
        account: event.wish.account!,
        segment: event.wish.account === 'bolt' ? 'industry' : 'retail',
        askedAt: new Date(event.wish.askedAt),
      });
  db.destroy();
  await close();
}

/** What a command says, one object a line. */
async function told(command: Promise<number>): Promise<Record<string, unknown>[]> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await command).toBe(0);
  const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)));
  log.mockRestore();
  return lines;
}
async function words(command: Promise<number>): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await command).toBe(0);
  const text = log.mock.calls.flat().join('\n');
  log.mockRestore();
  return text;
}
const list = () => told(listCommand({ ...where(), desk, json: true }));
const accountsOf = async () => Object.fromEntries((await list()).map(({ id, accounts }) => [id, accounts]));
const asJson = () => ({ ...where(), json: true });

describeWithTable('npx evenhand topics', () => {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'topics-'));
    desk = join(dir, 'desk');
    await cp(SHIPPED, desk, { recursive: true, filter: (path) => !path.endsWith('.eml') });
    await mkdir(join(dir, 'data'));
    await fill(join(dir, 'data'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test('lists the topics, most accounts first, with their trend', async () => {
    expect(await list()).toMatchObject([
      {
        id: liner,
        accounts: 2,
        segments: { retail: 1, industry: 1 },
        size: 3,
        state: 'open',
        weeks: [0, 0, 0, 0, 0, 0, 1, 2],
      },
      { id: green, accounts: 1, size: 1, state: 'open', weeks: [0, 0, 0, 0, 0, 0, 0, 1] },
    ]);
    expect(await words(listCommand({ ...where(), desk }))).toMatch(/demand-linerless-labels-abc123.*\n/);
  });

  test('shows who asked in which words, without what a terminal would obey', async () => {
    const text = await words(showCommand(liner, { ...where(), desk }));
    expect(text).toMatch(/k2 {2}\d{4}-\d\d-\d\d {2}acme {2}small rolls without a liner/);
    expect(text).toMatch(/bolt {2}no \[31mliner/);
    expect(text).not.toContain('\u001b');
    expect(text).toMatch(/1 {2}\d{4}-\d\d-\d\d {2}a customer {2}demand-linerless-labels-abc123 opened/);
  });

  test('an unknown topic is refused with those that are written alike', async () => {
    await expect(showCommand('demand-linrless', { ...where(), desk })).rejects.toThrow(
      /Did you mean demand-linerless-labels-abc123/,
    );
  });

  test('a merge counts at once, is told in the history, and an undo takes it back', async () => {
    const [merge] = await told(acts.mergeCommand(green, liner, asJson()));
    expect(merge).toMatchObject({ sequence: 5, what: 'merged' });
    expect(await accountsOf()).toEqual({ [liner]: 3 });
    const [shown] = await told(showCommand(green, { ...where(), desk, json: true }));
    expect(shown).toMatchObject({
      id: liner,
      aliases: [green],
      history: [{}, {}, { sequence: 5, by: 'mia', undoneBy: null }],
    });
    await told(acts.undoCommand(5, asJson()));
    expect(await accountsOf()).toEqual({ [liner]: 2, [green]: 1 });
  });

  test('a split takes an account along that has nothing else there, and leaves the other in both', async () => {
    const [split] = await told(acts.splitCommand(liner, { ...asJson(), wishes: ['k2', 'k3'], label: 'Small rolls' }));
    expect(split?.words).toMatch(/^2 wishes moved from demand-linerless-labels-abc123 to the new demand-small-rolls-/);
    const counts = await accountsOf();
    expect(counts[liner]).toBe(1);
    expect(Object.values(counts).sort()).toEqual([1, 1, 2]);
  });

  test('a wish moves, a topic gets a name, two are kept apart, one is refused for ever', async () => {
    await told(acts.moveCommand('k3', { ...asJson(), to: green }));
    await told(acts.renameCommand(green, 'Green labels of bolt', asJson()));
    await told(acts.keepApartCommand(green, liner, asJson()));
    await told(acts.refuseCommand(liner, asJson()));
    expect(await list()).toMatchObject([
      { id: green, label: 'Green labels of bolt', accounts: 2 },
      { id: liner, accounts: 1, state: 'refused' },
    ]);
  });

  test('an adopted topic becomes an offer draft that the desk can be checked with', async () => {
    const [adopted] = await told(acts.adoptCommand(liner, { ...asJson(), desk }));
    expect(adopted).toMatchObject({ what: 'adopted', offer: 'linerless-labels', examples: 4 });
    const { desk: sound } = await requireDesk(desk);
    expect(sound.catalogue.at(-1)).toMatchObject({
      id: 'linerless-labels',
      examples: expect.arrayContaining(['small rolls without a liner']),
    });
    expect(await readFile(join(desk, 'catalogue.yaml'), 'utf8')).toContain('# What Halden Label Works sells');
    expect((await list())[0]).toMatchObject({ state: 'adopted', offer: 'linerless-labels' });
    await expect(acts.adoptCommand(liner, { ...asJson(), desk })).rejects.toThrow(
      /is the offer linerless-labels already/,
    );
  });

  test('a topic may be an offer that is there; one that is not there is refused and nothing is written', async () => {
    await expect(acts.adoptCommand(green, { ...asJson(), desk, offer: 'stock-lables' })).rejects.toThrow(
      /Did you mean stock-labels/,
    );
    expect(await words(acts.adoptCommand(green, { ...where(), desk, offer: 'stock-labels' }))).toMatch(
      /Undo: npx evenhand topics undo 5/,
    );
  });
});

test('a trend is drawn to its own scale, and little is more than nothing', () =>
  expect(sparkline([0, 1, 100, 50])).toBe('▁▂█▅'));
