import type { AskDecision, CaseRecord } from '../case/case.ts';
import { DEMAND_CAP } from '../demand/demand.ts';

/** What an account manager decides from, in words. The mail and the page show the same. */
export interface BriefFacts {
  account: string;
  segment: string;
  band: string;
  /** Money a year, rounded, without its currency. */
  contribution: string;
  customer: string;
  asks: BriefAsk[];
  /** False: a decline of this mail has nothing to offer for one of its asks, so a person writes. */
  canOfferInstead: boolean;
}

export interface BriefAsk {
  text: string;
  demand: string;
  because: string;
  alternative: string | null;
  /** Every rule that was tried, in order. */
  trail: { rule: string; because: string }[];
}

/** The part of a record that waits for the account manager. Throws on a record without account: nobody could be asked. */
export function briefFacts(record: CaseRecord): BriefFacts {
  const { account, senderName, sender } = record;
  if (!account) throw new Error(`Case ${record.caseId} has no account, so it has no manager to ask.`);
  const asks = record.asks.flatMap(briefAsk);
  return {
    account: account.name,
    segment: account.segment,
    band: account.band,
    contribution: Math.round(account.contribution).toLocaleString('en-GB'),
    customer: `${senderName} ${sender}`.trim(),
    asks,
    canOfferInstead: asks.every(({ alternative }) => alternative !== null),
  };
}

function briefAsk({ ask, demand, decision }: AskDecision): BriefAsk[] {
  if (decision.disposition !== 'customisable') return [];
  const { trail, decidedBy, alternative } = decision;
  return [
    {
      text: ask.text,
      demand: demand ? demandInWords(demand) : 'not counted',
      because: trail.find(({ rule }) => rule === decidedBy)?.because ?? decidedBy,
      alternative: alternative?.name ?? null,
      trail: trail.map(({ rule, because }) => ({ rule, because })),
    },
  ];
}

function demandInWords({ accounts, segmentAccounts, windowDays }: NonNullable<AskDecision['demand']>): string {
  if (accounts <= 1) return `nobody else has asked in ${windowDays} days`;
  const figure = (count: number) => (count >= DEMAND_CAP ? `${DEMAND_CAP} or more` : `${count}`);
  return `${figure(accounts)} accounts in ${windowDays} days, this one included; ${figure(segmentAccounts)} in its segment`;
}

/** In the desk's time zone, which is named: managers travel. */
export const momentInWords = (at: string, timeZone: string): string =>
  `${new Date(at).toLocaleString('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' })} (${timeZone})`;
