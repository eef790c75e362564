import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evenhand, ndjson, type Ran } from './evenhand.ts';

const dir = mkdtempSync(join(tmpdir(), 'evenhand-discover-'));
const env = { XDG_CACHE_HOME: join(dir, 'cache') };
const byWords = { ...env, EVENHAND_ENCODER: join(dir, 'no model') };
const catalogue = join(dir, 'catalogue.json');
writeFileSync(
  catalogue,
  JSON.stringify([
    { id: 'cakes', examples: ['can you bake a birthday cake', 'a chocolate cake for forty people'] },
    { id: 'invoice', examples: ['please resend the invoice', 'a copy of the receipt', 'we lost an invoice'] },
  ]),
);
afterAll(() => rmSync(dir, { recursive: true }));

interface Answer {
  id: string;
  topic: string | null;
  isNew: boolean;
  accounts: number;
}
const parsed = <T>({ lines }: Ran) => lines.map((line) => JSON.parse(line) as T);
const discover = (input: string, environment: NodeJS.ProcessEnv, ...words: string[]) =>
  evenhand(['discover', '--json', ...words], input, environment);
const asked = [
  { id: 'offer', text: 'please resend the invoice', account: 'acme' },
  { id: 'first', text: 'Do you rent out vans with a tail lift?', account: 'acme' },
  { id: 'second', text: 'We want to rent a van with a tail lift', account: 'bolt' },
  { id: 'again', text: 'We want to rent a van with a tail lift', account: 'bolt' },
  { id: 'emoji', text: '😀🎂', account: 'acme' },
  { id: 'empty', text: '', account: 'acme' },
  { id: 8, text: 'a'.repeat(65_536), account: 17 },
  { id: 'script', text: 'サンプルを送ってください', account: 'acme' },
  { id: 'many', text: 'tail lift '.repeat(10_000), account: 'cogs' },
];

describe('with the model and a catalogue', () => {
  let ran: Ran;
  let found: Answer[];
  beforeAll(async () => {
    ran = await discover(ndjson(asked), env, '--catalogue', catalogue);
    found = parsed<Answer>(ran).slice(0, asked.length);
  });

  test('every text gets an answer of exactly these fields, in its order', () => {
    expect([ran.code, ran.said]).toEqual([0, []]);
    expect(found.map(({ id }) => id)).toEqual(asked.map(({ id }) => String(id)));
    for (const answer of found) expect(Object.keys(answer)).toEqual(['id', 'topic', 'isNew', 'accounts']);
  });

  test('an offer, a new topic, the same topic for the next account, and none for what says nothing', () => {
    const [offer, first, second, again, emoji, empty] = found;
    expect(offer).toMatchObject({ topic: 'invoice', isNew: false, accounts: 1 });
    expect(first).toMatchObject({ topic: expect.stringMatching(/^demand-[a-z0-9-]+-[a-z0-9]{6}$/), isNew: true });
    expect(second).toMatchObject({ topic: first?.topic, isNew: false, accounts: 2 });
    expect(again).toMatchObject({ topic: first?.topic, isNew: false, accounts: 2 });
    for (const none of [emoji, empty]) expect(none).toMatchObject({ topic: null, isNew: false, accounts: 0 });
  });

  test('the second run, which reads the kept fit, answers alike', async () =>
    expect(await discover(ndjson(asked), env, '--catalogue', catalogue)).toEqual(ran));
});

describe('without either', () => {
  test('every text is demand; merges come last; bad lines are refused by number; exit 1 and one warning', async () => {
    const lines = [
      { id: 1, text: 'wooden gift boxes', account: 'acme' },
      { id: 2, text: 'no account' },
      { id: 3, text: 'boxes for wine bottles', account: 'bolt' },
    ];
    const ran = await discover(`${ndjson(lines)}not json\n`, byWords);
    expect(ran.code).toBe(1);
    const [first, second, merge, ...more] = parsed<Answer>(ran);
    expect([first, second]).toMatchObject([
      { id: '1', isNew: true, accounts: 1 },
      { id: '3', isNew: true, accounts: 1 },
    ]);
    expect([merge, more]).toEqual([{ merged: second?.topic, into: first?.topic }, []]);
    expect(ran.said).toEqual([
      expect.stringMatching(/^The sentence encoder did not load: .*by their words alone/),
      expect.stringMatching(/^line 2: /),
      expect.stringMatching(/^line 4: /),
    ]);
  });

  test('people read it in words', async () => {
    const { code, lines } = await evenhand(['discover'], ndjson(asked.slice(0, 3)), byWords);
    expect(code).toBe(0);
    expect(lines[1]).toMatch(/^first +demand-rent-vans-tail-lift-[a-z0-9]{6} +new$/);
    expect(lines[2]).toMatch(/ 2 accounts$/);
  });

  test('nothing on stdin is nothing on stdout', async () =>
    expect(await discover('', byWords)).toMatchObject({ code: 0, lines: [] }));
});

test('an answer is told before the next text comes', async () => {
  const child = spawn(process.execPath, ['bin/evenhand.ts', 'discover', '--json'], {
    env: { ...process.env, ...byWords },
  });
  for (const text of ['a sauna', 'a sauna at night']) {
    child.stdin.write(ndjson([{ id: text, text, account: 'acme' }]));
    const [answer] = await once(child.stdout, 'data');
    expect(JSON.parse(String(answer))).toMatchObject({ id: text });
  }
  child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('an unknown option: exit 2', async () =>
  expect(await discover('', byWords, '--catalog', catalogue)).toMatchObject({ code: 2, lines: [] }));
