import type { ContributionBand } from '../account/account.ts';

export const dispositions = ['standard', 'customisable', 'decline-with-alternative'] as const;
export type Disposition = (typeof dispositions)[number];

export const demandBands = ['one-off', 'recurring', 'widespread'] as const;
export type DemandBand = (typeof demandBands)[number];

/** Distinct accounts inside the window, this one included. Saturates at `DEMAND_CAP`. */
export interface Demand {
  accounts: number;
  segmentAccounts: number;
  windowDays: number;
  band: DemandBand;
}

export interface Alternative {
  offer: string;
  name: string;
}

export interface TrailStep {
  rule: string;
  held: boolean;
  because: string;
}

/** Who takes over when the machine does not answer. */
export type Person = 'solver' | 'phone-call' | 'case-owner' | 'account-manager' | 'triage';

interface Reasons {
  /** The rule that decided. */
  decidedBy: string;
  trail: TrailStep[];
  policyVersion: string;
}

/** A decline carries its alternative by type: one without does not compile. */
export type Decision = Reasons &
  (
    | { disposition: 'standard'; offer: string }
    | { disposition: 'customisable'; candidate: boolean; alternative: Alternative | null }
    | { disposition: 'decline-with-alternative'; candidate: boolean; alternative: Alternative }
    | { disposition: null; handling: 'hand-to-person'; to: Person; alternative: Alternative | null }
    | { disposition: null; handling: 'hold' }
    | { disposition: null; handling: 'close' }
  );

/** The value facts of an account that the table reads. */
export interface AccountValue {
  contribution: number;
  band: ContributionBand;
}
