import type { Alternative } from '../decision/decision.ts';
import type { Terms } from './approval.ts';

/** One message of the thread as it is shown to the person who decides. */
export interface ThreadPart {
  from: string;
  at: string;
  text: string;
  attachments: { name: string; bytes: number }[];
  isOurs: boolean;
}

/** What one ask of the mail needs decided, in words. The mail and the page show the same. */
export interface BriefAsk {
  text: string;
  /** Name of the topic, or null. */
  topic: string | null;
  /** How many accounts ask for the same, which ones, how many of the segment. */
  demand: string;
  /** Hours, their cost, and that cost beside a year's contribution. */
  effort: string;
  /** What the policy proposes and why. */
  because: string;
  alternative: string | null;
  /** Every rule that was tried, in order. */
  trail: { rule: string; because: string }[];
}

/** All that an account manager decides from. Amounts are in words with their currency. */
export interface Brief {
  messageId: string;
  caseId: string;
  publicId: string | null;
  subject: string;
  account: string;
  segment: string;
  band: string;
  contribution: string;
  costToServe: string;
  /** Name and address of who asks. */
  customer: string;
  /** Telephone numbers found in the thread, as they were written. */
  phones: string[];
  asks: BriefAsk[];
  /** The account's expectation profile, in words; empty: none known. */
  expectations: string[];
  /** Promises to this account that are still kept. */
  promises: string[];
  thread: ThreadPart[];
  /** The reply for either answer as it would leave; null: it cannot be drafted, a person writes. */
  drafts: { approved: string | null; declined: string | null };
  /** "Approve as proposed" promises this. */
  terms: Terms;
  /** What may be offered instead; the first is proposed, if a decline is drafted at all. */
  alternatives: Alternative[];
  /** For "it is standard": offers of the catalogue, the likeliest first. */
  offers: { id: string; name: string }[];
  /** Proposed as an example of an offer. */
  phrase: string;
}
