import { expect, test } from 'vitest';
import { topicLines } from '../../../lib/domain/report/topic-lines.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const pair = (topic: string, account: string, firstDay = '2026-02-20', lastDay = firstDay, segment = 'retail') => ({
  topic,
  account,
  segment,
  firstDay,
  lastDay,
});
const lines = (pairs: ReturnType<typeof pair>[], but: Partial<Parameters<typeof topicLines>[0]> = {}) =>
  topicLines({
    pairs,
    labels: new Map([['demand-a', 'Green labels']]),
    rootOf: (id) => (id === 'demand-b' ? 'demand-a' : id),
    isSettled: () => false,
    now,
    windowDays: 40,
    widespread: 2,
    ...but,
  });

test('a merged topic is told under its heir, and who asked both is one', () =>
  expect(lines([pair('demand-a', 'x'), pair('demand-b', 'x'), pair('demand-b', 'y')])).toMatchObject([
    { topic: 'demand-a', label: 'Green labels', accounts: 2, isCandidate: true },
  ]));

test('of merged days the oldest is the first and the newest the last, with its segment', () =>
  expect(
    lines([
      pair('demand-a', 'x', '2026-01-01', '2026-01-02', 'retail'),
      pair('demand-b', 'x', '2026-02-27', '2026-02-27', 'industry'),
    ]),
  ).toMatchObject([{ accounts: 1, segments: { industry: 1 }, newer: 0, older: 1 }]));

test.each([
  ['the first day of the window', '2026-01-20', 1],
  ['the day before', '2026-01-19', 0],
])('an account that asked last on %s', (_, lastDay, accounts) =>
  expect(lines([pair('demand-a', 'x', '2026-01-01', lastDay)]).length).toBe(accounts),
);

test('a candidate has reached the threshold, and nobody has settled it', () => {
  const [one, two] = [pair('demand-a', 'x'), pair('demand-a', 'y')];
  expect(lines([one])).toMatchObject([{ isCandidate: false }]);
  expect(lines([one, two])).toMatchObject([{ isCandidate: true }]);
  expect(lines([one, two], { isSettled: (id) => id === 'demand-a' })).toMatchObject([{ isCandidate: false }]);
  expect(lines([pair('labels', 'x'), pair('labels', 'y')])).toMatchObject([{ isCandidate: false }]);
});
