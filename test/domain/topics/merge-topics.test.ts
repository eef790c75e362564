import { describe, expect, test } from 'vitest';
import { MERGE_AT } from '../../../lib/domain/topics/merge-topics.ts';
import { DIMENSIONS, MEANING, toBase64 } from '../../../lib/domain/topics/phrase-vector.ts';
import type { TopicEvent } from '../../../lib/domain/topics/topic-event.ts';
import {
  adopted,
  joined,
  keptApart,
  logged,
  merged,
  opened,
  refused,
  renamed,
  stateOf,
  undone,
} from '../../builders/topics.ts';

const proposals = (...events: TopicEvent[]) =>
  stateOf(logged(...events))
    .mergeable()
    .map(({ topic, into }) => `${topic} > ${into}`);
const same = { phrase: 'linerless labels' };
/** One wish that two processes opened at once. */
const twins = [opened('a', same), opened('b', same)];

test('the older of the two survives, also when the younger has more wishes', () =>
  expect(proposals(...twins, joined('b', 'k1', same), joined('b', 'k2', same))).toEqual(['b > a']));

test('topics of different wishes stay two', () =>
  expect(proposals(opened('a', same), opened('b', { phrase: 'sauna visits' }))).toEqual([]));

test.each([
  ['just alike enough', [20, 125, 10, 2], ['b > a']],
  ['a little less alike', [19, 125, 11, 4, 2, 1, 1], []],
])('two wishes, %s', (_, words, proposed) => {
  const only = (values: number[]) => {
    const vector = new Int8Array(DIMENSIONS);
    vector.set(values, MEANING);
    return { vector: toBase64(vector) };
  };
  // Words alone count double: 2 x 20/127 lies above the limit, 2 x 19/127 below it.
  expect(proposals(opened('a', only([127])), opened('b', only(words)))).toEqual(proposed);
  expect([2 * (20 / 127) >= MERGE_AT, 2 * (19 / 127) >= MERGE_AT]).toEqual([true, false]);
});

test('each topic is in one proposal, the most alike first; what is left is found in the next round', () => {
  const entries = logged(
    opened('x', { phrase: 'labels for wine bottles' }),
    ...twins,
    opened('d', { phrase: 'wine for guests' }),
  );
  const state = stateOf(entries);
  const rounds: string[][] = [];
  for (let found = state.mergeable(); found.length > 0; found = state.mergeable()) {
    rounds.push(found.map(({ topic, into }) => `${topic} > ${into}`));
    for (const { topic, into } of found)
      state.apply({ sequence: state.sequence + 1, at: '', event: merged(topic, into) });
  }
  expect(rounds).toEqual([['b > a', 'd > x'], ['a > x']]);
});

test('what was compared is compared again only when it has changed', () => {
  const state = stateOf(logged(...twins, keptApart('a', 'b')));
  expect([state.mergeable(), state.mergeable()]).toEqual([[], []]);
  state.apply({ sequence: 4, at: '', event: opened('c', same) });
  expect(state.mergeable()).toMatchObject([{ topic: 'c', into: 'a' }]);
});

describe('never', () => {
  test('two that persons named; one that a person named, yes', () => {
    expect(proposals(...twins, renamed('b', 'Without liner'))).toEqual(['b > a']);
    expect(proposals(...twins, renamed('b', 'Without liner'), renamed('a', 'Linerless'))).toEqual([]);
    expect(proposals(...twins, renamed('b', 'Without liner'), renamed('a', 'Linerless'), undone(3))).toEqual(['b > a']);
  });

  test('two that persons named before one of them was merged', () =>
    expect(
      proposals(
        ...twins,
        renamed('b', 'Without liner'),
        merged('b', 'a'),
        opened('c', same),
        renamed('c', 'Linerless'),
      ),
    ).toEqual([]));

  test('two of different languages', () =>
    expect(proposals(opened('a', same), opened('b', { ...same, language: 'de' }))).toEqual([]));

  test('two that a person keeps apart, nor by another name of one of them', () => {
    expect(proposals(...twins, keptApart('b', 'a'))).toEqual([]);
    const chained = [...twins, keptApart('a', 'b'), opened('c', { phrase: 'sauna visits' }), merged('b', 'c')];
    expect(proposals(...chained, joined('c', 'k', same), joined('c', 'k2', same))).toEqual([]);
    expect(proposals(...chained, joined('c', 'k', same), joined('c', 'k2', same), undone(3))).toEqual(['c > a']);
  });

  test.each([
    ['one is an offer', [adopted('a', 'x')], []],
    ['they are two offers', [adopted('a', 'x'), adopted('b', 'y')], []],
    ['both are the same offer', [adopted('a', 'x'), adopted('b', 'x')], ['b > a']],
    ['one is refused', [refused('b')], []],
    ['both are refused', [refused('a'), refused('b')], ['b > a']],
    ['one was refused, and that was undone', [refused('b'), undone(3)], ['b > a']],
  ])('with another fate: %s', (_, events, proposed) => expect(proposals(...twins, ...events)).toEqual(proposed));
});

test.each([
  ['what kept them apart', keptApart('a', 'b')],
  ['a name', renamed('a', 'Linerless')],
  ['a refusal', refused('a')],
])('%s is undone: they are looked at again, though they were compared before', (_, event) => {
  const state = stateOf(logged(...twins, renamed('b', 'Without liner'), event));
  expect(state.mergeable()).toEqual([]);
  state.apply({ sequence: 5, at: '', event: undone(4) });
  expect(state.mergeable()).toHaveLength(1);
});
