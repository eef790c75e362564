import * as z from 'zod';
import { mailAddress } from './addresses.ts';
import type { DeskSettings } from './desk.ts';
import { must } from './fault.ts';
import { businessHoursSchema, digestSchema, managerSchema, staffSchema } from './staff-schema.ts';

const isTimeZone = (timeZone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== '';
  } catch {
    return false;
  }
};

/** desk.yaml. */
export const settingsSchema: z.ZodType<DeskSettings> = z
  .strictObject({
    name: z.string().min(1).max(100),
    addresses: z.array(mailAddress).min(1),
    language: z
      .string()
      .refine(
        ...must<string>((s) => /^[a-z]{2}(-[A-Z]{2})?$/.test(s), 'is not a language', 'Write it like en or en-GB.'),
      ),
    timeZone: z.string().refine(...must(isTimeZone, 'is not a time zone', 'Write it like Europe/Amsterdam.')),
    people: z.strictObject({ problems: mailAddress, complaints: mailAddress, operations: mailAddress }),
    managers: z.array(managerSchema).min(1),
    staff: staffSchema,
    businessHours: businessHoursSchema,
    digest: digestSchema,
    inDoubt: z.enum(['never-twice', 'never-lost']).default('never-twice'),
    strangers: z.enum(['hold', 'acknowledge']).default('hold'),
    currency: z
      .string()
      .refine(...must<string>((s) => /^[A-Z]{3}$/.test(s), 'is not a currency', 'Write its three letters, like EUR.')),
  })
  .superRefine((desk, context) => {
    const refuse = (path: (string | number)[], message: string, cure: string) =>
      context.addIssue({ code: 'custom', path, message, params: { cure } });

    const managers = desk.managers.map(({ address }) => address);
    const leads = desk.staff.filter(({ role }) => role === 'lead').map(({ address }) => address);
    for (const [i, { address, deputy, lead }] of desk.managers.entries()) {
      if (managers.indexOf(address) !== i)
        refuse(['managers', i, 'address'], 'is there twice', 'Remove one of the two.');
      if (deputy && (deputy === address || !managers.includes(deputy)))
        refuse(['managers', i, 'deputy'], 'is no other manager of this desk', 'Name the address of another manager.');
      if (lead && !leads.includes(lead))
        refuse(['managers', i, 'lead'], 'is no lead of this desk', 'Add the person to staff with the role lead.');
    }
    for (const [i, { address }] of desk.staff.entries())
      if (managers.includes(address) || desk.staff.findIndex((one) => one.address === address) !== i)
        refuse(['staff', i, 'address'], 'is there twice', 'Name each person once, as a manager or as staff.');
    // What the desk sends to itself it would read again: a circle.
    const circle = (path: (string | number)[], address: string) => {
      if (desk.addresses.includes(address))
        refuse(path, "is one of the desk's own addresses", "Name a person's address.");
    };
    for (const [role, address] of Object.entries(desk.people)) circle(['people', role], address);
    for (const [i, { address }] of desk.managers.entries()) circle(['managers', i, 'address'], address);
    for (const [i, { address }] of desk.staff.entries()) circle(['staff', i, 'address'], address);
  });
