import { describe, expect, test } from 'vitest';
import { phraseVector } from '../../../lib/domain/topics/phrase-vector.ts';
import type { TopicEvent } from '../../../lib/domain/topics/topic-event.ts';
import type { TopicState } from '../../../lib/domain/topics/topic-state.ts';
import {
  adopted,
  joined,
  keptApart,
  logged,
  merged,
  moved,
  opened,
  refused,
  renamed,
  stateOf,
  undone,
  wish,
} from '../../builders/topics.ts';

const once = (...events: TopicEvent[]): TopicState => stateOf(logged(...events));
/** Size by topic: what everybody sees first. */
const sizes = (state: TopicState) => Object.fromEntries(state.all().map(({ id, size }) => [id, size]));
const keysIn = (state: TopicState, id: string) => state.find(id)?.phrases.map(({ key }) => key);
const vectorOf = (phrase: string) => phraseVector(phrase, null, () => 1);
/** One wish in two topics, which two processes opened at once. */
const twins = [opened('a', { phrase: 'linerless labels' }), opened('b', { phrase: 'linerless labels', key: 'b-1' })];

describe('a merge', () => {
  const chain = [opened('a'), opened('b'), opened('c'), merged('a', 'b'), merged('b', 'c')];

  test('of a into b and b into c makes one topic that answers to all names', () => {
    const state = once(...chain);
    expect(sizes(state)).toEqual({ c: 3 });
    expect(['a', 'b', 'c', 'unknown'].map(state.rootOf)).toEqual(['c', 'c', 'c', 'unknown']);
    expect(state.find('a')).toMatchObject({ id: 'c', aliases: ['b', 'a'] });
    expect(keysIn(state, 'a')).toEqual(['c-1', 'b-1', 'a-1']);
    expect(state.topicOfWish('a-1')).toBe('c');
  });

  test.each([
    ['the first of two', 4, { a: 1, c: 2 }],
    ['the second of two', 5, { b: 2, c: 1 }],
  ])('%s is undone and the other stays', (_, sequence, left) =>
    expect(sizes(once(...chain, undone(sequence)))).toEqual(left),
  );

  test('what joined in between stays where it joined', () =>
    expect(sizes(once(...chain, joined('a', 'k'), undone(4)))).toEqual({ a: 1, c: 3 }));

  test.each([
    ['with itself', merged('a', 'a')],
    ['with its own heir', merged('a', 'c')],
    ['of an heir into its own alias', merged('c', 'a')],
    ['into an unknown topic', merged('c', 'unknown')],
    ['of an unknown topic', merged('unknown', 'c')],
  ])('%s changes nothing', (_, event) => {
    const state = once(...chain, event);
    expect(state.all()).toEqual(once(...chain).all());
    expect(once(...chain, event, undone(6)).all()).toEqual(state.all());
  });

  test('undone twice is undone once; undone before it happened is not undone', () => {
    expect(sizes(once(...chain, undone(5), undone(5), undone(5)))).toEqual({ b: 2, c: 1 });
    expect(sizes(once(opened('a'), opened('b'), undone(4), merged('b', 'a'), undone(3)))).toEqual({ a: 2 });
  });

  test('undone and made anew can be undone anew', () => {
    const again = [opened('a'), opened('b'), merged('b', 'a'), undone(3), merged('b', 'a')];
    expect([sizes(once(...again)), sizes(once(...again, undone(3)))]).toEqual([{ a: 2 }, { a: 2 }]);
    expect(sizes(once(...again, undone(5)))).toEqual({ a: 1, b: 1 });
  });

  test('finds the wishes of both: the heir is the nearest topic for the words of the other', () => {
    const state = once(
      opened('a', { phrase: 'vegan menu' }),
      opened('b', { phrase: 'sauna visits' }),
      merged('b', 'a'),
    );
    expect(state.nearest(vectorOf('sauna visits'), 'en')).toMatchObject({ topic: 'a' });
  });
});

describe('a name', () => {
  test('given by a person stays, whoever joins; the id never changes', () => {
    const state = once(opened('a'), renamed('a', 'Gift wrap'), renamed('a', 'Gifts'), joined('a', 'k'));
    expect(state.all()).toMatchObject([{ id: 'a', label: 'Gifts', isNamed: true }]);
  });

  test('taken back shows the one before, and then the machine speaks again', () => {
    const twice = [opened('a', { phrase: 'gift boxes' }), renamed('a', 'Gift wrap'), renamed('a', 'Gifts')];
    expect(once(...twice, undone(3)).find('a')).toMatchObject({ label: 'Gift wrap', isNamed: true });
    expect(once(...twice, undone(2)).find('a')).toMatchObject({ label: 'Gifts', isNamed: true });
    expect(once(...twice, undone(2), undone(3)).find('a')).toMatchObject({ label: 'Gift boxes', isNamed: false });
  });

  test('of a topic that is merged names an heir without a name, and no other', () => {
    const named = [opened('a'), opened('b'), renamed('b', 'Gifts'), merged('b', 'a')];
    expect(once(...named).all()).toMatchObject([{ id: 'a', label: 'Gifts', isNamed: true }]);
    expect(once(...named, renamed('a', 'Boxes')).all()).toMatchObject([{ label: 'Boxes' }]);
    expect(once(...named, undone(4)).all()).toMatchObject([{ isNamed: false }, { label: 'Gifts' }]);
  });

  test('for an unknown topic changes nothing', () =>
    expect(once(opened('a'), renamed('unknown', 'Gifts')).all()).toEqual(once(opened('a')).all()));
});

describe('a move', () => {
  const three = [opened('a'), joined('a', 'k2'), joined('a', 'k3'), opened('b')];
  const intoB: TopicEvent = { ...(moved('a', 'b', wish('k2')) as object), label: null } as TopicEvent;

  test('into a new topic opens it under the name that the person gave', () => {
    const state = once(...three, moved('a', 'new', wish('k2'), wish('k3')));
    expect([sizes(state), keysIn(state, 'new')]).toEqual([{ a: 1, b: 1, new: 2 }, ['k2', 'k3']]);
    expect(state.find('new')).toMatchObject({ label: 'Label of new', isNamed: true });
    expect(state.topicOfWish('k2')).toBe('new');
  });

  test('into a known topic joins it', () => {
    const state = once(...three, intoB);
    expect([sizes(state), keysIn(state, 'b')]).toEqual([{ a: 2, b: 2 }, ['k2', 'b-1']]);
  });

  test.each([
    ['of a wish that is elsewhere', moved('b', 'new', wish('k2'))],
    ['of a wish that nobody told', moved('a', 'new', wish('never told'))],
    ['from an unknown topic', moved('unknown', 'b', wish('k2'))],
    ['into an unknown topic without a label', { ...intoB, to: 'unknown' } as TopicEvent],
    ['into the same topic', moved('a', 'a', wish('k2'))],
    ['of nothing', moved('a', 'new')],
  ])('%s changes nothing', (_, event) => {
    expect(once(...three, event).all()).toEqual(once(...three).all());
    expect(once(...three, event, undone(5)).all()).toEqual(once(...three).all());
  });

  test('undone leaves no trace of the new topic but what joined it since', () => {
    const split = [...three, moved('a', 'new', wish('k2'))];
    expect(once(...split, undone(5)).all()).toEqual(once(...three).all());
    const since = once(...split, joined('new', 'k4'), undone(5));
    expect(sizes(since)).toEqual({ a: 3, b: 1, new: 1 });
    expect(since.find('new')).toMatchObject({ label: 'K4', isNamed: false });
  });

  test('out of a merged topic stays out when the merge is undone', () => {
    const state = once(...three, merged('a', 'b'), moved('b', 'new', wish('k2')), undone(5));
    expect([sizes(state), keysIn(state, 'a')]).toEqual([{ a: 2, b: 1, new: 1 }, ['a-1', 'k3']]);
  });

  test('of two moves of one wish the last holds, whichever is undone first', () => {
    const twice = [...three, intoB, moved('b', 'new', wish('k2'))];
    const place = (...undo: number[]) => once(...twice, ...undo.map(undone)).topicOfWish('k2');
    expect([place(), place(5), place(6), place(5, 6), place(6, 5)]).toEqual(['new', 'new', 'b', 'a', 'a']);
    expect(sizes(once(...twice, undone(5)))).toEqual({ a: 2, b: 1, new: 1 });
  });
});

describe('what becomes of a topic', () => {
  test('it is an offer, the last that a person named', () => {
    const twice = [opened('a'), adopted('a', 'boxes'), adopted('a', 'gifts')];
    expect(once(...twice).find('a')!.adoptedAs).toBe('gifts');
    expect(once(...twice, undone(3)).find('a')!.adoptedAs).toBe('boxes');
    expect(once(...twice, undone(3), undone(2), undone(2)).find('a')!.adoptedAs).toBeNull();
  });

  test('it is refused until each refusal is taken back', () => {
    const twice = [opened('a'), refused('a'), refused('a')];
    expect(once(...twice, undone(2)).find('a')!.isRefused).toBe(true);
    expect(once(...twice, undone(2), undone(3)).find('a')!.isRefused).toBe(false);
  });

  test.each([adopted('unknown', 'x'), refused('unknown')])('an unknown topic has no fate: $what', (event) =>
    expect(once(opened('a'), event).all()).toEqual(once(opened('a')).all()),
  );

  test('two that a person keeps apart are not proposed, in either order, until that is undone', () => {
    expect(once(...twins).mergeable()).toMatchObject([{ topic: 'b', into: 'a' }]);
    for (const pair of [keptApart('a', 'b'), keptApart('b', 'a')]) {
      expect(once(...twins, pair).mergeable()).toEqual([]);
      expect(once(...twins, pair, undone(3)).mergeable()).toHaveLength(1);
      expect(once(...twins, pair, pair, undone(3)).mergeable()).toEqual([]);
    }
  });
});
