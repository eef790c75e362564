import type { ApprovalAnswer, Terms } from '../domain/approval/approval.ts';
import type { Brief, BriefAsk, ThreadPart } from '../domain/approval/brief.ts';
import type { AskDecision, CaseRecord } from '../domain/case/case.ts';
import { writerOf } from '../domain/case/writer.ts';
import type { Alternative } from '../domain/decision/decision.ts';
import { isSoldAsItIs } from '../domain/decision/facts.ts';
import { windowStart } from '../domain/demand/demand.ts';
import type { Desk } from '../domain/desk/desk.ts';
import { findPhones } from '../domain/mail/phones.ts';
import { briefAsk, expectationsInWords, hoursOf, promiseInWords } from '../domain/reply/brief-facts.ts';
import type { Letters } from '../domain/reply/draft-letters.ts';
import { money } from '../domain/reply/moments.ts';
import { plainLine } from '../domain/reply/plain-line.ts';
import { addMonths, localDay } from '../domain/time/business-time.ts';
import type { AccountBook, Commitments, DemandBook, Story } from '../ports.ts';

interface Deps {
  accounts: Pick<AccountBook, 'byId'>;
  demand: Pick<DemandBook, 'askers'>;
  commitments: Pick<Commitments, 'ofAccount'>;
  letters: Pick<Letters, 'reply'>;
  desk: Desk;
}

/** More than anybody reads in a minute; the page says so of a longer thread. */
const MAX_ASKERS_READ = 8;
const MAX_PHRASE = 200;
const MAX_PROMISE = 120;

/** Everything that the person who decides should know. Throws on a record without account: nobody could be asked. */
export const gatherBrief =
  (deps: Deps) =>
  async (record: CaseRecord, story: Pick<Story, 'records' | 'replies'>, publicId: string | null): Promise<Brief> => {
    const { desk } = deps;
    const { account: valued } = record;
    if (!valued) throw new Error(`Case ${record.caseId} has no account, so it has no manager to ask.`);
    const { currency } = desk.settings;
    const custom = record.asks.filter(({ decision }) => decision.disposition === 'customisable');
    const [account, promises, asks] = await Promise.all([
      deps.accounts.byId(valued.id),
      deps.commitments.ofAccount(valued.id),
      Promise.all(custom.map((ask) => askOf(deps, ask, record))),
    ]);
    const terms = termsOf(desk, custom, record);
    const proposed = custom.flatMap(({ decision }) =>
      decision.disposition === 'customisable' && decision.alternative ? [decision.alternative] : [],
    );
    const alternatives = alternativesOf(desk, proposed, account?.segment ?? valued.segment);
    const draft = async (answer: ApprovalAnswer) => (await deps.letters.reply(record, answer)).mail?.text ?? null;
    // An ask for which nothing fits by itself: then a person chooses, and nothing is drafted before.
    const first = proposed.length === custom.length ? proposed[0] : undefined;
    return {
      messageId: record.messageId,
      caseId: record.caseId,
      publicId,
      subject: record.subject,
      account: valued.name,
      segment: valued.segment,
      band: valued.band,
      contribution: money(valued.contribution, currency),
      costToServe: account ? money(account.costToServe, currency) : 'we do not know what',
      customer: `${record.senderName} ${record.sender}`.trim(),
      phones: findPhones(story.records.map(({ text }) => text).join('\n')),
      asks,
      expectations: account ? expectationsInWords(account) : [],
      promises: promises.filter(({ state }) => state === 'active').map((one) => promiseInWords(one, currency)),
      thread: threadOf(story),
      drafts: {
        approved: await draft({ kind: 'approved', terms, text: null }),
        declined: first ? await draft({ kind: 'declined', alternative: first.offer, text: null }) : null,
      },
      terms,
      alternatives,
      offers: offersOf(desk, custom),
      phrase: plainLine(custom[0]?.ask.text ?? record.subject, MAX_PHRASE),
    };
  };

async function askOf({ demand, accounts, desk }: Deps, ask: AskDecision, record: CaseRecord): Promise<BriefAsk> {
  const { id, contribution } = record.account!;
  const since = windowStart(new Date(record.receivedAt), desk.policy.demand.windowDays);
  const { topic } = ask.ask;
  const asked = topic && ask.demand ? await demand.askers({ topic, since, most: MAX_ASKERS_READ }) : [];
  const others = asked.filter(({ account }) => account !== id);
  const askers = await Promise.all(others.map(async ({ account }) => (await accounts.byId(account))?.name ?? account));
  return briefAsk(ask, { desk, contribution, askers });
}

/** "Approve as proposed": what was asked, at no charge, with the upkeep that such work has on average. */
function termsOf(desk: Desk, asks: AskDecision[], { receivedAt, subject }: CaseRecord): Terms {
  const { policy, settings } = desk;
  const hours = asks.reduce((sum, { ask }) => sum + hoursOf(ask.topic, desk), 0);
  const names = asks.map(({ ask }) => ask.topicName ?? plainLine(ask.text, MAX_PROMISE));
  const { reviewAfterMonths, upkeepShareOfEffort } = policy.commitments;
  return {
    promise: [...new Set(names)].join('; ') || plainLine(subject, MAX_PROMISE),
    price: 0,
    yearlyUpkeep: Math.round(hours * policy.costGuard.hourlyRate * upkeepShareOfEffort),
    reviewOn: addMonths(localDay(new Date(receivedAt), settings.timeZone), reviewAfterMonths),
  };
}

/** The proposed one first, then all that the account can have as it is. */
function alternativesOf({ catalogue }: Desk, proposed: Alternative[], segment: string): Alternative[] {
  const sold = catalogue.filter((offer) => isSoldAsItIs(offer, { segment }));
  const all = [...proposed, ...sold.map(({ id, name }) => ({ offer: id, name }))];
  return all.filter(({ offer }, i) => all.findIndex((other) => other.offer === offer) === i);
}

function offersOf({ catalogue }: Desk, asks: AskDecision[]): { id: string; name: string }[] {
  const topics = asks.map(({ ask }) => ask.topic);
  const [near, far] = [
    catalogue.filter(({ id }) => topics.includes(id)),
    catalogue.filter(({ id }) => !topics.includes(id)),
  ];
  return [...near, ...far].map(({ id, name }) => ({ id, name }));
}

/** Oldest first, with what we answered in between. */
function threadOf({ records, replies }: Pick<Story, 'records' | 'replies'>): ThreadPart[] {
  const theirs = records.map(({ receivedAt, text, attachments, ...who }) => ({
    from: writerOf(who),
    at: receivedAt,
    text,
    attachments,
    isOurs: false,
  }));
  const ours = replies
    .filter(({ state }) => state === 'SENT')
    .map(({ mail, changedAt }) => ({
      from: mail.from.name,
      at: changedAt,
      text: mail.text,
      attachments: [],
      isOurs: true,
    }));
  return [...theirs, ...ours].sort((a, b) => (a.at < b.at ? -1 : 1));
}
