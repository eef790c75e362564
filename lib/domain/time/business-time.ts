/** Days and hours in which somebody is at work, in the desk's time zone. `DeskSettings` is such a calendar. */
import { type BusinessHours, weekdays } from '../desk/desk.ts';

export interface Calendar {
  businessHours: BusinessHours;
  timeZone: string;
}

/** What the clock on the wall says; `minute` counts from midnight. */
interface WallTime {
  day: string;
  minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** Making one takes longer than using it a thousand times. */
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', options); // 2026-11-23 09:05:00
  formats.set(timeZone, format);
  return format;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const minuteOf = (hhmm: string): number => Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3, 5));

/** `YYYY-MM-DDTHH:MM:SS` of the wall, read as if it were UTC: what a zone's offset is measured with. */
const wallAsUtc = (at: number, timeZone: string): number =>
  Date.parse(`${formatIn(timeZone).format(at).replace(' ', 'T')}Z`);

const wallOf = (at: Date, timeZone: string): WallTime => {
  const wall = new Date(wallAsUtc(at.getTime(), timeZone)).toISOString();
  return { day: wall.slice(0, 10), minute: minuteOf(wall.slice(11, 16)) };
};

/** `YYYY-MM-DD` where the desk is. */
export const localDay = (at: Date, timeZone: string): string => wallOf(at, timeZone).day;

/** The moment at which the wall shows this; a time that the clock skips is the one after the gap. */
export function atWall({ day, minute }: WallTime, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const offsetAt = (moment: number) => wallAsUtc(moment, timeZone) - Math.floor(moment / 1000) * 1000;
  const before = wanted - offsetAt(wanted - DAY_MS);
  const after = wanted - offsetAt(wanted + DAY_MS);
  const right = [before, after].find((moment) => wallAsUtc(moment, timeZone) === wanted);
  return new Date(right ?? Math.max(before, after));
}

/** A calendar day later or earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day of a later month, or its last. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function isBusinessDay(day: string, { days, holidays }: BusinessHours): boolean {
  const weekday = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!;
  return days.includes(weekday) && !holidays.includes(day);
}

/** A calendar without any day of work must not hang; what follows is then a year away. */
const MOST_DAYS_OFF = 370;

function nextBusinessDay(day: string, hours: BusinessHours): string {
  let next = addDays(day, 1);
  for (let i = 0; i < MOST_DAYS_OFF && !isBusinessDay(next, hours); i += 1) next = addDays(next, 1);
  return next;
}

/** Open from `from` up to, not including, `until`. */
export function isOpen(at: Date, { businessHours, timeZone }: Calendar): boolean {
  const { day, minute } = wallOf(at, timeZone);
  const { from, until } = businessHours;
  return isBusinessDay(day, businessHours) && minute >= minuteOf(from) && minute < minuteOf(until);
}

/** `at` itself when somebody is at work. */
export function nextOpening(at: Date, calendar: Calendar): Date {
  const { businessHours, timeZone } = calendar;
  if (isOpen(at, calendar)) return at;
  const { day, minute } = wallOf(at, timeZone);
  const opens = minuteOf(businessHours.from);
  const isToday = isBusinessDay(day, businessHours) && minute < opens;
  return atWall({ day: isToday ? day : nextBusinessDay(day, businessHours), minute: opens }, timeZone);
}

/** The same time of day that many business days later, counted from when somebody is at work; none: the next opening. */
export function addBusinessDays(at: Date, days: number, calendar: Calendar): Date {
  const { businessHours, timeZone } = calendar;
  const opening = nextOpening(at, calendar);
  if (days === 0) return opening;
  const { day: first, minute } = wallOf(opening, timeZone);
  let day = first;
  for (let i = 0; i < days; i += 1) day = nextBusinessDay(day, businessHours);
  return atWall({ day, minute }, timeZone);
}

/** The approval machine gives up waiting after 24 days (lib/workflow/approval.asl.json); the desk's own deadline comes before. */
const MOST_DAYS_TO_ANSWER = 23;

export function deadline(asked: Date, days: number, calendar: Calendar): Date {
  const last = asked.getTime() + MOST_DAYS_TO_ANSWER * DAY_MS;
  return new Date(Math.min(addBusinessDays(asked, days, calendar).getTime(), last));
}
