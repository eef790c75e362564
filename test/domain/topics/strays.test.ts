import { describe, expect, test } from 'vitest';
import { strayOf } from '../../../lib/domain/topics/strays.ts';

/** Two offers that 40 accounts asked for each, beside 80 accounts with demand: half of all is known. */
const traffic = {
  offers: new Map([
    ['cakes', 40],
    ['invoice', 40],
  ]),
  topics: [80],
};
/** As many wishes as accounts, each a little like an offer. */
const demand = (accounts: number, likeness: Record<string, number>) => ({
  accounts,
  wishes: accounts,
  likeness: new Map(Object.entries(likeness).map(([offer, each]) => [offer, each * accounts])),
});

describe('a topic that the offers half explain', () => {
  test.each([
    ['smaller than half of the usual demand where half of all is known', 9, 'cakes'],
    ['as large as that', 10, null],
    ['of as few accounts as are worth a look', 5, 'cakes'],
    ['of fewer', 4, null],
  ])('%s', (_, accounts, stray) => {
    // 40 accounts as usual x half known x half explained = 10.
    expect(strayOf(demand(accounts, { cakes: 0.5 }), traffic)).toBe(stray);
  });
});

test('what no offer explains is no stray, however small', () => {
  expect(strayOf(demand(5, { cakes: 0.25 }), traffic)).toBeNull();
  expect(strayOf(demand(5, { cakes: 0.26 }), traffic)).toBe('cakes');
});

test('it is a stray part of the offer that its asks are likest together', () => {
  expect(strayOf(demand(5, { invoice: 0.2, cakes: 0.3 }), traffic)).toBe('cakes');
  expect(strayOf(demand(5, { invoice: 0.2, cakes: 0.3, 'never asked': 0.4 }), traffic)).toBe('cakes');
});

test('the more of all that is asked is new, the sooner it stands for itself', () => {
  const nine = demand(9, { cakes: 0.5 });
  expect(strayOf(nine, { ...traffic, topics: [97] })).toBe('cakes');
  expect(strayOf(nine, { ...traffic, topics: [98] })).toBeNull();
});

test('where nobody asks for an offer, nothing is a stray part of one', () => {
  expect(strayOf(demand(5, { cakes: 0.9 }), { offers: new Map(), topics: [5] })).toBeNull();
  expect(strayOf(demand(5, { cakes: 0.9 }), { offers: new Map([['invoice', 40]]), topics: [5] })).toBeNull();
});
