import * as z from 'zod';
import type { AnswerKind, ApprovalAnswer, StaffView } from '../../domain/approval/approval.ts';
import type { Brief } from '../../domain/approval/brief.ts';
import { asTyped } from '../../domain/reply/own-words.ts';
import { findToneFaults } from '../../domain/reply/tone.ts';
import { texts } from '../texts.ts';

/** Two letters of 20,000 characters, a reason, and room: whatever is larger was not typed. */
export const MAX_FORM_BYTES = 256 * 1024;
export const MIN_REASON = 3;
export const MAX_REASON = 2_000;
const MAX_PROMISE = 500;
const MAX_AMOUNT = 1e9;

const field = z.string().catch('');
const fields = z.object({
  secret: field,
  code: field,
  pass: field,
  answer: field,
  reason: field,
  promise: field,
  price: field,
  yearlyUpkeep: field,
  reviewOn: field,
  yes: field,
  alternative: field,
  no: field,
  offer: field,
  phrase: field,
  to: field,
  reasonable: field,
  abusive: field,
  asItStands: field,
});
/** What was sent, as text; shown again when it is not complete. */
export type Typed = z.output<typeof fields>;

/** A file, or the same field twice, counts as nothing. */
export const typedIn = (body: unknown): Typed => {
  const typed = fields.parse(body ?? {});
  return { ...typed, secret: typed.secret.trim(), code: typed.code.trim(), reason: asTyped(typed.reason) };
};

/** The page as it is first shown: everything as proposed, nothing answered. */
export const asProposed = (brief: Brief, of: Pick<Typed, 'secret'>): Typed => ({
  ...typedIn({}),
  secret: of.secret,
  promise: brief.terms.promise,
  price: String(brief.terms.price),
  yearlyUpkeep: String(brief.terms.yearlyUpkeep),
  reviewOn: brief.terms.reviewOn,
  yes: brief.drafts.approved ?? '',
  alternative: brief.drafts.declined ? (brief.alternatives[0]?.offer ?? '') : '',
  no: brief.drafts.declined ?? '',
  phrase: brief.phrase,
});

const amount = (typed: string): number | null => {
  const plain = typed.replace(/\s/g, '');
  const value = /^\d{1,10}([.,]\d{1,2})?$/.test(plain) ? Number(plain.replace(',', '.')) : Number.NaN;
  return value <= MAX_AMOUNT ? value : null;
};
const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));

/** The words of a person, or null where they are those of the draft (or none at all). */
const edited = (typed: string, draft: string | null): string | null => {
  const words = asTyped(typed);
  return words === '' || words === asTyped(draft ?? '') ? null : words;
};

export type Given = { answer: ApprovalAnswer; reason: string; view: StaffView };

/** The decision that was sent, or what is still missing, each in a sentence. */
export function givenIn(typed: Typed, brief: Brief): Given | { faults: string[] } {
  const t = texts.approval;
  const faults: string[] = [];
  if (typed.reason.length < MIN_REASON || typed.reason.length > MAX_REASON) faults.push(t.reasonMissing);
  const answer = answerIn(typed, brief, faults);
  if (!answer) faults.push(t.answerMissing);
  faults.push(...toneFaultsOf(answer, typed));
  if (!answer || faults.length > 0) return { faults };
  const reasonable = typed.reasonable === 'yes' ? true : typed.reasonable === 'no' ? false : null;
  return { answer, reason: typed.reason, view: { reasonable, abusiveTone: typed.abusive === 'yes' } };
}

function answerIn(typed: Typed, brief: Brief, faults: string[]): ApprovalAnswer | null {
  const t = texts.approval;
  const answers: Record<AnswerKind, () => ApprovalAnswer> = {
    approved() {
      const [price, yearlyUpkeep] = [amount(typed.price), amount(typed.yearlyUpkeep)];
      const promise = asTyped(typed.promise);
      if (promise.length < MIN_REASON || promise.length > MAX_PROMISE) faults.push(t.promiseMissing);
      if (price === null || yearlyUpkeep === null) faults.push(t.amountWrong);
      if (!isDay(typed.reviewOn)) faults.push(t.dayWrong);
      const terms = { promise, price: price ?? 0, yearlyUpkeep: yearlyUpkeep ?? 0, reviewOn: typed.reviewOn };
      return { kind: 'approved', terms, text: edited(typed.yes, brief.drafts.approved) };
    },
    declined() {
      const chosen = brief.alternatives.find(({ offer }) => offer === typed.alternative);
      const text = edited(typed.no, brief.drafts.declined);
      if (!chosen) faults.push(t.alternativeMissing);
      else if (text && !text.toLowerCase().includes(chosen.name.toLowerCase())) faults.push(t.notNamed(chosen.name));
      return { kind: 'declined', alternative: typed.alternative, text };
    },
    standard() {
      if (!brief.offers.some(({ id }) => id === typed.offer)) faults.push(t.offerMissing);
      return { kind: 'standard', offer: typed.offer, phrase: asTyped(typed.phrase).slice(0, MAX_PROMISE) };
    },
    call: () => ({ kind: 'call' }),
  };
  return Object.hasOwn(answers, typed.answer) ? answers[typed.answer as AnswerKind]() : null;
}

/** Of a person's own words only: what was drafted was checked when it was drafted. */
function toneFaultsOf(answer: ApprovalAnswer | null, { asItStands }: Typed): string[] {
  if (!answer || !('text' in answer) || !answer.text || asItStands === 'yes') return [];
  return inWords(answer.text, answer.kind);
}

const inWords = (text: string, situation: 'approved' | 'declined'): string[] =>
  findToneFaults(asTyped(text), situation).map(({ phrase, because }) => texts.approval.tone(phrase, because));

/** While somebody types: what is found in either letter as it stands. */
export const toneOf = ({ yes, no }: Typed): { yes: string[]; no: string[] } => ({
  yes: inWords(yes, 'approved'),
  no: inWords(no, 'declined'),
});
