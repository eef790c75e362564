import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCatalogueIndex, OFFER_FROM } from '../../../lib/domain/topics/catalogue-index.ts';
import { type Discovered, discovery } from '../../../lib/domain/topics/discovery.ts';
import { JOIN_AT } from '../../../lib/domain/topics/topic-state.ts';

const index = buildCatalogueIndex(
  [
    { id: 'cakes', examples: ['can you bake a birthday cake', 'a chocolate cake', 'a cake with our logo'] },
    { id: 'invoice', examples: ['please resend the invoice', 'a copy of the receipt', 'we lost an invoice'] },
  ],
  null,
);
/** As long and as different as real ids. */
const hash = (words: string) => {
  let sum = 7;
  for (const letter of words) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return `${sum}`.padStart(6, '0').split('').reverse().join('');
};

/** Each text of another account, unless it is said. */
function run(texts: (string | [text: string, account: string])[], catalogue: typeof index | null = index) {
  const stream = discovery(catalogue, hash);
  const answers = texts.map((told, i) => {
    const [text, account] = typeof told === 'string' ? [told, `account ${i}`] : told;
    return stream.tell({ id: `${i}`, text, account }, null);
  });
  return { answers, stream, merges: stream.end() };
}
const wishes = [
  'linerless labels',
  'labels without a liner',
  'wooden gift boxes',
  'boxes for wine bottles',
  'a sauna',
  'please resend the invoice',
  'violin lessons',
  'lessons on the piano',
  '😀',
  '',
];
const texts = fc.array(fc.tuple(fc.constantFrom(...wishes), fc.constantFrom('acme', 'bolt', 'cogs')), {
  maxLength: 30,
});

describe('online', () => {
  test('an answer depends only on the texts before it', () =>
    fc.assert(
      fc.property(texts, fc.nat({ max: 30 }), (all, cut) => {
        expect(run(all.slice(0, cut)).answers).toEqual(run(all).answers.slice(0, cut));
      }),
      { numRuns: 40 },
    ));

  test('also where near-duplicates are merged in between', () => {
    const long = Array.from({ length: 230 }, (_, i) => wishes[(i * 7) % 8]!);
    const { answers } = run(long);
    for (const cut of [99, 100, 101, 200]) expect(run(long.slice(0, cut)).answers).toEqual(answers.slice(0, cut));
  });

  test('the same texts in the same order give the same answers and merges', () =>
    fc.assert(
      fc.property(texts, (all) => {
        const { stream: _, ...one } = run(all);
        expect(run(all)).toMatchObject(one);
      }),
      { numRuns: 20 },
    ));
});

describe('a topic', () => {
  test('is new once, and keeps its id for whoever asks later', () => {
    const { answers } = run(['linerless labels', 'a sauna', 'labels linerless', 'we want linerless labels']);
    const id = answers[0]!.topic;
    expect(id).toMatch(/^demand-linerless-labels-[a-z0-9]{6}$/);
    expect(answers.map(({ topic, isNew }) => [topic === id, isNew])).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [true, false],
    ]);
  });

  test('counts distinct accounts: the same one twice is one', () => {
    const asked = (account: string): [string, string] => ['linerless labels', account];
    const { answers } = run([asked('acme'), asked('acme'), asked('bolt'), asked('acme')]);
    expect(answers.map(({ accounts }) => accounts)).toEqual([1, 1, 2, 2]);
  });

  test.each(['', ' \n', '😀🎂', '?!'])('is none for a text that says nothing: %j', (text) => {
    const { answers } = run(['a sauna', text, 'a sauna']);
    expect(answers[1]).toEqual({ topic: null, isNew: false, accounts: 0 });
    expect(answers[2]).toMatchObject({ accounts: 2 });
  });

  test('is one in all languages where there is no catalogue, and of one language where there is', () => {
    const texts = ['could you sync with strava', 'pourriez-vous avec nous sync strava'];
    const topics = (catalogue: typeof index | null) => new Set(run(texts, catalogue).answers.map(({ topic }) => topic));
    expect([topics(null).size, topics(index).size]).toEqual([1, 2]);
  });

  test('is demand for every text where there is no catalogue', () => {
    const { answers } = run(['please resend the invoice', 'resend the invoice'], null);
    expect(answers).toMatchObject([{ isNew: true }, { isNew: false, accounts: 2 }]);
  });
});

describe('an offer', () => {
  /** As if the catalogue had learnt to trust every guess so much. */
  const trusting = (odds: number) => ({
    ...index,
    calibration: { bias: Math.log(odds), weights: [0, 0, 0, 0], means: [0, 0, 0, 0], spreads: [1, 1, 1, 1] },
  });
  const odds = OFFER_FROM / (1 - OFFER_FROM);

  test('wins from its limit on, and counts its accounts like a topic', () => {
    const { answers } = run(['a cake', ['a cake', 'acme'], ['a cake', 'acme']], trusting(odds + 1e-9));
    expect(answers).toEqual([1, 2, 2].map((accounts) => ({ topic: 'cakes', isNew: false, accounts })));
  });

  test('does not win one step below it: the text is demand', () =>
    expect(run(['a cake'], trusting(odds - 1e-9)).answers).toMatchObject([
      { topic: expect.stringMatching(/^demand-/), isNew: true },
    ]));
});

describe('a topic that is half like an offer', () => {
  const times = (count: number, text: string) => Array.from({ length: count }, () => text);
  const told = (lost: number) => run([...times(40, 'please resend the invoice'), ...times(lost, 'lost')]);

  test.each([
    [4, []],
    [5, ['invoice']],
    [13, ['invoice']],
    [14, []],
  ])('is told at the end to be asks of it while it is small beside it: of %i accounts', (lost, into) => {
    const { answers, merges } = told(lost);
    const topic = answers.at(-1)!.topic;
    expect(merges).toEqual(into.map((offer) => ({ merged: topic, into: offer })));
  });

  test('is one of its own again as soon as it has grown', () => {
    const { answers, stream } = told(13);
    const next = stream.tell({ id: 'next', text: 'lost', account: 'the fourteenth' }, null);
    expect(next).toEqual({ topic: answers.at(-1)!.topic, isNew: false, accounts: 14 });
    expect(stream.end()).toEqual([]);
  });
});

describe('merges', () => {
  /** Too far apart to join (2 x cosine below JOIN_AT), near enough to be one. */
  const apart: [string, string][] = [
    ['wooden gift boxes', 'acme'],
    ['boxes for wine bottles', 'acme'],
    ['boxes for wine bottles', 'bolt'],
  ];

  test('are told at the end, and from then on the heir counts the accounts of both', () => {
    const { answers, merges, stream } = run(apart);
    const [older, younger] = [answers[0]!.topic, answers[1]!.topic];
    expect([older !== younger, JOIN_AT]).toEqual([true, 0.45]);
    expect(merges).toEqual([{ merged: younger, into: older }]);
    const next = stream.tell({ id: 'next', text: 'boxes for wine bottles', account: 'cogs' }, null);
    expect(next).toEqual({ topic: older, isNew: false, accounts: 3 });
  });

  test.each([
    [99, 2],
    [100, 1],
  ])('are looked for every hundred texts: after %i there are %i topics', (told, topics) => {
    const filled = [...apart, ...Array.from({ length: told - apart.length }, () => 'a sauna')];
    const { answers } = run([...filled, 'boxes for wine bottles']);
    expect(new Set([answers[0]!.topic, answers.at(-1)!.topic]).size).toBe(topics);
  });

  test('name topics that were there, each once, and lead to one that is still there', () =>
    fc.assert(
      fc.property(texts, fc.boolean(), (all, isLong) => {
        const { answers, merges, stream } = run(isLong ? [...all, ...all, ...all, ...all] : all);
        const seen = new Set(answers.map(({ topic }: Discovered) => topic));
        const heirs = new Map(merges.map(({ merged, into }) => [merged, into]));
        expect(heirs.size).toBe(merges.length);
        for (const { merged, into } of merges) {
          expect([seen.has(merged), seen.has(into)]).toEqual([true, true]);
          let root = into;
          for (let steps = 0; heirs.has(root); steps += 1) {
            expect(steps).toBeLessThan(merges.length);
            root = heirs.get(root)!;
          }
        }
        expect(stream.end()).toEqual(merges);
      }),
      { numRuns: 40 },
    ));
});
