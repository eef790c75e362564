import type * as z from 'zod';

/** What is wrong with a desk folder, in words: where, what, and how to put it right. */
export interface DeskFault {
  file: string;
  path: string;
  problem: string;
  cure: string;
}

/** A fault inside one parsed file; the reader turns `at` into a place that a person can find. */
export interface Fault {
  at: (string | number)[];
  problem: string;
  cure: string;
}

/** Arguments of `refine`: what has to be true, what is wrong otherwise, and the way out. */
export const must = <T>(
  test: (value: T) => boolean,
  problem: string,
  cure: string,
): [(value: T) => boolean, { error: string; params: { cure: string } }] => [test, { error: problem, params: { cure } }];

export function readAs<T>(schema: z.ZodType<T>, value: unknown): { value: T } | { faults: Fault[] } {
  const { success, data, error } = schema.safeParse(value, { error: problemOf });
  if (success) return { value: data };
  return {
    faults: error.issues.map((issue) => ({
      at: issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
      problem: issue.message,
      cure: cureOf(issue),
    })),
  };
}

/** Files hold stranger things than we want on a terminal: control characters are written out, long values cut. */
export const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}..."` : text;
};

function problemOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `is not ${kindOf(issue.expected)}: ${quote(issue.input)}`;
  if (issue.code === 'invalid_value')
    return `is not one of ${issue.values.map(quote).join(', ')}: ${quote(issue.input)}`;
  if (issue.code === 'unrecognized_keys') return `has unknown fields: ${issue.keys.map(quote).join(', ')}`;
  if (issue.code === 'too_small') return `is too small or too short: ${quote(issue.input)}`;
  if (issue.code === 'too_big') return `is too large or too long: ${quote(issue.input)}`;
  return undefined;
}

function cureOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.cure);
  if (issue.code === 'unrecognized_keys') return 'Correct the spelling, or remove what is not needed.';
  if (issue.code === 'invalid_value') return 'Use one of these words.';
  if (issue.code === 'too_small') return `Write at least ${amount(issue.origin, issue.minimum, issue.inclusive)}.`;
  if (issue.code === 'too_big') return `Write at most ${amount(issue.origin, issue.maximum, issue.inclusive)}.`;
  return issue.code === 'invalid_type' ? `Write ${kindOf(issue.expected)} here.` : 'Look at the shipped desk/ for one.';
}

const amount = (origin: string, limit: number | bigint, isInclusive?: boolean): string => {
  const units: Record<string, string> = { string: ' characters', array: ' entries' };
  return `${limit}${units[origin] ?? ''}${isInclusive === false ? ' (this number itself not included)' : ''}`;
};

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  object: 'a group of fields',
  array: 'a list',
};
const kindOf = (expected: string): string => kinds[expected] ?? expected;
