import type { Ask } from '../asks/ask.ts';
import type { AccountValue, Decision, Demand } from '../decision/decision.ts';

export const outcomes = [
  'answered',
  'awaiting-approval',
  'handed-to-person',
  'held',
  'no-reply',
  'duplicate',
  'parked',
] as const;
export type Outcome = (typeof outcomes)[number];

/** The one word that the triage machine chooses on after Decide. `acknowledge`: held, and the sender is told that it is here. */
export const routes = ['answer', 'ask-manager', 'hand-to-person', 'hold', 'acknowledge', 'file'] as const;
export type Route = (typeof routes)[number];

/** One ask with all that was weighed for it. */
export interface AskDecision {
  ask: Ask & { topic: string | null; topicName: string | null; topicConfidence: number };
  demand: Demand | null;
  decision: Decision;
}

/** A row of the table holds 400 KB; nobody reads more than this, and the whole mail stays in the object store. */
export const MAX_KEPT_TEXT = 8_000;

/** What is kept of one message that holds something to decide. */
export interface CaseRecord {
  caseId: string;
  messageId: string;
  receivedAt: string;
  /** The verified address of the customer, lower case. */
  sender: string;
  senderName: string;
  subject: string;
  /** What the customer newly wrote, at most `MAX_KEPT_TEXT` characters: for the person who takes over. */
  text: string;
  /** Who wrote what they forwarded, as they say: a note for people. */
  forwardedFrom?: string | null;
  /** What a reply needs to stay in the customer's thread. */
  thread: { messageId: string | null; references: string[] };
  /** Never opened; listed for the person who decides. */
  attachments: { name: string; bytes: number }[];
  account: ({ id: string; name: string; segment: string; manager: string } & AccountValue) | null;
  asks: AskDecision[];
  route: Route;
  /** Why this route, in words. */
  reason: string;
  /** When the account manager has to have answered, as the customer was told; null when nobody is asked. */
  answerBy: string | null;
}
