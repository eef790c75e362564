export interface Account {
  id: string;
  name: string;
  /** Mail domains of the account, lower-case ASCII (punycode). */
  domains: string[];
  /** Known people, lower-case addresses. They win over domains. */
  contacts: string[];
  segment: string;
  /** Money a year, in the desk's currency. */
  annualRevenue: number;
  /** 0..100, may be negative. */
  grossMarginPct: number;
  /** Money a year: what serving this account costs on top of the goods sold. */
  costToServe: number;
  /** Mail address of the account manager. */
  manager: string;
  /** Topic ids (offers) that the account's contract grants. */
  entitlements: string[];
  /** Expectation profile, e.g. `one-mistake-is-the-end`. */
  expectations: string[];
}

export const contributionBands = ['key', 'core', 'light', 'costly'] as const;
export type ContributionBand = (typeof contributionBands)[number];
