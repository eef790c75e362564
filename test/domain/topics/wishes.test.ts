import { describe, expect, test } from 'vitest';
import { buildCatalogueIndex } from '../../../lib/domain/topics/catalogue-index.ts';
import { labelOf, MAX_LABEL, topicIdOf } from '../../../lib/domain/topics/label.ts';
import { languageOf } from '../../../lib/domain/topics/meaning.ts';
import { phraseVector, toBase64 } from '../../../lib/domain/topics/phrase-vector.ts';
import { rarityOf } from '../../../lib/domain/topics/text-vector.ts';
import { topicState } from '../../../lib/domain/topics/topic-state.ts';

const catalogue = [
  'what does it cost to ship labels',
  'do you ship abroad',
  'ship our order by express',
  'labels for boxes',
];
const { space } = buildCatalogueIndex([{ id: 'shipping', examples: catalogue }], null).examples;
const vectorOf = (phrase: string) => phraseVector(phrase, null, (feature) => rarityOf(space, feature));
/** What is known once these were asked, by their words alone. */
const openedBy = (...phrases: string[]) => {
  const state = topicState();
  for (const [i, phrase] of phrases.entries()) {
    const wish = {
      key: `k${i}`,
      phrase,
      vector: toBase64(vectorOf(phrase)),
      language: null,
      account: 'a',
      askedAt: '',
    };
    state.apply({ sequence: i + 1, at: '', event: { what: 'opened', topic: `t${i}`, label: phrase, wish } });
  }
  return { nearest: (phrase: string) => state.nearest(vectorOf(phrase), null)?.topic ?? null };
};

describe('the same wish in other words', () => {
  test.each([
    ['can you ship on sundays', 'Sunday delivery would help us'],
    ['Do you offer sign-on with Okta?', 'We need to sign on via Okta, all 300 of us'],
    ['Is there a vegan option for catering?', 'Our staff event needs a vegan menu. Could you cater for that?'],
    ['Bieten Sie Lieferung am Samstag an?', 'Wir brauchen eine Lieferung am Samstag'],
  ])('%s = %s', (first, second) => expect(openedBy(first).nearest(second)).toBe('t0'));

  test.each([
    ['can you ship on sundays', 'can you ship to Norway'],
    ['Do you offer vegan catering?', 'Do you offer Okta?'],
    ['please', 'could you please'],
  ])('%s is not %s', (first, second) => expect(openedBy(first).nearest(second)).toBeNull());

  test('of two topics alike the older one is joined', () =>
    expect(openedBy('sunday delivery', 'sunday delivery').nearest('delivery on a sunday')).toBe('t0'));
});

describe('a label', () => {
  test.each([
    [
      'Hi, we were wondering if you could also deliver to the loading dock at the weekend?',
      'Deliver to the loading dock at the weekend',
    ],
    ["We'd love to have an app for Android, please", 'App for Android'],
    ['Our hospital has an aim. Could you supply us with linerless labels?', 'Linerless labels'],
    ['Weekend delivery would help us.', 'Weekend delivery'],
    ['Proposez-vous la livraison le dimanche ?', 'Livraison le dimanche'],
  ])('%s -> %s', (ask, label) => expect(labelOf(ask)).toBe(label));

  test('is never longer than a line', () => {
    expect(labelOf(`Do you sell ${'very '.repeat(40)}long labels?`).length).toBeLessThanOrEqual(MAX_LABEL);
    expect(labelOf('x'.repeat(5_000)).length).toBeLessThanOrEqual(MAX_LABEL);
  });
});

describe('an id', () => {
  test('is readable and ends in the hash', () =>
    expect(topicIdOf('Deliver to the loading dock at the weekend', 'abc123xyz')).toBe(
      'demand-deliver-loading-dock-weekend-abc123',
    ));
  test('holds only small letters, digits and hyphens, whatever the script', () => {
    for (const label of ['Étiquettes à Zürich', 'サンプル', '"><script>', 'Straße'])
      expect(topicIdOf(label, 'abc123')).toMatch(/^demand-[a-z0-9-]*abc123$/);
  });
});

test.each([
  ['could you send us the invoice', 'en'],
  ['Können Sie uns die Rechnung schicken?', 'de'],
  ['Nous voudrions une étiquette avec notre logo', 'fr'],
  ['サンプルを送ってください', 'other'],
  ['H6', null],
])('the language of "%s" is %s', (text, language) => expect(languageOf(text)).toBe(language));
