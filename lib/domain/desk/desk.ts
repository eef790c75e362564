import type { ContributionBand } from '../account/account.ts';
import type { SecurityLevel } from '../approval/approval.ts';
import type { DemandBand, Disposition } from '../decision/decision.ts';
import type { ReplyTexts } from '../reply/situation.ts';

/** One deployment's own files, read and validated (schemas beside this file). Accounts live in the table, not here. */
export interface Desk {
  settings: DeskSettings;
  catalogue: Offer[];
  policy: Policy;
  replies: ReplyTexts;
}

export interface DeskSettings {
  /** Name of the firm as customers know it. */
  name: string;
  /** Addresses that customers write to. The first is the sender of replies. */
  addresses: string[];
  language: string;
  timeZone: string;
  /** Who gets what no account manager owns. */
  people: { problems: string; complaints: string; operations: string };
  /** `deputy` and `lead` are asked when the manager does not answer. */
  managers: { address: string; name: string; phone?: string; deputy?: string; lead?: string }[];
  /** Who else signs in to the pages. */
  staff: { address: string; name: string; role: 'lead' | 'ops' }[];
  businessHours: BusinessHours;
  /** Requests that can wait come in one mail at these local times, `HH:MM`; those of the bands `atOnce` come alone. */
  digest: { at: string[]; atOnce: ContributionBand[] } | null;
  /** Of a mail whose end nobody knows: left to a person, or sent once more by itself. */
  inDoubt: 'never-twice' | 'never-lost';
  /** Whether who writes without proof of identity is told that the mail is here. */
  strangers: 'hold' | 'acknowledge';
  currency: string;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** In the desk's time zone; `until` is after `from`, both `HH:MM`. Holidays are days, `YYYY-MM-DD`. */
export interface BusinessHours {
  days: Weekday[];
  from: string;
  until: string;
  holidays: string[];
}

export interface Offer {
  id: string;
  name: string;
  description: string;
  /** How customers ask for it. */
  examples: string[];
  /** Markdown: what the customer is told when it is standard. */
  answer?: string;
  /** Present: not sold as it is; made for one account at this effort. */
  customisable?: { effortHours: number };
  /** Topics (offer or demand ids) for which this offer is the gentle alternative. */
  alternativeFor?: string[];
  /** Sold as it is to this segment only. */
  segment?: string;
}

export interface Policy {
  /** Lowest yearly contribution of each band; below `light` is costly. */
  bands: { key: number; core: number; light: number };
  demand: { windowDays: number; recurring: number; widespread: number };
  table: Record<ContributionBand, Record<DemandBand, Exclude<Disposition, 'standard'>>>;
  confidence: { actAlone: number };
  /** Never decided by the machine: topic ids, or phrases found in the ask (lower case, whole words). */
  neverList: { topics: string[]; phrases: string[] };
  costGuard: { hourlyRate: number; maxShareOfContribution: number; defaultEffortHours: number };
  alternatives: { similarityFloor: number };
  /** Days are business days after the request was put to the manager; `remindAfterDays` ascend and end before the deadline. */
  approval: {
    answerWithinDays: number;
    remindAfterDays: number[];
    deputyAfterDays: number;
    leadAfterDays: number;
    /** Minutes between a decision and its reply, 0 to 60. */
    undoMinutes: number;
    level: SecurityLevel;
    /** Accounts that contribute more than this need a code whatever the level; null: none. */
    codeAboveContribution: number | null;
  };
  /** What an approval proposes as its terms. */
  commitments: { reviewAfterMonths: number; upkeepShareOfEffort: number };
}
