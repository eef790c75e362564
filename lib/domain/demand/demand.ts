import type { Demand, DemandBand } from '../decision/decision.ts';
import type { Policy } from '../desk/desk.ts';

/** Rows read per figure, however hot the topic is: a flood of askers must not make a mail dearer. Thresholds stay at or below it. */
export const DEMAND_CAP = 50;

const DAY_MS = 86_400_000;

/** The window ends with the mail, not with the clock, so that a mail decided again later decides alike. */
export const windowStart = (receivedAt: Date, windowDays: number): Date =>
  new Date(receivedAt.getTime() - windowDays * DAY_MS);

export function demandBand(
  counts: { accounts: number; segmentAccounts: number },
  { recurring, widespread }: Policy['demand'],
): DemandBand {
  if (counts.accounts >= widespread) return 'widespread';
  if (counts.segmentAccounts >= recurring) return 'recurring';
  return 'one-off';
}

export const weighDemand = (
  counts: { accounts: number; segmentAccounts: number },
  policy: Policy['demand'],
): Demand => ({ ...counts, windowDays: policy.windowDays, band: demandBand(counts, policy) });

/** Demand is a set of accounts: the order and the number of their mails do not matter. */
export function countDistinct(
  asked: { account: string; segment: string }[],
  segment: string,
  cap: number,
): { accounts: number; segmentAccounts: number } {
  const accounts = new Set(asked.map((pair) => pair.account));
  const inSegment = new Set(asked.filter((pair) => pair.segment === segment).map((pair) => pair.account));
  return { accounts: Math.min(accounts.size, cap), segmentAccounts: Math.min(inSegment.size, cap) };
}
