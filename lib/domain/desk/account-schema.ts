import * as z from 'zod';
import type { Account } from '../account/account.ts';
import { accountDomain, mailAddress } from './addresses.ts';
import { must } from './fault.ts';

/** Columns of accounts.csv; the last one may be left out. */
export const accountColumns = [
  'id',
  'name',
  'domains',
  'contacts',
  'segment',
  'annual_revenue',
  'gross_margin_pct',
  'cost_to_serve',
  'manager',
  'entitlements',
  'expectations',
] as const;

/** An account and all its rows, old and new, are written in one transaction of 100 items. A domain has two: itself and its looks. */
const MAX_ROWS = 49;

const list = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((cell) =>
      cell
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item))
    .transform((items) => [...new Set(items)]);

const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine(...must<string>((s) => s !== '', 'is empty', 'Fill it in.'))
    .refine(...must<string>((s) => !/[\u0000-\u001f\u007f]/.test(s), 'holds control characters', 'Type it anew.'));

/** `NaN`, `Infinity`, `1e9`, `1.234,50` and `€ 5` are all refused: one way to write a number, so that none is misread. */
const number = (min: number, max: number) =>
  z
    .string()
    .trim()
    .refine(
      ...must<string>(
        (s) => /^-?\d{1,13}(\.\d{1,6})?$/.test(s),
        'is not a plain number',
        'Write digits with at most one point, like 12500 or 12500.50.',
      ),
    )
    .transform(Number)
    .refine(...must<number>((n) => n >= min && n <= max, `is not between ${min} and ${max}`, 'Correct the amount.'));

/** One row of accounts.csv, by column name. */
export const accountSchema: z.ZodType<Account> = z
  .strictObject({
    id: words(64).refine(
      ...must<string>((s) => /^[\w.-]*$/.test(s), 'is not an account id', 'Use letters, digits, "-", "_" and ".".'),
    ),
    name: words(200),
    domains: list(accountDomain),
    contacts: list(mailAddress),
    segment: words(60),
    annual_revenue: number(0, 1e12),
    gross_margin_pct: number(-1_000, 100),
    cost_to_serve: number(0, 1e12),
    manager: mailAddress,
    entitlements: list(z.string().max(64)),
    expectations: list(z.string().max(64)).optional(),
  })
  .refine(
    ...must<{ domains: string[]; contacts: string[] }>(
      ({ domains, contacts }) => 2 * domains.length + contacts.length <= MAX_ROWS,
      `has more than ${MAX_ROWS} domains and contacts, each domain counted twice`,
      'Leave out contacts whose domain is named already.',
    ),
  )
  .transform((row) => ({
    id: row.id,
    name: row.name,
    domains: row.domains,
    contacts: row.contacts,
    segment: row.segment,
    annualRevenue: row.annual_revenue,
    grossMarginPct: row.gross_margin_pct,
    costToServe: row.cost_to_serve,
    manager: row.manager,
    entitlements: row.entitlements,
    expectations: row.expectations ?? [],
  }));
