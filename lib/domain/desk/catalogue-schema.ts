import * as z from 'zod';
import type { Offer } from './desk.ts';
import { must } from './fault.ts';

const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine(...must<string>((s) => s.trim() !== '', 'is empty', 'Write it, or remove the field.'));

const isOfferId = (id: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(id) && !id.startsWith('demand-');

const examples = z.array(text(2_000)).min(1);

const offer = z.strictObject({
  id: z
    .string()
    .refine(
      ...must(
        isOfferId,
        'is not an offer id',
        'Use small letters, digits and "-", at most 64; "demand-" is for topics nobody sells yet.',
      ),
    ),
  name: text(120),
  description: text(2_000),
  examples,
  answer: text(20_000).optional(),
  customisable: z.strictObject({ effortHours: z.number().gt(0).max(100_000) }).optional(),
  alternativeFor: z.array(z.string().min(1)).optional(),
  segment: text(60).optional(),
});

/** catalogue.yaml or catalogue.json of a desk. */
export const catalogueSchema: z.ZodType<Offer[]> = z.array(offer).min(1);

export interface MatchOffer {
  id: string;
  name?: string;
  examples: string[];
}

/** A catalogue FILE for `match` and `discover`, which may come from anywhere: id and examples are enough, the rest is passed over. */
export const matchCatalogueSchema: z.ZodType<MatchOffer[]> = z
  .array(z.object({ id: text(200), name: text(2_000).optional(), examples }))
  .min(1);
