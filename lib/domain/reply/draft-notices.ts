import type { AskDecision, CaseRecord } from '../case/case.ts';
import type { Person } from '../decision/decision.ts';
import type { Desk } from '../desk/desk.ts';
import { escapeMarkdown, quote, toPlainText } from './markdown.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import { noticeHeaders, type Purpose, plainLine } from './thread-headers.ts';

export interface NoticeDeps {
  desk: Desk;
  toHtml: (markdown: string) => string;
}

interface Letter {
  to: string;
  subject: string;
  markdown: string;
  purpose: Exclude<Purpose, 'reply'>;
  caseId: string;
}

const letter = ({ desk, toHtml }: NoticeDeps, { to, subject, markdown, purpose, caseId }: Letter): OutgoingMail => ({
  from: { name: desk.settings.name, address: desk.settings.addresses[0]! },
  to,
  subject: plainLine(subject),
  text: toPlainText(markdown),
  html: toHtml(markdown),
  headers: noticeHeaders(purpose, caseId),
});

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
    const { settings } = deps.desk;
    const account = record.account!;
    const custom = record.asks.filter(({ decision }) => decision.disposition === 'customisable');
    const answerBy = new Date(approval.answerBy).toLocaleString('en-GB', {
      timeZone: settings.timeZone,
      dateStyle: 'full',
      timeStyle: 'short',
    });
    const markdown = fillText<'brief'>(deps.desk.replies.brief, {
      account: escapeMarkdown(account.name),
      segment: escapeMarkdown(account.segment),
      band: account.band,
      contribution: `${Math.round(account.contribution).toLocaleString('en-GB')} ${settings.currency}`,
      customer: escapeMarkdown(`${record.senderName} ${record.sender}`.trim()),
      asks: custom.map(({ ask }) => quote(ask.text)).join('\n\n'),
      because: escapeMarkdown(custom.map(whyAsked).join('; ')),
      alternative: custom.map(alternativeOf).join('; '),
      link: `<${deps.webUrl}/a/${approval.publicId}#${secret}>`,
      code: escapeMarkdown(secret),
      answerBy,
    });
    const topic = custom[0]?.ask.topicName ?? record.subject;
    const subject = `Your decision: ${account.name}, ${topic}, by ${answerBy}`;
    return letter(deps, { to: approval.manager, subject, markdown, purpose: 'brief', caseId: record.caseId });
  };

const alternativeOf = ({ decision }: AskDecision): string =>
  decision.disposition === 'customisable' && decision.alternative
    ? decision.alternative.name
    : 'nothing fits; a decline goes to a person';

export const whyAsked = ({ decision }: AskDecision): string =>
  decision.trail.find(({ rule }) => rule === decision.decidedBy)?.because ?? decision.decidedBy;

interface Handed {
  messageId: string;
  record: CaseRecord | null;
  sender: string | null;
  /** Where the mail lies, for the one that could not be read. */
  key: string;
  reason: string;
}

/** To the person who takes over: the whole story, so that the customer never explains twice. */
export const draftHanded =
  (deps: NoticeDeps) =>
  ({ messageId, key, record, sender, reason }: Handed): OutgoingMail => {
    const who = record?.account ? record.account.name : 'no account known';
    const subject = plainLine(record?.subject ?? '');
    const text = record?.text ?? `This mail could not be read. It is stored as ${key}.`;
    const markdown = fillText<'handed'>(deps.desk.replies.handed, {
      customer: escapeMarkdown(record ? `${record.senderName} ${record.sender}`.trim() : (sender ?? 'unknown sender')),
      account: escapeMarkdown(who),
      subject: escapeMarkdown(subject),
      reason: escapeMarkdown(reason),
      text: text
        .split('\n')
        .map((line) => `> ${escapeMarkdown(line)}`)
        .join('\n'),
      case: record?.caseId ?? messageId,
    });
    const to = recipientOf(deps.desk, record);
    return letter(deps, {
      to,
      subject: `${who}: ${subject || reason}`,
      markdown,
      purpose: 'handed',
      caseId: record?.caseId ?? messageId,
    });
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
