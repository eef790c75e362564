import type { Account } from '../account/account.ts';
import type { BriefAsk } from '../approval/brief.ts';
import type { AskDecision } from '../case/case.ts';
import type { Commitment } from '../commitment/commitment.ts';
import { DEMAND_CAP } from '../demand/demand.ts';
import type { Desk } from '../desk/desk.ts';
import { money } from './moments.ts';

/** Names of other accounts that a person reads at a glance. */
const MAX_NAMES = 5;

/** One ask that waits for the account manager. `askers`: names of other accounts, the newest first. */
export function briefAsk(
  { ask, demand, decision }: AskDecision,
  { desk, contribution, askers }: { desk: Desk; contribution: number; askers: string[] },
): BriefAsk {
  const { trail, decidedBy } = decision;
  return {
    text: ask.text,
    topic: ask.topicName,
    demand: demand ? demandInWords(demand, askers) : 'not counted',
    effort: effortInWords(hoursOf(ask.topic, desk), contribution, desk),
    because: trail.find(({ rule }) => rule === decidedBy)?.because ?? decidedBy,
    alternative: 'alternative' in decision ? (decision.alternative?.name ?? null) : null,
    trail: trail.map(({ rule, because }) => ({ rule, because })),
  };
}

function demandInWords(
  { accounts, segmentAccounts, windowDays }: NonNullable<AskDecision['demand']>,
  askers: string[],
) {
  if (accounts <= 1) return `nobody else has asked in ${windowDays} days`;
  const figure = (count: number) => (count >= DEMAND_CAP ? `${DEMAND_CAP} or more` : `${count}`);
  const more = accounts - 1 - askers.slice(0, MAX_NAMES).length;
  const named = askers.slice(0, MAX_NAMES).join(', ');
  const names = named ? `: ${named}${more > 0 ? ` and ${more} more` : ''}` : '';
  return `${figure(accounts)} accounts in ${windowDays} days with this one, ${figure(segmentAccounts)} of them in its segment${names}`;
}

/** Hours of work: as the offer says, else what such a wish takes on average. */
export const hoursOf = (topic: string | null, { catalogue, policy }: Desk): number =>
  catalogue.find(({ id }) => id === topic)?.customisable?.effortHours ?? policy.costGuard.defaultEffortHours;

function effortInWords(hours: number, contribution: number, { policy, settings }: Desk): string {
  const cost = hours * policy.costGuard.hourlyRate;
  const words = `about ${hours} hours, ${money(cost, settings.currency)}`;
  if (contribution <= 0) return `${words}; the account contributes nothing`;
  return `${words}, ${Math.round((cost / contribution) * 100)} % of what the account contributes in a year`;
}

/** Expectation profiles that the desk knows; any other is shown as its words. */
const EXPECTATIONS: Record<string, string> = {
  'one-mistake-is-the-end': 'one mistake is the end, so a no is put to a person first',
};
export const expectationsInWords = ({ expectations }: Pick<Account, 'expectations'>): string[] =>
  expectations.map((profile) => EXPECTATIONS[profile] ?? profile.replaceAll('-', ' '));

export const promiseInWords = ({ promise, yearlyUpkeep, reviewOn }: Commitment, currency: string): string =>
  `${promise} (${money(yearlyUpkeep, currency)} a year, review ${reviewOn})`;
