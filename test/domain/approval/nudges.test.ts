import { describe, expect, test } from 'vitest';
import type { Approval, Nudge } from '../../../lib/domain/approval/approval.ts';
import { levelFor } from '../../../lib/domain/approval/level.ts';
import { comesInDigest, digestIsDue, dueNudge, planOf, recipientOf } from '../../../lib/domain/approval/nudges.ts';
import { takesOver } from '../../../lib/domain/approval/takes-over.ts';
import { policy } from '../../builders/facts.ts';
import { desk } from '../reply/builders.ts';

const { settings } = desk;
const rules = policy.approval;
const at = (moment: string) => new Date(moment);
/** Asked on a Monday at eleven, Amsterdam time. */
const waiting = (but: Partial<Approval> = {}) => ({
  manager: 'mia@desk.example',
  askedAt: '2026-11-23T10:00:00.000Z',
  answerBy: '2026-12-07T10:00:00.000Z',
  nudges: ['brief'] as Nudge[],
  state: 'PENDING' as const,
  ...but,
});
const due = (moment: string, but: Partial<Approval> = {}) =>
  dueNudge(waiting(but), { rules, calendar: settings, people: settings }, at(moment));

test('reminders after one and three business days, the deputy after five, the lead after seven', () =>
  expect(planOf(waiting(), rules, settings).map(({ nudge, at }) => [nudge, at.toISOString()])).toEqual([
    ['remind-1', '2026-11-24T10:00:00.000Z'],
    ['remind-2', '2026-11-26T10:00:00.000Z'],
    ['deputy', '2026-11-30T10:00:00.000Z'],
    ['lead', '2026-12-02T10:00:00.000Z'],
  ]));

describe('what is mailed now', () => {
  test('nothing just before, the reminder at its moment', () => {
    expect(due('2026-11-24T09:59:59.999Z')).toBeNull();
    expect(due('2026-11-24T10:00:00.000Z')).toEqual({ send: 'remind-1', skipped: [] });
  });

  test('nothing twice', () => expect(due('2026-11-24T10:00:00Z', { nudges: ['brief', 'remind-1'] })).toBeNull());

  test('of several the most advanced, the others are passed over', () =>
    expect(due('2026-12-01T10:00:00Z')).toEqual({ send: 'deputy', skipped: ['remind-1', 'remind-2'] }));

  test('no step back: once the deputy was asked, no reminder that was left out follows', () =>
    expect(due('2026-12-01T10:00:00Z', { nudges: ['brief', 'deputy'] })).toBeNull());

  test('nothing once it is decided, or from the deadline on', () => {
    expect(due('2026-12-01T10:00:00Z', { state: 'DECIDED' })).toBeNull();
    expect(due('2026-12-07T09:59:59.999Z')?.send).toBe('lead');
    expect(due('2026-12-07T10:00:00.000Z')).toBeNull();
  });

  test('nobody is escalated to where nobody is named', () =>
    expect(due('2026-12-04T10:00:00Z', { manager: 'lea@desk.example' })).toEqual({
      send: 'remind-2',
      skipped: ['remind-1'],
    }));
});

test.each<[Nudge, string, string | null]>([
  ['remind-1', 'mia@desk.example', 'mia@desk.example'],
  ['deputy', 'mia@desk.example', 'sam@desk.example'],
  ['lead', 'mia@desk.example', 'lea@desk.example'],
  ['remind-1', 'lea@desk.example', 'lea@desk.example'],
  ['deputy', 'lea@desk.example', null],
  ['brief', 'gone@desk.example', 'ops@desk.example'],
])('%s of %s goes to %s', (nudge, manager, to) => expect(recipientOf(nudge, { manager }, settings)).toBe(to));

describe('the digest', () => {
  const digest = { at: ['09:00', '14:00'], atOnce: ['key' as const] };
  const isDue = (asked: string, now: string) => digestIsDue(at(asked), at(now), digest, 'Europe/Amsterdam');

  test('key accounts do not wait for it; without one nobody does', () => {
    expect(comesInDigest(digest, 'key')).toBe(false);
    expect(comesInDigest(digest, 'core')).toBe(true);
    expect(comesInDigest(null, 'core')).toBe(false);
  });

  test.each([
    ['a second before its time', '2026-11-23T10:00:00Z', '2026-11-23T12:59:59Z', false],
    ['at its time', '2026-11-23T10:00:00Z', '2026-11-23T13:00:00Z', true],
    ['asked at its very time', '2026-11-23T13:00:00Z', '2026-11-23T13:30:00Z', false],
    ['the next morning', '2026-11-23T14:00:00Z', '2026-11-24T08:00:00Z', true],
    ['the next morning too early', '2026-11-23T14:00:00Z', '2026-11-24T07:59:00Z', false],
    ['days later', '2026-11-20T16:00:00Z', '2026-11-23T07:00:00Z', true],
  ])('%s', (_, asked, now, expected) => expect(isDue(asked, now)).toBe(expected));

  test('who waited for a digest that was abolished gets the mail', () =>
    expect(digestIsDue(at('2026-11-23T10:00:00Z'), at('2026-11-23T10:00:01Z'), null, 'UTC')).toBe(true));
});

test('a code is asked above the amount, not at it', () => {
  const above = { ...rules, codeAboveContribution: 60_000 };
  expect(levelFor(60_000, above)).toBe('link');
  expect(levelFor(60_000.01, above)).toBe('link+code');
  expect(levelFor(1e9, rules)).toBe('link');
  expect(levelFor(0, { ...above, level: 'link+code' })).toBe('link+code');
});

test('what nobody decided goes to the lead, else to operations', () => {
  expect(takesOver('mia@desk.example', settings).address).toBe('lea@desk.example');
  expect(takesOver('gone@desk.example', settings).address).toBe('ops@desk.example');
});
