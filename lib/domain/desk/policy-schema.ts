import * as z from 'zod';
import { DEMAND_CAP } from '../demand/demand.ts';
import { approvalSchema } from './approval-schema.ts';
import type { Policy } from './desk.ts';
import { must } from './fault.ts';

const amount = z.number().min(-1e12).max(1e12);
const positive = z.number().gt(0).max(1e9);
const cell = z.enum(['customisable', 'decline-with-alternative']);
const row = z.strictObject({ 'one-off': cell, recurring: cell, widespread: cell });
type Demand = Policy['demand'];

const hasWord = (phrase: string): boolean => /[\p{L}\p{N}]/u.test(phrase);

/** policy.yaml. */
export const policySchema: z.ZodType<Policy> = z.strictObject({
  bands: z
    .strictObject({ key: amount, core: amount, light: amount })
    .refine(
      ...must<Policy['bands']>(
        ({ key, core, light }) => key > core && core > light,
        'the bands do not descend',
        'key has to be above core, and core above light.',
      ),
    ),
  demand: z
    .strictObject({
      windowDays: z.int().min(1).max(1_100),
      recurring: z.int().min(1),
      widespread: z.int().min(1),
    })
    .refine(
      ...must<Demand>(
        ({ recurring, widespread }) => recurring <= widespread,
        'recurring is above widespread',
        'What is widespread has been asked by at least as many accounts as what is recurring.',
      ),
    )
    .refine(
      ...must<Demand>(
        ({ widespread }) => widespread <= DEMAND_CAP,
        `widespread is above ${DEMAND_CAP}, as far as accounts are counted`,
        `Write ${DEMAND_CAP} or less.`,
      ),
    ),
  table: z.strictObject({ key: row, core: row, light: row, costly: row }),
  confidence: z.strictObject({ actAlone: z.number().gt(0).max(1) }),
  neverList: z.strictObject({
    topics: z.array(z.string().min(1)),
    phrases: z.array(
      z
        .string()
        .max(200)
        .refine(...must(hasWord, 'holds no word', 'Write the words that customers use.'))
        .transform((phrase) => phrase.toLowerCase()),
    ),
  }),
  costGuard: z.strictObject({
    hourlyRate: positive,
    maxShareOfContribution: z.number().gt(0).max(1),
    defaultEffortHours: positive,
  }),
  alternatives: z.strictObject({ similarityFloor: z.number().gt(0).max(1) }),
  approval: approvalSchema,
  commitments: z
    .strictObject({
      reviewAfterMonths: z.int().min(1).max(60).default(12),
      upkeepShareOfEffort: z.number().min(0).max(1).default(0.2),
    })
    .default({ reviewAfterMonths: 12, upkeepShareOfEffort: 0.2 }),
});
