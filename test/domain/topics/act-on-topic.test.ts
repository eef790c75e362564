import { expect, test } from 'vitest';
import * as acts from '../../../lib/domain/topics/act-on-topic.ts';
import { MAX_LABEL } from '../../../lib/domain/topics/label.ts';
import type { TopicEvent } from '../../../lib/domain/topics/topic-event.ts';
import { joined, logged, merged, moved, opened, stateOf, undone, wish } from '../../builders/topics.ts';

const known = (...events: TopicEvent[]): acts.Known => {
  const entries = logged(...events);
  return { entries, state: stateOf(entries) };
};
const two = known(
  opened('demand-linerless-abc123'),
  joined('demand-linerless-abc123', 'k2'),
  opened('demand-green-def456'),
);
const linerless = 'demand-linerless-abc123';
const green = 'demand-green-def456';
const hash = (words: string) => `h${words.length}xxxxxx`;

test('a merged topic is meant by any of its names', () => {
  const after = known(opened(linerless), opened(green), merged(linerless, green));
  expect(acts.rename(after, linerless, ' Green\n  labels ', 'mia')).toEqual({
    what: 'renamed',
    topic: green,
    label: 'Green labels',
    by: 'mia',
  });
});

test('an unknown topic is refused with the ids that are written alike', () =>
  expect(() => acts.refuseTopic(two, 'demand-linreless', 'mia')).toThrow(
    /There is no topic "demand-linreless"\. Did you mean demand-linerless-abc123\?/,
  ));

test.each([
  ['as long as a label may be', 'x'.repeat(MAX_LABEL), null],
  ['one character longer', 'x'.repeat(MAX_LABEL + 1), /81 characters, 80 are the limit/],
  ['nothing but blanks', ' \n ', /label is empty/],
])('a label %s', (_, label, words) => {
  if (words) expect(() => acts.rename(two, green, label, 'mia')).toThrow(words);
  else expect(acts.rename(two, green, label, 'mia')).toMatchObject({ label });
});

test('two topics are merged, one with itself is not', () => {
  expect(acts.merge(two, linerless, green, 'mia')).toEqual({
    what: 'merged',
    topic: linerless,
    into: green,
    by: 'mia',
  });
  expect(() => acts.merge(two, green, green, 'mia')).toThrow(/one topic already/);
});

test('wishes are split off with all that the log knows of them, under an id of their own', () => {
  const event = acts.split(two, linerless, { keys: ['k2'], label: 'Small rolls', by: 'mia', hash });
  expect(event).toMatchObject({ what: 'moved', from: linerless, label: 'Small rolls', wishes: [wish('k2')] });
  expect(event).toHaveProperty('to', expect.stringMatching(/^demand-small-rolls-/));
  const again = acts.split(known(...two.entries.map(({ event }) => event), undone(9)), linerless, {
    keys: ['k2'],
    label: 'Small rolls',
    by: 'mia',
    hash: (words) => `${words}xxxxxx`.slice(-8),
  });
  expect(again).not.toHaveProperty('to', (event as { to: string }).to);
});

test.each([
  ['a wish that is elsewhere', [`${green}-1`], /is not in demand-linerless-abc123/],
  ['a wish that is nowhere', ['nowhere'], /There is no wish "nowhere"/],
  ['all wishes', ['k2', `${linerless}-1`], /nothing would stay/],
])('a split with %s is refused', (_, keys, words) =>
  expect(() => acts.split(two, linerless, { keys, label: 'x', by: 'mia', hash })).toThrow(words),
);

test('one wish moves to another topic, but neither to where it is nor away as the last', () => {
  expect(acts.move(two, 'k2', green, 'mia')).toMatchObject({
    from: linerless,
    to: green,
    label: null,
    wishes: [{ key: 'k2' }],
  });
  expect(() => acts.move(two, 'k2', linerless, 'mia')).toThrow(/is in demand-linerless-abc123 already/);
  expect(() => acts.move(two, `${green}-1`, linerless, 'mia')).toThrow(/topics merge demand-green-def456/);
});

test('a topic is adopted as an offer that the catalogue has', () => {
  expect(acts.adopt(two, green, 'eco', 'mia', ['eco'])).toEqual({
    what: 'adopted',
    topic: green,
    offer: 'eco',
    by: 'mia',
  });
  expect(() => acts.adopt(two, green, 'eko-labels', 'mia', ['eco-labels'])).toThrow(
    /no offer "eko-labels"\. Did you mean eco-labels\?/,
  );
});

test('two topics are kept apart, unless they are one by now', () => {
  expect(acts.keepApart(two, green, linerless, 'mia')).toMatchObject({ topics: [green, linerless] });
  const after = known(opened(linerless), opened(green), merged(linerless, green));
  expect(() => acts.keepApart(after, green, linerless, 'mia')).toThrow(/Undo their merge first/);
});

test('an act is taken back once', () => {
  const after = known(opened(linerless), opened(green), merged(linerless, green));
  expect(acts.undo(after, 3, 'mia')).toEqual([
    { what: 'kept-apart', topics: [linerless, green], by: 'mia' },
    { what: 'undone', sequence: 3, by: 'mia' },
  ]);
  const renamed: TopicEvent = { what: 'renamed', topic: green, label: 'Eco', by: 'mia' };
  expect(acts.undo(known(opened(green), renamed), 2, 'mia')).toEqual([undone(2)]);
  const back = known(opened(linerless), opened(green), merged(linerless, green), undone(3));
  expect(() => acts.undo(back, 3, 'mia')).toThrow(/taken back already, by entry 4/);
  expect(() => acts.undo(back, 4, 'mia')).toThrow(/is itself an undo/);
  expect(() => acts.undo(back, 1, 'mia')).toThrow(/what a customer asked.*topics move demand-linerless-abc123-1/);
  expect(() => acts.undo(back, 5, 'mia')).toThrow(/has no entry 5/);
  expect(() => acts.undo(known(opened(green), moved(green, 'x', wish('a')), undone(2)), 2, 'mia')).toThrow(/entry 3/);
});
