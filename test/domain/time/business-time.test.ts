import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  addMonths,
  type Calendar,
  deadline,
  isOpen,
  localDay,
  nextOpening,
} from '../../../lib/domain/time/business-time.ts';

const calendar: Calendar = {
  timeZone: 'Europe/Amsterdam',
  businessHours: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    until: '17:30',
    holidays: ['2026-12-25'],
  },
};
const at = (moment: string) => new Date(moment);
const iso = (moment: Date) => moment.toISOString();

describe('open', () => {
  test.each([
    ['at the opening', '2026-11-23T08:00:00Z', true],
    ['a minute before', '2026-11-23T07:59:00Z', false],
    ['a minute before closing', '2026-11-23T16:29:59Z', true],
    ['at closing', '2026-11-23T16:30:00Z', false],
    ['on a Saturday', '2026-11-28T10:00:00Z', false],
    ['on a holiday', '2026-12-25T10:00:00Z', false],
    ['in summer, an hour earlier by UTC', '2026-07-01T07:00:00Z', true],
  ])('%s', (_, moment, open) => expect(isOpen(at(moment), calendar)).toBe(open));
});

describe('the next opening', () => {
  test.each([
    ['is now when open', '2026-11-23T10:15:30.500Z', '2026-11-23T10:15:30.500Z'],
    ['is this morning', '2026-11-23T03:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['is tomorrow', '2026-11-23T18:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['is Monday', '2026-11-27T18:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['is after the holiday and the weekend', '2026-12-24T18:00:00Z', '2026-12-28T08:00:00.000Z'],
  ])('%s', (_, moment, opening) => expect(iso(nextOpening(at(moment), calendar))).toBe(opening));
});

describe('business days later', () => {
  test.each([
    ['one from Monday', '2026-11-23T10:00:00Z', 1, '2026-11-24T10:00:00.000Z'],
    ['one from Friday', '2026-11-27T10:00:00Z', 1, '2026-11-30T10:00:00.000Z'],
    ['five are a week', '2026-11-23T10:00:00Z', 5, '2026-11-30T10:00:00.000Z'],
    ['ten are two weeks', '2026-11-23T10:00:00Z', 10, '2026-12-07T10:00:00.000Z'],
    ['over a holiday', '2026-12-24T10:00:00Z', 1, '2026-12-28T10:00:00.000Z'],
    ['asked on Sunday, counted from Monday morning', '2026-11-22T12:00:00Z', 1, '2026-11-24T08:00:00.000Z'],
    ['into winter time the wall shows the same', '2026-10-23T08:00:00Z', 1, '2026-10-26T09:00:00.000Z'],
    ['into summer time, too', '2026-03-27T09:00:00Z', 1, '2026-03-30T08:00:00.000Z'],
    ['none when open', '2026-11-23T10:00:00Z', 0, '2026-11-23T10:00:00.000Z'],
  ])('%s', (_, moment, days, later) => expect(iso(addBusinessDays(at(moment), days, calendar))).toBe(later));

  test('a time that the clock skips is the one after the gap', () => {
    const night = {
      ...calendar,
      businessHours: { ...calendar.businessHours, days: ['sat', 'sun'], from: '02:30', until: '05:00' },
    } as Calendar;
    expect(iso(addBusinessDays(at('2026-03-28T01:30:00Z'), 1, night))).toBe('2026-03-29T01:30:00.000Z');
  });

  test('half-hour zones keep their wall time', () => {
    const adelaide = { ...calendar, timeZone: 'Australia/Adelaide' };
    expect(iso(addBusinessDays(at('2026-10-01T23:30:00Z'), 1, adelaide))).toBe('2026-10-04T22:30:00.000Z');
  });
});

test('a deadline is never later than 23 days, whatever is closed', () => {
  const holidays = Array.from({ length: 31 }, (_, i) => `2026-12-${String(i + 1).padStart(2, '0')}`);
  const closed = { ...calendar, businessHours: { ...calendar.businessHours, holidays } };
  expect(iso(deadline(at('2026-11-30T10:00:00Z'), 5, closed))).toBe('2026-12-23T10:00:00.000Z');
  expect(iso(deadline(at('2026-11-23T10:00:00Z'), 5, calendar))).toBe('2026-11-30T10:00:00.000Z');
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-11-23', 12, '2027-11-23'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %i months is %s', (day, months, later) => expect(addMonths(day, months)).toBe(later));

test('the day is that of the desk', () => {
  expect(localDay(at('2026-11-23T23:30:00Z'), 'Europe/Amsterdam')).toBe('2026-11-24');
  expect(localDay(at('2026-11-23T23:30:00Z'), 'America/New_York')).toBe('2026-11-23');
});
