import type { ApprovalAnswer, ManagerDecision } from '../approval/approval.ts';
import type { CaseRecord } from '../case/case.ts';
import type { Commitment } from '../commitment/commitment.ts';
import type { OutgoingMail } from '../reply/outgoing-mail.ts';
import { ERASED } from './needles.ts';

/** How the sender of an erased message is called from then on. */
export const ERASED_SENDER = 'erased-';

/** What is left of what was kept about a person: ids, moments, dispositions, figures. `alias` stands for the address. */
export interface Eraser {
  alias: string;
  /** Words of our own people stay unless they name the person; then all of them go. */
  unlessNamed: (words: string) => string;
}

export const erasedRecord = (record: CaseRecord, { alias, unlessNamed }: Eraser): CaseRecord => ({
  ...record,
  sender: alias,
  senderName: '',
  subject: '',
  text: '',
  thread: { messageId: null, references: [] },
  attachments: [],
  asks: record.asks.map(({ ask, demand, decision }) => ({
    // The label of a wish is made of its words; of an offer the name is ours.
    ask: { ...ask, text: '', topicName: ask.topic?.startsWith('demand-') ? null : ask.topicName },
    demand,
    decision: { ...decision, trail: decision.trail.map((step) => ({ ...step, because: unlessNamed(step.because) })) },
  })),
  reason: unlessNamed(record.reason),
});

export const erasedMail = ({ from }: OutgoingMail, { alias }: Eraser): OutgoingMail => ({
  from,
  to: alias,
  subject: '',
  text: '',
  html: '',
  headers: {},
});

export const erasedDecision = (decision: ManagerDecision, { unlessNamed }: Eraser): ManagerDecision => ({
  ...decision,
  answer: erasedAnswer(decision.answer),
  reason: unlessNamed(decision.reason),
});

function erasedAnswer(answer: ApprovalAnswer): ApprovalAnswer {
  if (answer.kind === 'call') return answer;
  if (answer.kind === 'standard') return { ...answer, phrase: '' };
  if (answer.kind === 'declined') return { ...answer, text: null };
  return { ...answer, terms: { ...answer.terms, promise: ERASED }, text: null };
}

export const erasedCommitment = (commitment: Commitment, { unlessNamed }: Eraser): Commitment => ({
  ...commitment,
  promise: ERASED,
  ended: commitment.ended && { ...commitment.ended, reason: unlessNamed(commitment.ended.reason) },
});
