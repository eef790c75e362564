import * as z from 'zod';
import { contributionBands } from '../account/account.ts';
import { mailAddress } from './addresses.ts';
import { type BusinessHours, weekdays } from './desk.ts';
import { must } from './fault.ts';

const timeOfDay = z
  .string()
  .refine(
    ...must<string>(
      (s) => /^([01]\d|2[0-3]):[0-5]\d$/.test(s),
      'is not a time of day',
      'Write it like 09:00 or 17:30.',
    ),
  );

const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
const day = z.string().refine(...must(isDay, 'is not a day', 'Write it like "2026-12-25", in quotes.'));

/** Monday to Friday, nine to half past five, where a desk says nothing. */
const USUAL: BusinessHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', until: '17:30', holidays: [] };

export const businessHoursSchema = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1),
    from: timeOfDay,
    until: timeOfDay,
    holidays: z.array(day).max(400).default([]),
  })
  .refine(
    ...must<BusinessHours>(
      ({ from, until }) => until > from,
      'the day ends before it begins',
      'Write an until that is later than from; a night shift is not supported.',
    ),
  )
  .default(USUAL);

export const digestSchema = z
  .strictObject({
    at: z
      .array(timeOfDay)
      .min(1)
      .max(12)
      .refine(
        ...must<string[]>(
          (times) => times.every((time, i) => i === 0 || time > times[i - 1]!),
          'the times do not ascend',
          'Write the earliest first, each once.',
        ),
      ),
    atOnce: z.array(z.enum(contributionBands)).default([]),
  })
  .nullable()
  .default(null);

const name = z.string().min(1).max(100);

export const managerSchema = z.strictObject({
  address: mailAddress,
  name,
  phone: z.string().min(3).max(40).optional(),
  deputy: mailAddress.optional(),
  lead: mailAddress.optional(),
});

export const staffSchema = z
  .array(z.strictObject({ address: mailAddress, name, role: z.enum(['lead', 'ops']) }))
  .default([]);
