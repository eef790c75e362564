import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evenhand, ndjson, type Ran } from './evenhand.ts';

const offers = [
  {
    id: 'cakes',
    examples: ['can you bake a birthday cake', 'a chocolate cake for forty people', 'a cake with our logo'],
  },
  {
    id: 'bread',
    examples: ['do you deliver rolls in the morning', 'fresh bread for our office', 'bread before seven'],
  },
  { id: 'invoice', examples: ['please resend the invoice', 'a copy of the receipt', 'we lost an invoice'] },
];
const asked = [
  { id: 'known', text: 'please resend the invoice' },
  { id: 7, text: 'We need a birthday cake for thirty people' },
  { id: 'foreign to the trade', text: 'winter tyres for a forklift' },
  { id: 'two lines in one', text: 'resend the invoice,\u2028and a copy of the receipt' },
];
const odd = [
  ['64 KiB without a blank', 'a'.repeat(65_536)],
  ['64 KiB of sentences', 'Where is my order? '.repeat(3_450)],
  ['one word', 'forklift'],
  ['emoji only', '😀🎂'],
  ['another script', 'サンプルを送ってください'],
  ['ten thousand repetitions', 'cake '.repeat(10_000)],
  ['nothing', ''],
  ['half a surrogate pair', '\ud83d'],
].map(([id, text]) => ({ id: id!, text: text! }));

const dir = mkdtempSync(join(tmpdir(), 'evenhand-match-'));
const cache = join(dir, 'cache');
const catalogue = (name: string, content: unknown) => {
  const file = join(dir, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const small = catalogue('small.json', offers);
const match = (input: string, { words = ['--json'], file = small, env = {} } = {}) =>
  evenhand(['match', '--catalogue', file, ...words], input, { XDG_CACHE_HOME: cache, ...env });
const answers = ({ lines }: Ran) =>
  lines.map(
    (line) =>
      JSON.parse(line) as {
        id: string;
        topic: string | null;
        confidence: number;
        runnersUp: { topic: string; confidence: number }[];
      },
  );
let first: Ran;
beforeAll(async () => {
  first = await match(ndjson([...asked, ...odd]));
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('every text gets an answer', () => {
  test('in its order, with nothing else on stdout and nothing on stderr', () => {
    expect([first.code, first.said]).toEqual([0, []]);
    expect(answers(first).map(({ id }) => id)).toEqual([...asked, ...odd].map(({ id }) => String(id)));
  });

  test('of exactly these fields, with shares from 0 to 1', () => {
    for (const answer of answers(first)) {
      expect(Object.keys(answer)).toEqual(['id', 'topic', 'confidence', 'runnersUp']);
      for (const one of answer.runnersUp) expect(Object.keys(one)).toEqual(['topic', 'confidence']);
      for (const { confidence } of [answer, ...answer.runnersUp]) {
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
    }
  });

  test('the offer that it is about, and the others behind it', () => {
    const [known, cake] = answers(first);
    expect([known?.topic, cake?.topic]).toEqual(['invoice', 'cakes']);
    expect(known?.runnersUp.map(({ topic }) => topic).sort()).toEqual(['bread', 'cakes']);
  });

  test('null where none fits: then the best offers are only named', () => {
    const none = answers(first).find(({ id }) => id === 'foreign to the trade');
    expect(none).toMatchObject({ topic: null });
    expect(none?.runnersUp).toHaveLength(3);
    expect(none!.confidence + none!.runnersUp[0]!.confidence).toBeCloseTo(1, 3);
  });

  test.each(['nothing', 'emoji only', 'another script', '64 KiB without a blank'])('none of these for %s', (id) =>
    expect(answers(first).find((answer) => answer.id === id)).toMatchObject({ topic: null }),
  );
});

test('the fit is kept: the second run reads it and answers alike', async () => {
  expect(await match(ndjson([...asked, ...odd]))).toEqual(first);
  const own = join(dir, 'own cache');
  const byWords = { env: { XDG_CACHE_HOME: own, EVENHAND_ENCODER: join(dir, 'nowhere') } };
  await match(ndjson(asked), byWords);
  const [kept, ...more] = readdirSync(join(own, 'evenhand')).map((name) => join(own, 'evenhand', name));
  expect([kept, more]).toEqual([expect.stringMatching(/[0-9a-f]{16}\.fit$/), []]);
  // Only who reads this file can know of an offer by that name.
  const fit = deserialize(readFileSync(kept!));
  fit.index.ids[2] = 'from the kept fit';
  writeFileSync(kept!, serialize(fit));
  expect(answers(await match(ndjson(asked), byWords))[0]).toMatchObject({ topic: 'from the kept fit' });
});

describe('without a model', () => {
  let ran: Ran;
  beforeAll(async () => {
    const empty = join(dir, 'no model');
    mkdirSync(empty);
    const bad = ['not json', '["a list"]', '{"id":"x"}', '{"id":null,"text":"x"}', '{"id":"x","text":1}'];
    const lines = [
      ...ndjson(asked).split('\n'),
      '  ',
      ...bad,
      `{"id":"long","text":"${'x'.repeat(1024 * 1024)}"}`,
      '{"id":"last","text":"a copy of the receipt"}',
    ];
    ran = await match(`\ufeff${lines.join('\r\n')}`, { env: { EVENHAND_ENCODER: empty } });
  });

  test('texts are compared by their words, with one warning that names the cure', () => {
    expect(ran.said.filter((line) => !line.startsWith('line '))).toEqual([
      expect.stringMatching(/^The sentence encoder did not load: .*compared by their words alone.*Cure: restore /),
    ]);
    expect(answers(ran).map(({ id, topic }) => [id, topic])).toEqual([
      ['known', 'invoice'],
      ['7', 'cakes'],
      ['foreign to the trade', null],
      ['two lines in one', 'invoice'],
      ['last', 'invoice'],
    ]);
  });

  test('bad lines are refused by their numbers, the others are answered, and the exit code is 1', () => {
    expect(ran.code).toBe(1);
    const refused = ran.said.flatMap((line) => /^line (\d+): /.exec(line)?.[1] ?? []);
    expect(refused).toEqual(['7', '8', '9', '10', '11', '12']);
    expect(ran.said.join('\n')).not.toContain('xxx');
  });

  test('alone is no failure', async () => {
    const fine = await match(ndjson(asked), { words: [], env: { EVENHAND_ENCODER: join(dir, 'nowhere') } });
    expect([fine.code, fine.said.length]).toEqual([0, 1]);
    expect(fine.lines[2]).toMatch(/^foreign to the trade none of these +0\.\d\d {3}then /);
  });
});

describe('what cannot be run', () => {
  test.each([
    ['an unknown option', ['match', '--catalogue', small, '--jsn']],
    ['no catalogue', ['match']],
  ])('%s: exit 2, and a word of help', async (_, words) => {
    const { code, said, lines } = await evenhand(words, '', {});
    expect([code, lines]).toEqual([2, []]);
    expect(said.join(' ')).toContain('--help');
  });

  test('a catalogue with one id twice is refused, naming both places', async () => {
    const file = catalogue('twice.json', [...offers, { id: 'cakes', examples: ['a cake on a stick'] }]);
    const { code, said, lines } = await match(ndjson(asked), { file });
    expect([code, lines]).toEqual([1, []]);
    expect(said[1]).toMatch(
      /twice\.json \[3\]\.id .*"cakes" is used twice\. Entry 1 of the list has it already; give entry 4 /,
    );
  });

  test.each([
    ['is not there', join(dir, 'nowhere.yaml'), /nowhere\.yaml .*not there/],
    ['has an offer without examples', catalogue('empty.json', [{ id: 'cakes', examples: [] }]), /\[0\]\.examples/],
  ])('a catalogue that %s is named: exit 1', async (_, file, fault) => {
    const { code, said, lines } = await match(ndjson(asked), { file });
    expect([code, lines]).toEqual([1, []]);
    expect(said.join('\n')).toMatch(fault);
  });
});
