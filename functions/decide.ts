import type { Account } from '../lib/domain/account/account.ts';
import { weighAccount } from '../lib/domain/account/contribution.ts';
import type { Ask } from '../lib/domain/asks/ask.ts';
import { splitAsks } from '../lib/domain/asks/split-asks.ts';
import { type AskDecision, type CaseRecord, MAX_KEPT_TEXT } from '../lib/domain/case/case.ts';
import { triageInput } from '../lib/domain/case/inputs.ts';
import { decide } from '../lib/domain/decision/decide.ts';
import { IMITATES, routeOfMail } from '../lib/domain/decision/route.ts';
import { DEMAND_CAP, weighDemand, windowStart } from '../lib/domain/demand/demand.ts';
import { isArchive } from '../lib/domain/mail/archive.ts';
import type { Message } from '../lib/domain/mail/message.ts';
import { mayAcknowledge } from '../lib/domain/mail/strangers.ts';
import { deadline } from '../lib/domain/time/business-time.ts';
import * as ports from '../lib/ports.ts';
import type { Count } from '../lib/ports-metrics.ts';
import * as wired from '../lib/wire.ts';
import { type ContinuedCase, continuedCaseOf } from '../lib/wire-cases.ts';

interface Deps {
  objects: Pick<ports.ObjectStore, 'get'>;
  read: ports.ReadMail;
  ledger: Pick<ports.Ledger, 'find' | 'close'>;
  cases: Pick<ports.CaseBook, 'record' | 'participants'>;
  accounts: Pick<ports.AccountBook, 'bySender' | 'lookalikeOf'>;
  topics: ports.Topics;
  demand: Pick<ports.DemandBook, 'record' | 'count'>;
  /** The case that a mail to a signed case address continues, or null. */
  continuedCase: ContinuedCase;
  letters: Pick<wired.Letters, 'reply' | 'considering' | 'acknowledged'>;
  desk: wired.CompiledDesk;
  count: Count;
  clock: ports.Clock;
}

/** Gathers the facts, asks the rules, keeps their answer. A rule never lives here. */
export const decideMessage = (deps: Deps) => async (input: unknown) => {
  const { messageId, key, receivedAt } = triageInput.parse(input);
  const row = await deps.ledger.find(messageId);
  if (!row) throw new ports.MessageUnknown(messageId);
  if (row.route && row.caseId) {
    // Decided before, and the answer was lost on the way: what ends here has to be closed all the same.
    if (row.route === 'file') await deps.ledger.close(messageId, 'no-reply', row.reason);
    return { route: row.route, caseId: row.caseId };
  }

  const { message, account } = await whoWrote(deps, key, row.acceptedBy);
  const sender = message.from?.address ?? '';
  const isVerified = message.identity.result === 'verified';
  const at = new Date(receivedAt);
  const asks: AskDecision[] = [];
  for (const [place, said] of splitAsks(message).entries()) {
    // Mail that is held anyway is not worth the encoder's time.
    const ask = isVerified ? await deps.topics.withKind(said) : said;
    asks.push(await decideAsk(deps, ask, message, { key: `${messageId}/${place}`, account, at }));
  }

  const { policy, settings } = deps.desk.desk;
  const routed = routeOfMail(message, asks);
  const record: CaseRecord = {
    caseId: (isVerified && (await deps.continuedCase(message))) || messageId.slice(0, CASE_ID_LENGTH),
    messageId,
    receivedAt,
    sender,
    senderName: message.from?.name ?? '',
    subject: message.subject,
    text: message.text.slice(0, MAX_KEPT_TEXT).replace(HALF_A_LETTER, ''),
    forwardedFrom: message.forwardedFrom,
    thread: { messageId: message.messageId, references: message.references },
    attachments: message.attachments.slice(0, MAX_ATTACHMENTS).map(({ name, type, bytes }) => ({
      name: isArchive({ name, type }) ? `${name} (archive, not opened)` : name,
      bytes,
    })),
    account: account && {
      id: account.id,
      name: account.name,
      segment: account.segment,
      manager: account.manager,
      ...weighAccount(account, policy.bands),
    },
    asks,
    ...routed,
    answerBy:
      routed.route === 'ask-manager'
        ? deadline(deps.clock(), policy.approval.answerWithinDays, settings).toISOString()
        : null,
  };
  if (record.route === 'hold' && settings.strangers === 'acknowledge' && mayAcknowledge(message))
    record.route = 'acknowledge';
  const letter = await letterFor(deps, record);
  const route = await deps.cases.record(record, letter);
  if (route === 'file') await deps.ledger.close(messageId, 'no-reply', record.reason);
  return { route, caseId: record.caseId };
};

/** The mail that leaves at once: the answer, or that it is being considered. A reply that must not leave goes to a person. */
async function letterFor({ letters }: Deps, record: CaseRecord) {
  if (record.route === 'ask-manager') {
    const { mail } = await letters.considering(record);
    return mail && { purpose: 'considering' as const, mail };
  }
  if (record.route === 'acknowledge') return { purpose: 'acknowledged' as const, mail: letters.acknowledged(record) };
  if (record.route !== 'answer') return null;
  const { mail, faults } = await letters.reply(record, null);
  if (mail) return { purpose: 'reply' as const, mail };
  record.route = 'hand-to-person';
  record.reason = `tone: ${faults.join('; ')}`;
  return null;
}

/** The mail, and the account of its sender where that is proven. `person`: who released it and so knows who wrote it. */
async function whoWrote({ objects, read, accounts, count }: Deps, key: string, person: string | null) {
  const message = await read(await objects.get(key, ports.PARSED_BYTES));
  const sender = message.from?.address ?? '';
  const as = (result: 'verified' | 'unverified', because: string) => ({ ...message, identity: { result, because } });
  if (person)
    return { message: as('verified', `${person} vouched for the sender`), account: await accounts.bySender(sender) };
  if (message.identity.result === 'unverified') return { message, account: null };
  const account = await accounts.bySender(sender);
  // Such a domain proves who it is, like any other; it only looks like somebody else's.
  const imitated = account ? null : await accounts.lookalikeOf(sender);
  if (imitated) count('LookalikeSender');
  return { message: imitated ? as('unverified', `${IMITATES}${imitated}`) : message, account };
}

/** What a cut through an emoji leaves. */
const HALF_A_LETTER = /[\ud800-\udbff]$/;
/** A page lists no more. */
const MAX_ATTACHMENTS = 20;

/** 60 bits of the message's own id: short enough for a mail address, made again alike on a retry. */
const CASE_ID_LENGTH = 12;

async function decideAsk(
  deps: Deps,
  ask: Ask,
  message: Message,
  { key, account, at }: { key: string; account: Account | null; at: Date },
): Promise<AskDecision> {
  const { policy, catalogue } = deps.desk.desk;
  const isOurs = message.identity.result === 'verified' && (ask.kind === 'request' || ask.kind === 'question');
  const foreignLanguage = isOurs ? await deps.topics.foreignLanguage(ask) : null;
  const isRead = isOurs && foreignLanguage === null;
  const topic = isRead ? await deps.topics.match(ask, { key, account: account?.id ?? null, at }) : null;
  // What the topic log took for a wish is counted as one, also where a person has to answer it.
  const isCounted = topic && (!topic.isOffer || topic.confidence >= policy.confidence.actAlone);
  const demand = isCounted && account ? await count() : null;
  const decision = decide({
    ask,
    identity: message.identity,
    foreignLanguage,
    topic,
    account,
    value: account && weighAccount(account, policy.bands),
    demand,
    catalogue,
    policy,
    policyVersion: deps.desk.policyVersion,
  });
  const named = {
    topic: topic?.topic ?? null,
    topicName: topic?.name ?? null,
    topicConfidence: topic?.confidence ?? 0,
  };
  return { ask: { ...ask, ...named }, demand, decision };

  async function count() {
    const pair = { topic: topic!.topic, account: account!.id, segment: account!.segment };
    await deps.demand.record({ ...pair, askedAt: at });
    const since = windowStart(at, policy.demand.windowDays);
    return weighDemand(await deps.demand.count({ ...pair, since, cap: DEMAND_CAP }), policy.demand);
  }
}

export const handler = wired.wire('decide', (env) =>
  decideMessage({
    objects: wired.objectsOf(env),
    read: wired.readMailOf(env),
    ledger: wired.ledgerOf(env),
    cases: wired.casesOf(env),
    accounts: wired.accountsOf(env),
    topics: wired.topicsOf(env),
    demand: wired.demandOf(env),
    continuedCase: continuedCaseOf(env),
    letters: wired.lettersOf(env),
    desk: wired.deskOf(env),
    count: wired.countOf(env),
    clock: wired.now,
  }),
);
