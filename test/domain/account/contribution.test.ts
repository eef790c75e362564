import { expect, test } from 'vitest';
import { contributionBand, contributionOf } from '../../../lib/domain/account/contribution.ts';
import { acme } from '../../builders/facts.ts';

const bands = { key: 50_000, core: 10_000, light: 0 };

test('contribution is margin less the cost to serve', () =>
  expect(contributionOf(acme({ annualRevenue: 100_000, grossMarginPct: 30, costToServe: 12_000 }))).toBe(18_000));

test('much revenue can still cost money', () =>
  expect(contributionOf(acme({ annualRevenue: 500_000, grossMarginPct: 2, costToServe: 11_000 }))).toBe(-1_000));

test.each([
  [50_000, 'key'],
  [49_999, 'core'],
  [10_000, 'core'],
  [9_999, 'light'],
  [0, 'light'],
  [-1, 'costly'],
])('a contribution of %i is %s', (contribution, band) => expect(contributionBand(contribution, bands)).toBe(band));
