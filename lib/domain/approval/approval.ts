/** What an account manager is asked, and what they answer. */

/** One person and the newest link that was mailed to them; a link mailed again makes the older one dead. */
export interface Holder {
  address: string;
  secretHash: string;
  sentAt: string;
}

/** `link+code`: six digits by a second mail, too. */
export const securityLevels = ['link', 'link+code'] as const;
export type SecurityLevel = (typeof securityLevels)[number];

/** What an approval promises. Money in the desk's currency; the review is a day, `YYYY-MM-DD`. */
export interface Terms {
  promise: string;
  /** Once, for the customer. */
  price: number;
  /** Ours, every year. */
  yearlyUpkeep: number;
  reviewOn: string;
}

/** `text`: the reply as the manager wrote it; null as it was drafted. */
export type ApprovalAnswer =
  | { kind: 'approved'; terms: Terms; text: string | null }
  | { kind: 'declined'; alternative: string; text: string | null }
  /** `phrase` is proposed as an example of the offer. */
  | { kind: 'standard'; offer: string; phrase: string }
  | { kind: 'call' };
export type AnswerKind = ApprovalAnswer['kind'];

/** Asked of the person who decides; null where they did not say. */
export interface StaffView {
  reasonable: boolean | null;
  abusiveTone: boolean;
}

export interface ManagerDecision {
  by: string;
  at: string;
  answer: ApprovalAnswer;
  reason: string;
  view: StaffView;
  /** Until then it can be undone; then the reply leaves. */
  sendAt: string;
}

/** What was already mailed about a waiting request, so that a repeated sweep mails nothing twice. */
export type Nudge = 'brief' | `remind-${number}` | 'deputy' | 'lead';

export interface Approval {
  /** Also the execution's input: the message that waits. */
  messageId: string;
  caseId: string;
  /** Public part of the link. */
  publicId: string;
  /** Whom it is with now. */
  manager: string;
  holders: Holder[];
  level: SecurityLevel;
  askedAt: string;
  answerBy: string;
  nudges: Nudge[];
  /** SEALED: decided, and the time to undo it is over. */
  state: 'PENDING' | 'DECIDED' | 'SEALED' | 'EXPIRED';
  decision: ManagerDecision | null;
  /** When no answer came in time. */
  expiredAt: string | null;
  /** Set when the execution has moved on. */
  settledAt: string | null;
  taskToken: string;
  executionArn: string;
}

/** After its end a link still shows how it ended; then it is refused like any wrong one. */
export const LINK_DAYS_AFTER_DEADLINE = 30;
