import type { AccountValue } from '../decision/decision.ts';
import type { Policy } from '../desk/desk.ts';
import type { Account, ContributionBand } from './account.ts';

/** Money a year: what stays of the revenue after the goods and after serving the account. */
export const contributionOf = (account: Pick<Account, 'annualRevenue' | 'grossMarginPct' | 'costToServe'>): number =>
  (account.annualRevenue * account.grossMarginPct) / 100 - account.costToServe;

/** A band begins exactly at its amount. */
export function contributionBand(contribution: number, bands: Policy['bands']): ContributionBand {
  if (contribution >= bands.key) return 'key';
  if (contribution >= bands.core) return 'core';
  if (contribution >= bands.light) return 'light';
  return 'costly';
}

export function weighAccount(account: Account, bands: Policy['bands']): AccountValue {
  const contribution = contributionOf(account);
  return { contribution, band: contributionBand(contribution, bands) };
}
