import type { CaseRecord } from '../case/case.ts';
import { writerOf } from '../case/writer.ts';
import type { Person } from '../decision/decision.ts';
import type { Desk } from '../desk/desk.ts';
import { inline, quote } from './markdown.ts';
import { type NoticeDeps, notice } from './notice.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import { plainLine } from './plain-line.ts';

const MAX_HANDED_QUOTE = 8_000;

export interface Handed {
  messageId: string;
  record: CaseRecord | null;
  sender: string | null;
  /** Where the mail lies, for the one that could not be read. */
  key: string;
  reason: string;
  /** Who has it now; null: as its asks say. */
  to: string | null;
}

/** To the person who takes over: the whole story, so that the customer never explains twice. An answer to it goes to the customer. */
export const draftHanded =
  (deps: NoticeDeps) =>
  ({ messageId, key, record, sender, reason, to }: Handed): OutgoingMail => {
    const account = record?.account?.name ?? 'no account known';
    const subject = record?.subject || 'no subject';
    const caseId = record?.caseId ?? messageId;
    const markdown = fillText('handed', deps.desk.replies.handed, {
      customer: inline(record ? writerOf(record) : (sender ?? 'unknown sender')),
      account: inline(account),
      subject: inline(subject),
      reason: inline(reasonInWords[reason] ?? reason),
      text: record
        ? quote(record.text, MAX_HANDED_QUOTE)
        : `This mail could not be read. It is stored as ${inline(key)}.`,
      case: inline(caseId),
    });
    return notice(deps, {
      to: to ?? recipientOf(deps.desk, record),
      // An account is only looked up for a verified sender: nobody is led to answer a forged address.
      ...(record?.account ? { replyTo: record.sender } : {}),
      subject: `${plainLine(account, 60)}: ${record ? subject : reason}`,
      markdown,
      purpose: 'handed',
      caseId,
    });
  };

/** Errors that reach a person, said for a person. */
export const reasonInWords: Record<string, string> = {
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
