import type { Situation } from './situation.ts';

const account = [
  'account',
  'segment',
  'band',
  'contribution',
  'costToServe',
  'customer',
  'expectations',
  'promises',
] as const;
const request = ['asks', 'demand', 'effort', 'because', 'alternative'] as const;
const link = ['link', 'code', 'answerBy'] as const;

/** What each text may say about the case; a name outside this table is a fault of the desk folder. */
export const placeholders = {
  frame: ['customer', 'parts', 'desk'],
  standard: ['ask', 'offer', 'answer'],
  approved: ['ask', 'manager', 'promise', 'price'],
  declined: ['ask', 'alternative', 'description'],
  considered: ['ask', 'manager', 'answerBy'],
  expired: ['customer', 'ask', 'answerBy', 'person', 'desk'],
  ended: ['customer', 'promise', 'since', 'manager', 'desk'],
  acknowledged: ['desk'],
  brief: ['opening', ...account, ...request, 'approved', 'declined', ...link],
  digest: ['count', 'requests'],
  'digest-request': [...account, ...request, ...link],
  decided: ['account', 'by', 'answer', 'reason', 'sendAt'],
  code: ['code', 'minutes', 'case'],
  'sign-in': ['link', 'code', 'minutes'],
  call: ['phones', 'reason', ...account, ...request],
  review: ['count', 'commitments', 'link'],
  'review-commitment': ['account', 'promise', 'price', 'upkeep', 'since', 'reviewOn'],
  handed: ['customer', 'account', 'subject', 'reason', 'text', 'case'],
  undelivered: ['customer', 'account', 'subject', 'reason', 'next', 'case'],
} as const satisfies Record<Situation, readonly string[]>;

export type ValuesOf<S extends Situation> = Record<(typeof placeholders)[S][number], string>;

/** Without these the text cannot do its work: the customer would not see which wish an answer belongs to, the manager could not decide. */
const required: { [S in Situation]: readonly (keyof ValuesOf<S>)[] } = {
  frame: ['parts', 'desk'],
  standard: ['ask', 'answer'],
  approved: ['ask'],
  declined: ['ask', 'alternative'],
  considered: ['ask', 'answerBy'],
  expired: ['ask', 'person', 'desk'],
  ended: ['promise', 'desk'],
  acknowledged: ['desk'],
  digest: ['requests'],
  'digest-request': ['account', 'asks', 'link', 'code', 'answerBy'],
  decided: ['account', 'by', 'answer'],
  code: ['code'],
  'sign-in': ['link', 'code'],
  call: ['customer', 'phones', 'asks'],
  review: ['commitments', 'link'],
  'review-commitment': ['account', 'promise'],
  brief: ['account', 'asks', 'link', 'code', 'answerBy'],
  handed: ['customer', 'reason', 'text'],
  undelivered: ['customer', 'reason', 'next'],
};

const PLACEHOLDER = /\{\{([^{}]{0,60})\}\}/g;

/** Problems of one text, in words; empty when it can be used. */
export function findPlaceholderFaults(situation: Situation, template: string): string[] {
  const names = new Set([...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim()));
  const known: readonly string[] = placeholders[situation];
  const rest = template.replace(PLACEHOLDER, ' ');
  return [
    ...[...names].filter((name) => !known.includes(name)).map((name) => `unknown placeholder {{${name}}}`),
    ...required[situation].filter((name) => !names.has(name)).map((name) => `missing placeholder {{${name}}}`),
    ...(/\{\{|\}\}|\{ \}/.test(rest) ? ['braces that do not belong together'] : []),
  ];
}

/** Values are data: they go in once and are not read again, so that a customer's braces stay braces. */
export const fillText = <S extends Situation>(situation: S, template: string, values: ValuesOf<S>): string => {
  const known: readonly string[] = placeholders[situation];
  return template
    .replace(PLACEHOLDER, (asWritten, inner: string) => {
      const name = inner.trim();
      return known.includes(name) ? values[name as keyof ValuesOf<S>] : asWritten;
    })
    .trim();
};
