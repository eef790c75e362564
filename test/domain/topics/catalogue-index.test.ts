import { describe, expect, test } from 'vitest';
import { buildCatalogueIndex, matchOffers } from '../../../lib/domain/topics/catalogue-index.ts';

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
const index = buildCatalogueIndex(bakery);
const bestFor = (text: string) => matchOffers(index, text)[0]!.offer;

describe('the nearest offer', () => {
  test.each([
    ['Could you make a cake for a birthday of 30 people?', 'cakes'],
    ['We would like bread delivered to the office every morning', 'delivery'],
    ['kindly resend our invoices', 'invoice'],
    ['Können Sie uns die Rechnung noch einmal schicken?', 'invoice'],
  ])('%s: %s', (text, offer) => expect(bestFor(text)).toBe(offer));

  test('all offers are ranked, best first, with similarity and confidence between 0 and 1', () => {
    const ranked = matchOffers(index, 'a birthday cake');
    expect(ranked.map(({ offer }) => offer).sort()).toEqual(['cakes', 'delivery', 'invoice']);
    for (const { similarity, confidence } of ranked) {
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(ranked[0]!.confidence);
    }
  });

  test('numbers do not matter: twelve rolls are thirty rolls', () =>
    expect(matchOffers(index, 'please deliver 12 rolls')).toEqual(matchOffers(index, 'please deliver 30 rolls')));
});

describe('confidence', () => {
  test('an example said again is surer than something of another trade', () =>
    expect(matchOffers(index, 'please resend the invoice')[0]!.confidence).toBeGreaterThan(
      matchOffers(index, 'our forklift needs winter tyres')[0]!.confidence,
    ));

  test('something of another trade is none of these', () =>
    expect(matchOffers(index, 'winter tyres for a forklift')[0]!.confidence).toBeLessThan(index.noneBelow));

  test('the same catalogue gives the same index, to the last bit', () => {
    const again = buildCatalogueIndex(bakery);
    expect(matchOffers(again, 'cake in the morning')).toEqual(matchOffers(index, 'cake in the morning'));
  });
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
  ])('text %#', (text) => expect(matchOffers(index, text)).toHaveLength(3));

  test('an empty catalogue has no best offer', () => expect(matchOffers(buildCatalogueIndex([]), 'cake')).toEqual([]));

  test('one offer with one example, named like a property of every object', () =>
    expect(
      matchOffers(buildCatalogueIndex([{ id: 'constructor', examples: ['constructor'] }]), 'constructor'),
    ).toMatchObject([{ offer: 'constructor' }]));
});
