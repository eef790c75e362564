import { expect, test } from 'vitest';
import { changingState } from '../../../lib/domain/topics/count-changes.ts';
import type { TopicEvent } from '../../../lib/domain/topics/topic-event.ts';
import { joined, logged, merged, moved, opened, stateOf, undone, wish } from '../../builders/topics.ts';

/** The changes after `known`, told of `events` only, as whoever begins at a snapshot is. */
function changes(known: TopicEvent[], events: TopicEvent[]): string[] {
  const entries = logged(...known, ...events);
  const changing = changingState(stateOf(entries.slice(0, known.length)));
  for (const entry of entries.slice(known.length)) {
    const { event } = entry;
    changing.apply(entry, event.what === 'undone' ? entries[event.sequence - 1]?.event : undefined);
  }
  return changing.changes().map((change) => {
    if (change.what !== 'move') return `${change.what} ${change.from} > ${change.to}`;
    const { names, account, to, only } = change;
    return `move ${account} ${names.join('+')} > ${to}${only ? ` ${only.firstDay}..${only.lastDay}` : ''}`;
  });
}
const abc = [opened('a'), opened('b'), opened('c')];

test('asks change no count but their own', () => expect(changes(abc, [joined('a', 'k')])).toEqual([]));

test('a merged topic follows its heir', () => expect(changes(abc, [merged('b', 'a')])).toEqual(['follow b > a']));

test('a merge that was told before is told again alike', () => {
  expect(changes([], [...abc, merged('b', 'a')])).toEqual(changes(abc, [merged('b', 'a')]));
});

test('a topic that had taken another in is followed by both names', () =>
  expect(changes([...abc, merged('b', 'a')], [merged('a', 'c')]).sort()).toEqual([
    'follow a > c',
    'follow b > c',
    'unfollow b > a',
  ]));

test('an undone merge takes its counts back, however old the merge is', () => {
  expect(changes([...abc, merged('b', 'a')], [undone(4)])).toEqual(['unfollow b > a']);
  expect(changes(abc, [merged('b', 'a'), undone(4)])).toEqual(['unfollow b > a']);
});

test('the first of two merges undone: its counts leave the last heir, and what else it took stays', () =>
  expect(changes([...abc, merged('b', 'a'), merged('a', 'c')], [undone(4)])).toEqual([
    'unfollow b > c',
    'follow a > c',
  ]));

test('undone and merged elsewhere', () =>
  expect(changes([...abc, merged('b', 'a')], [undone(4), merged('b', 'c')])).toEqual([
    'unfollow b > a',
    'follow b > c',
  ]));

const w = (key: string, account: string | null, askedAt = '2026-03-01T09:00:00.000Z') =>
  wish(key, { account, askedAt });
const acme = [opened('a', { account: 'acme' }), { ...joined('a', 'k2'), wish: w('k2', 'bolt') }];

test('an account whose only wish is moved leaves', () =>
  expect(changes(acme, [moved('a', 'n', w('k2', 'bolt'))])).toEqual(['move bolt a > n']));

test('an account that has another wish in the topic stays there, too, and only the days of what was moved go', () => {
  const first = w('k3', 'acme', '2026-01-05T09:00:00.000Z');
  const second = w('k4', 'acme', '2026-01-07T09:00:00.000Z');
  const known = [...acme, joined('a', 'k3', first), joined('a', 'k4', second)];
  expect(changes(known, [moved('a', 'n', second, first)])).toEqual(['move acme a > n 2026-01-05..2026-01-07']);
});

test('a stranger counts nowhere', () =>
  expect(changes([...acme, joined('a', 'k5', w('k5', null))], [moved('a', 'n', w('k5', null))])).toEqual([]));

test('what was moved out of a merged topic leaves all of its names', () =>
  expect(changes([opened('b'), ...acme, merged('b', 'a')], [moved('a', 'n', w('k2', 'bolt'))])).toEqual([
    'move bolt a+b > n',
  ]));

test('an undone split brings the accounts back', () =>
  expect(changes([...acme, moved('a', 'n', w('k2', 'bolt'))], [undone(3)])).toEqual(['move bolt n > a']));
