import { describe, expect, test } from 'vitest';
import { DIMENSIONS, MEANING, phraseVector, toBase64 } from '../../../lib/domain/topics/phrase-vector.ts';
import type { TopicEvent } from '../../../lib/domain/topics/topic-event.ts';
import { JOIN_AT, type TopicState, topicState } from '../../../lib/domain/topics/topic-state.ts';
import { joined, logged, merged, moved, opened, stateOf, undone, wish } from '../../builders/topics.ts';

const once = (...events: TopicEvent[]): TopicState => stateOf(logged(...events));
/** Size by topic: what everybody sees first. */
const sizes = (state: TopicState) => Object.fromEntries(state.all().map(({ id, size }) => [id, size]));
const keysIn = (state: TopicState, id: string) => state.find(id)?.phrases.map(({ key }) => key);
const vectorOf = (phrase: string) => phraseVector(phrase, null, () => 1);
/** One wish in two topics, which two processes opened at once. */
const twins = [opened('a', { phrase: 'linerless labels' }), opened('b', { phrase: 'linerless labels', key: 'b-1' })];

describe('a wish that fits nothing', () => {
  test('opens a topic, which is shown with its words', () =>
    expect(once(opened('a', { phrase: 'please sell us linerless labels', account: 'acme' })).all()).toEqual([
      {
        id: 'a',
        label: 'Linerless labels',
        isNamed: false,
        openedAt: '2026-03-02T09:00:00.000Z',
        language: 'en',
        size: 1,
        aliases: [],
        adoptedAs: null,
        isRefused: false,
        phrases: [
          { key: 'a-1', text: 'please sell us linerless labels', account: 'acme', at: '2026-03-02T09:00:00.000Z' },
        ],
      },
    ]));

  test('under an id that is taken opens nothing: ids are never used again', () => {
    const state = once(opened('a'), opened('a', { key: 'another' }));
    expect([sizes(state), state.topicOfWish('another')]).toEqual([{ a: 1 }, null]);
  });

  test('that was told before opens nothing that is shown', () => {
    const state = once(opened('a'), opened('b', { key: 'a-1' }));
    expect([sizes(state), state.topicOfWish('a-1')]).toEqual([{ a: 1 }, 'a']);
  });
});

describe('joining', () => {
  test('counts once under its key, and nowhere in an unknown topic', () => {
    const state = once(opened('a'), joined('a', 'k'), joined('a', 'k'), joined('unknown', 'lost'));
    expect([sizes(state), state.topicOfWish('k'), state.topicOfWish('lost')]).toEqual([{ a: 2 }, 'a', null]);
  });

  test('a merged topic is joining its heir', () => {
    const state = once(opened('a'), opened('b'), merged('b', 'a'), joined('b', 'k'));
    expect([sizes(state), state.topicOfWish('k')]).toEqual([{ a: 3 }, 'a']);
  });

  test('is not taken back by an undo: it is what a customer asked', () =>
    expect(sizes(once(opened('a'), joined('a', 'k'), undone(2), undone(1)))).toEqual({ a: 2 }));
});

describe('the label without a name', () => {
  const asks = ['boxes for gifts and for wine, red', 'gift boxes', 'gift boxes', 'gift boxes'];
  const events = asks.map((phrase, i) => (i === 0 ? opened('a', { phrase }) : joined('a', `k${i}`, { phrase })));

  test('is that of the opening until a wish is more central', () =>
    expect(events.map((_, i) => once(...events.slice(0, i + 1)).find('a')!.label)).toEqual([
      'Boxes for gifts and for wine, red',
      'Boxes for gifts and for wine, red',
      'Gift boxes',
      'Gift boxes',
    ]));

  test('is of the most central wish that is left when the best has gone', () => {
    const gone = [...events, opened('b'), moved('a', 'b', ...['k1', 'k2', 'k3'].map((key) => wish(key)))];
    expect(once(...gone).find('a')!.label).toBe('Boxes for gifts and for wine, red');
    expect(once(...gone, undone(6)).find('a')!.label).toBe('Gift boxes');
  });

  test('is that of the event where a wish says nothing', () =>
    expect(once(opened('a', { phrase: '?' })).find('a')!.label).toBe('Label of a'));
});

describe('the nearest topic', () => {
  test('is none where nothing was asked, and none of another language', () => {
    expect(topicState().nearest(vectorOf('gift boxes'), 'en')).toBeNull();
    const state = once(opened('a', { phrase: 'gift boxes', language: 'de' }));
    expect(state.nearest(vectorOf('gift boxes'), 'en')).toBeNull();
    expect(state.nearest(vectorOf('gift boxes'), 'de')).toEqual({ topic: 'a', similarity: 1 });
  });

  test('a phrase too short to tell its language is compared with English', () =>
    expect(
      once(opened('a', { phrase: 'gift boxes', language: null })).nearest(vectorOf('gift boxes'), 'en'),
    ).not.toBeNull());

  test('of equals is the oldest, and never one that is merged away or emptied', () => {
    expect(once(...twins).nearest(vectorOf('linerless labels'), 'en')).toMatchObject({ topic: 'a' });
    expect(once(...twins, merged('a', 'b')).nearest(vectorOf('linerless labels'), 'en')).toMatchObject({ topic: 'b' });
    const emptied = once(
      opened('a'),
      joined('a', 'k', { phrase: 'gift boxes' }),
      moved('a', 'n', wish('k')),
      undone(3),
    );
    expect(emptied.nearest(vectorOf('gift boxes'), 'en')?.topic ?? 'a').toBe('a');
  });

  test.each([
    ['exactly at the limit', [9, 38, 5, 5, 5], 'a'],
    ['one past it', [9, 38, 5, 5, 6], undefined],
  ])('%s', (_, words, topic) => {
    const only = (...values: number[]) => {
      const vector = new Int8Array(DIMENSIONS);
      vector.set(values, MEANING);
      return vector;
    };
    const state = once(opened('a', { vector: toBase64(only(127)) }));
    // Words alone count double, and of so many parts the first is the one in common: 2 x 9/40.
    expect(state.nearest(only(...words), 'en')?.topic).toBe(topic);
    expect(JOIN_AT).toBe(0.45);
  });

  test('is none for a vector that is damaged or of another length', () => {
    const state = once(opened('a', { vector: 'no base64!' }), joined('a', 'k', { vector: toBase64(new Int8Array(3)) }));
    expect(state.nearest(vectorOf('gift boxes'), 'en')).toBeNull();
    expect(sizes(state)).toEqual({ a: 2 });
  });
});

describe('entries', () => {
  test('that were applied already change nothing', () => {
    const [first, second] = logged(opened('a'), joined('a', 'k'));
    const state = stateOf([first!, second!, second!, first!]);
    expect([state.sequence, sizes(state)]).toEqual([2, { a: 2 }]);
  });

  test('a snapshot holds what was known then, whatever is asked later', () => {
    const state = once(opened('a'));
    const snapshot = state.toSnapshot();
    state.apply({ ...logged(joined('a', 'k'))[0]!, sequence: 2 });
    expect(sizes(topicState({ snapshot }))).toEqual({ a: 1 });
  });
});

test('a hot topic shows its newest twenty wishes and counts all', () => {
  const events = [opened('a'), ...Array.from({ length: 20 }, (_, i) => joined('a', `k${i}`))];
  expect(keysIn(once(...events.slice(0, 20)), 'a')?.[0]).toBe('a-1');
  const hot = once(...events).find('a')!;
  expect([hot.size, hot.phrases.length, hot.phrases[0]?.key]).toEqual([21, 20, 'k0']);
});
