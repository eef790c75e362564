import { expect, test } from 'vitest';
import { demandBand, windowStart } from '../../lib/domain/demand/demand.ts';

const limits = { windowDays: 180, recurring: 3, widespread: 8 };

test.each([
  [{ accounts: 7, segmentAccounts: 2 }, 'one-off'],
  [{ accounts: 3, segmentAccounts: 3 }, 'recurring'],
  [{ accounts: 7, segmentAccounts: 7 }, 'recurring'],
  [{ accounts: 8, segmentAccounts: 1 }, 'widespread'],
])('%j is %s', (counts, band) => expect(demandBand(counts, limits)).toBe(band));

test('the window ends with the mail', () =>
  expect(windowStart(new Date('2026-07-01T00:00:00Z'), 30).toISOString()).toBe('2026-06-01T00:00:00.000Z'));
