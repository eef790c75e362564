import { expect, test } from 'vitest';
import { type EnteredRow, MAIL_KEPT_DAYS, reconcile, type StoredObject } from '../../../lib/domain/report/reconcile.ts';

const now = new Date('2026-06-01T12:00:00.000Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const keptSeconds = MAIL_KEPT_DAYS * 86_400;

const stored = (id: string, seconds = 3600): StoredObject => ({ id, key: `raw/${id}`, storedAt: ago(seconds) });
const entered = (id: string, but: Partial<EnteredRow> = {}): EnteredRow => ({
  id,
  key: `raw/${id}`,
  receivedAt: ago(3600).toISOString(),
  outcome: 'answered',
  updatedAt: ago(3600).toISOString(),
  ...but,
});
const ids = (found: { id: string }[]) => found.map(({ id }) => id);

test('a row for each object is what should be', () =>
  expect(reconcile([stored('a'), stored('b')], [entered('a'), entered('b', { outcome: 'held' })], now)).toEqual({
    objects: 2,
    rows: 2,
    outcomes: { answered: 1, held: 1 },
    missing: [],
    arriving: 0,
    gone: [],
    expired: 0,
    erased: 0,
    standing: [],
    holds: true,
  }));

test('nothing stored and nothing entered holds, too', () => expect(reconcile([], [], now).holds).toBe(true));

test('an object without a row is missing from one minute on; before, its event may still come', () => {
  const { missing, arriving, holds } = reconcile([stored('late', 60), stored('young', 59)], [], now);
  expect([ids(missing), arriving, holds]).toEqual([['late'], 1, false]);
  expect(reconcile([stored('young', 59)], [], now).holds).toBe(true);
});

test('a row whose mail is gone is told, unless the mail was over its time or erased', () => {
  const rows = [
    entered('gone', { receivedAt: ago(keptSeconds - 1).toISOString() }),
    entered('old', { receivedAt: ago(keptSeconds).toISOString() }),
    entered('forgotten', { key: '' }),
  ];
  const { gone, expired, erased, holds } = reconcile([], rows, now);
  expect([ids(gone), expired, erased, holds]).toEqual([['gone'], 1, 1, false]);
  expect(reconcile([], rows.slice(1), now).holds).toBe(true);
});

test('a row on its way for over 15 minutes stands still, and the ledger is complete all the same', () => {
  const onItsWay = (id: string, seconds: number) =>
    entered(id, { outcome: null, updatedAt: ago(seconds).toISOString() });
  const all = ['stands', 'moves'].map((id) => stored(id));
  const { standing, outcomes, holds } = reconcile(all, [onItsWay('stands', 901), onItsWay('moves', 900)], now);
  expect([ids(standing), outcomes, holds]).toEqual([['stands'], { 'on its way': 2 }, true]);
});

test('what waits for an answer for weeks does not stand still', () => {
  const waits = entered('a', { outcome: 'awaiting-approval', updatedAt: ago(1_000_000).toISOString() });
  expect(reconcile([stored('a')], [waits], now).standing).toEqual([]);
});
