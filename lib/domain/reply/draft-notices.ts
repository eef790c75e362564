import type { CaseRecord } from '../case/case.ts';
import type { Person } from '../decision/decision.ts';
import type { Desk } from '../desk/desk.ts';
import { briefFacts, momentInWords } from './brief-facts.ts';
import { inline, quote, toPlainText } from './markdown.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import { plainLine } from './plain-line.ts';
import { MAX_SUBJECT, noticeHeaders, type Purpose } from './thread-headers.ts';

export interface NoticeDeps {
  desk: Desk;
  toHtml: (markdown: string) => string;
}

interface Letter extends Pick<OutgoingMail, 'to' | 'replyTo' | 'subject'> {
  markdown: string;
  purpose: Exclude<Purpose, 'reply'>;
  caseId: string;
}

const letter = ({ desk, toHtml }: NoticeDeps, { markdown, purpose, caseId, subject, ...to }: Letter): OutgoingMail => ({
  ...to,
  from: { name: desk.settings.name, address: desk.settings.addresses[0]! },
  subject: plainLine(subject, MAX_SUBJECT),
  text: toPlainText(markdown),
  html: toHtml(markdown),
  headers: noticeHeaders(purpose, caseId),
});

/** Our own people read more of a mail than a customer needs of his own. */
const MAX_BRIEF_QUOTE = 1_500;
const MAX_HANDED_QUOTE = 8_000;

/** To the account manager: all that a decision needs, and the link. The secret is in its fragment, so no server sees it. */
export const draftBrief =
  (deps: NoticeDeps & { webUrl: string }) =>
  ({
    record,
    approval,
    secret,
  }: {
    record: CaseRecord;
    approval: { publicId: string; manager: string; answerBy: string };
    secret: string;
  }): OutgoingMail => {
    const { settings, replies } = deps.desk;
    const facts = briefFacts(record);
    const { asks } = facts;
    const each = (words: string[]) => inline([...new Set(words)].join('; '), 2_000);
    const answerBy = momentInWords(approval.answerBy, settings.timeZone);
    const markdown = fillText('brief', replies.brief, {
      account: inline(facts.account),
      segment: inline(facts.segment),
      band: inline(facts.band),
      contribution: inline(`${facts.contribution} ${settings.currency}`),
      customer: inline(facts.customer),
      asks: asks.map(({ text }) => quote(text, MAX_BRIEF_QUOTE)).join('\n\n'),
      demand: each(asks.map(({ demand }) => demand)),
      because: each(asks.map(({ because }) => because)),
      alternative: facts.canOfferInstead
        ? each(asks.map(({ alternative }) => alternative ?? ''))
        : 'nothing fits, so a person would write to the customer',
      link: `<${deps.webUrl}/a/${approval.publicId}#${secret}>`,
      code: inline(secret),
      answerBy: inline(answerBy),
    });
    const topic = record.asks.find(({ decision }) => decision.disposition === 'customisable')?.ask.topicName;
    const subject = `Your decision: ${plainLine(facts.account, 60)}, ${plainLine(topic ?? record.subject, 60)}, by ${answerBy}`;
    return letter(deps, { to: approval.manager, subject, markdown, purpose: 'brief', caseId: record.caseId });
  };

interface Handed {
  messageId: string;
  record: CaseRecord | null;
  sender: string | null;
  /** Where the mail lies, for the one that could not be read. */
  key: string;
  reason: string;
}

/** To the person who takes over: the whole story, so that the customer never explains twice. An answer to it goes to the customer. */
export const draftHanded =
  (deps: NoticeDeps) =>
  ({ messageId, key, record, sender, reason }: Handed): OutgoingMail => {
    const account = record?.account?.name ?? 'no account known';
    const subject = record?.subject || 'no subject';
    const caseId = record?.caseId ?? messageId;
    const markdown = fillText('handed', deps.desk.replies.handed, {
      customer: inline(record ? `${record.senderName} ${record.sender}` : (sender ?? 'unknown sender')),
      account: inline(account),
      subject: inline(subject),
      reason: inline(reasonInWords[reason] ?? reason),
      text: record
        ? quote(record.text, MAX_HANDED_QUOTE)
        : `This mail could not be read. It is stored as ${inline(key)}.`,
      case: inline(caseId),
    });
    return letter(deps, {
      to: recipientOf(deps.desk, record),
      // An account is only looked up for a verified sender: nobody is led to answer a forged address.
      ...(record?.account ? { replyTo: record.sender } : {}),
      subject: `${plainLine(account, 60)}: ${record ? subject : reason}`,
      markdown,
      purpose: 'handed',
      caseId,
    });
  };

/** Errors that reach a person, said for a person. */
const reasonInWords: Record<string, string> = {
  ReplyInDoubt: 'a reply was handed to the mail service and may have reached the customer; look at the outbox first',
  SendRefused: 'the mail service would not take our reply',
  malformed: 'the mail could not be read',
};

function recipientOf({ settings }: Desk, record: CaseRecord | null): string {
  const people = record?.asks.flatMap(({ decision }) =>
    decision.disposition === null && decision.handling === 'hand-to-person' ? [decision.to] : [],
  );
  const manager = record?.account?.manager;
  const of: Record<Person, string> = {
    solver: settings.people.problems,
    'phone-call': manager ?? settings.people.complaints,
    'case-owner': manager ?? settings.people.operations,
    'account-manager': manager ?? settings.people.operations,
    triage: manager ?? settings.people.operations,
  };
  return of[people?.[0] ?? 'triage'];
}
