import type { Situation } from './situation.ts';

/** What each text may say about the case; a name outside this table is a fault of the desk folder. */
export const placeholders = {
  frame: ['customer', 'parts', 'desk'],
  standard: ['ask', 'offer', 'answer'],
  approved: ['ask', 'manager'],
  declined: ['ask', 'alternative', 'description'],
  brief: [
    'account',
    'segment',
    'band',
    'contribution',
    'customer',
    'asks',
    'because',
    'alternative',
    'link',
    'code',
    'answerBy',
  ],
  handed: ['customer', 'account', 'subject', 'reason', 'text', 'case'],
} as const satisfies Record<Situation, readonly string[]>;

export type ValuesOf<S extends Situation> = Record<(typeof placeholders)[S][number], string>;

/** Without these the text cannot do its work. */
const required: Record<Situation, readonly string[]> = {
  frame: ['parts'],
  standard: ['answer'],
  approved: ['ask'],
  declined: ['ask', 'alternative'],
  brief: ['account', 'asks', 'link', 'answerBy'],
  handed: ['reason', 'text'],
};

const PLACEHOLDER = /\{\{([^{}]{0,60})\}\}/g;

export function findPlaceholderFaults(situation: Situation, template: string): string[] {
  const names = [...template.matchAll(PLACEHOLDER)].map(([, name]) => (name ?? '').trim());
  const known: readonly string[] = placeholders[situation];
  const rest = template.replace(PLACEHOLDER, '');
  return [
    ...names.filter((name) => !known.includes(name)).map((name) => `unknown placeholder {{${name}}}`),
    ...required[situation].filter((name) => !names.includes(name)).map((name) => `missing placeholder {{${name}}}`),
    ...(rest.includes('{{') || rest.includes('}}') ? ['braces that are not closed'] : []),
  ];
}

/** Values go in once and are not read again, so that a customer's braces stay braces. */
export const fillText = <S extends Situation>(template: string, values: ValuesOf<S>): string =>
  template.replace(PLACEHOLDER, (_, name: string) => values[name.trim() as keyof ValuesOf<S>] ?? '').trim();
