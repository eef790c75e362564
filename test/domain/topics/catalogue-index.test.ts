import { describe, expect, test } from 'vitest';
import {
  buildCatalogueIndex,
  matchOffers,
  NONE_BELOW,
  textsOfCatalogue,
} from '../../../lib/domain/topics/catalogue-index.ts';

const bakery = [
  {
    id: 'cakes',
    name: 'Birthday cakes',
    examples: [
      'can you bake a birthday cake',
      'a chocolate cake for forty people',
      'we want a cake with our logo on it',
    ],
  },
  {
    id: 'delivery',
    name: 'Morning delivery',
    examples: [
      'do you deliver rolls in the morning',
      'fresh bread brought to our office daily',
      'delivery before seven',
    ],
  },
  {
    id: 'invoice',
    name: 'Invoice copies',
    examples: ['please resend the invoice', 'a copy of the receipt from May', 'wir brauchen die Rechnung noch einmal'],
  },
];
const index = buildCatalogueIndex(bakery, null);
const bestFor = (text: string) => matchOffers(index, text, null)[0]!.offer;

describe('the nearest offer', () => {
  test.each([
    ['Could you make a cake for a birthday of 30 people?', 'cakes'],
    ['We would like bread delivered to the office every morning', 'delivery'],
    ['kindly resend our invoices', 'invoice'],
    ['Können Sie uns die Rechnung noch einmal schicken?', 'invoice'],
  ])('%s: %s', (text, offer) => expect(bestFor(text)).toBe(offer));

  test('all offers are ranked, best first, with similarity and confidence between 0 and 1', () => {
    const ranked = matchOffers(index, 'a birthday cake', null);
    expect(ranked.map(({ offer }) => offer).sort()).toEqual(['cakes', 'delivery', 'invoice']);
    for (const { similarity, confidence } of ranked) {
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(ranked[0]!.confidence);
    }
  });

  test('numbers do not matter: twelve rolls are thirty rolls', () =>
    expect(matchOffers(index, 'please deliver 12 rolls', null)).toEqual(
      matchOffers(index, 'please deliver 30 rolls', null),
    ));
});

describe('confidence', () => {
  test('an example said again is surer than something of another trade', () =>
    expect(matchOffers(index, 'please resend the invoice', null)[0]!.confidence).toBeGreaterThan(
      matchOffers(index, 'our forklift needs winter tyres', null)[0]!.confidence,
    ));

  test('something of another trade is none of these', () =>
    expect(matchOffers(index, 'winter tyres for a forklift', null)[0]!.confidence).toBeLessThan(NONE_BELOW));

  test('the same catalogue gives the same index, to the last bit', () => {
    const again = buildCatalogueIndex(bakery, null);
    expect(matchOffers(again, 'cake in the morning', null)).toEqual(matchOffers(index, 'cake in the morning', null));
  });
});

describe('what an offer is learnt from', () => {
  const spoken = (offers: Parameters<typeof buildCatalogueIndex>[0], text: string) =>
    matchOffers(buildCatalogueIndex(offers, null), text, null)[0]!.offer;
  const rooms = (id: string, name?: string) => [
    { id, name, examples: ['a place to meet on Thursday'] },
    { id: 'catering', examples: ['lunch for twelve'] },
  ];

  test('an id of several words is a name', () =>
    expect(spoken(rooms('conference_rooms'), 'conference rooms')).toBe('conference_rooms'));
  test('an id that is a code is none: one example alone speaks', () =>
    expect(spoken(rooms('r-17'), 'a place for lunch')).toBe(spoken(rooms('r_17'), 'a place for lunch')));
  test('an offer that is added is found at once', () =>
    expect(spoken([...bakery, { id: 'course', examples: ['teach us to bake'] }], 'can you teach us baking')).toBe(
      'course',
    ));
});

describe('odd input', () => {
  test.each([
    '',
    '😀',
    'constructor',
    '__proto__ toString',
    'サンプルを送ってください',
    'a'.repeat(65_536),
    'cake '.repeat(10_000),
  ])('text %#', (text) => expect(matchOffers(index, text, null)).toHaveLength(3));

  test('a text that was not encoded is compared by its words with a catalogue that was', () => {
    const vectors = new Map(
      textsOfCatalogue(bakery).map((text, i) => [text, Float32Array.from({ length: 8 }, (_, k) => ((i + k) % 3) / 3)]),
    );
    const best = matchOffers(buildCatalogueIndex(bakery, vectors), 'please resend the invoice', null)[0]!;
    expect(best.offer).toBe('invoice');
    for (const share of [best.similarity, best.confidence]) expect(share).toBeGreaterThan(0);
  });

  test('an empty catalogue has no best offer', () =>
    expect(matchOffers(buildCatalogueIndex([], null), 'cake', null)).toEqual([]));

  test('one offer with one example, named like a property of every object', () =>
    expect(
      matchOffers(buildCatalogueIndex([{ id: 'constructor', examples: ['constructor'] }], null), 'constructor', null),
    ).toMatchObject([{ offer: 'constructor' }]));
});
