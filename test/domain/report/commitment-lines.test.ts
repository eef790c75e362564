import { expect, test } from 'vitest';
import { commitmentLines } from '../../../lib/domain/report/commitment-lines.ts';
import { promised } from '../../adapters/samples.ts';

const today = '2026-11-23';
const ended = { at: '2026-11-01T09:00:00.000Z', by: 'mia@desk.example', reason: 'unused' };
const of = (account: string, yearlyUpkeep: number, but = {}) =>
  promised(`${account}-${yearlyUpkeep}`, { account, accountName: account.toUpperCase(), yearlyUpkeep, ...but });
const lines = (commitments: ReturnType<typeof of>[], contributions: [string, number][] = []) =>
  commitmentLines({ commitments, contributions: new Map(contributions), today });

test('an account is told once, with the sum of its upkeep beside its contribution', () =>
  expect(lines([of('acme', 200), of('acme', 300)], [['acme', 10_000]]).accounts).toEqual([
    { account: 'ACME', commitments: 2, yearlyUpkeep: 500, contribution: 10_000, share: 0.05 },
  ]));

test('the most expensive share comes first, before all of them who brings nothing, at the end who is not known', () =>
  expect(
    lines(
      [of('cheap', 100), of('gone', 9_000), of('dear', 100), of('loss', 100), of('zero', 200)],
      [
        ['cheap', 10_000],
        ['dear', 1_000],
        ['loss', -5],
        ['zero', 0],
      ],
    ).accounts.map(({ account, share }) => [account, share]),
  ).toEqual([
    ['ZERO', null],
    ['LOSS', null],
    ['DEAR', 0.1],
    ['CHEAP', 0.01],
    ['GONE', null],
  ]));

test('what has ended costs nothing and is not due', () =>
  expect(lines([of('acme', 200, { state: 'ended', ended, reviewOn: '2026-01-01' })])).toEqual({
    accounts: [],
    due: [],
  }));

test('what is to be reviewed is told from its day on, the longest overdue first', () =>
  expect(
    lines([
      of('a', 1, { reviewOn: '2026-11-24' }),
      of('b', 2, { reviewOn: '2026-11-23' }),
      of('c', 3, { reviewOn: '2026-11-22' }),
    ]).due.map(({ id }) => id),
  ).toEqual(['c-3', 'b-2']));
