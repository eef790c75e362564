import { expect, test } from 'vitest';
import { offerDraft } from '../../../lib/domain/topics/offer-draft.ts';
import type { TopicView } from '../../../lib/domain/topics/topic-state.ts';

const topic = (texts: string[], but: Partial<TopicView> = {}): TopicView => ({
  id: 'demand-linerless-labels-abc123',
  label: 'Linerless labels',
  isNamed: false,
  openedAt: '2026-03-02T09:00:00.000Z',
  language: 'en',
  size: texts.length,
  aliases: [],
  adoptedAs: null,
  isRefused: false,
  phrases: texts.map((text, i) => ({ key: `k${i}`, text, account: null, at: '2026-03-02T09:00:00.000Z' })),
  ...but,
});

test('six distinct phrases at most become examples, and none that an offer has', () => {
  const texts = ['Linerless?', 'one', 'ONE!', 'two\n\ttwo', '???', 'three', 'four', 'five', 'six', 'seven'];
  const { examples } = offerDraft(topic(texts), [{ id: 'x', examples: ['Three.'] }], 3);
  expect(examples).toEqual(['Linerless?', 'one', 'two two', 'four', 'five', 'six']);
});

test('the label is an example where there is room', () =>
  expect(offerDraft(topic(['please, without a liner']), [], 3).examples).toEqual([
    'please, without a liner',
    'Linerless labels',
  ]));

test.each([
  ['free', 'demand-linerless-labels-abc123', [], 'linerless-labels'],
  ['taken', 'demand-linerless-labels-abc123', ['linerless-labels'], 'linerless-labels-2'],
  ['nothing but a hash', 'demand-abc123', [], 'topic-abc123'],
])('an id that is %s', (_, id, taken, wanted) => {
  const catalogue = taken.map((offer) => ({ id: offer, examples: [] }));
  expect(offerDraft(topic(['x'], { id }), catalogue, 1).id).toBe(wanted);
});

test('the description says what it rests on', () => {
  expect(offerDraft(topic(['x']), [], 1).description).toMatch(/^One account has asked for it \(topic demand-linerless/);
  expect(offerDraft(topic(['x']), [], 2).description).toMatch(/^2 accounts have/);
});
