import type { CaseRecord } from '../case/case.ts';
import { COMPLAINT } from '../mail/delivery.ts';
import { inline } from './markdown.ts';
import { type NoticeDeps, notice } from './notice.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import { plainLine } from './plain-line.ts';

export interface Undelivered {
  messageId: string;
  /** Of the mail that did not arrive. */
  purpose: string;
  /** As `DeliveryNews` says it. */
  because: string;
  /** Null: it was for one of our own people. */
  record: CaseRecord | null;
}

export const draftUndelivered =
  (deps: NoticeDeps) =>
  ({ to, messageId, purpose, because, record }: Undelivered & { to: string }): OutgoingMail => {
    const whose = record ? `${record.senderName} ${record.sender}`.trim() : `one of our own people (${purpose})`;
    const caseId = record?.caseId ?? messageId;
    const markdown = fillText('undelivered', deps.desk.replies.undelivered, {
      customer: inline(whose),
      account: inline(record?.account?.name ?? 'no account known'),
      subject: inline(record?.subject || 'no subject'),
      reason: inline(reasonOf(because)),
      next: inline(nextOf(because, record !== null)),
      case: inline(caseId),
    });
    const about = record?.account?.name ?? record?.sender ?? 'our own people';
    const subject = `${because === COMPLAINT ? 'Called spam' : 'Did not arrive'}: our mail to ${plainLine(about, 60)}`;
    return notice(deps, { to, subject, markdown, purpose: 'undelivered', caseId });
  };

const isSoft = (because: string): boolean => because.endsWith('soft bounces');

function reasonOf(because: string): string {
  if (because === COMPLAINT) return 'the receiver called it spam';
  if (isSoft(because)) return `${because} within a day, for instance since the mailbox is full`;
  if (because.startsWith('hard bounce')) return `the mailbox does not exist, or takes no mail (${because})`;
  return because;
}

function nextOf(because: string, isCustomer: boolean): string {
  if (!isCustomer) return 'Please see that mail to this person arrives: they may miss what waits for them.';
  if (isSoft(because)) return 'We go on writing to this address. If it matters, please call.';
  return 'By itself the desk writes to this address no more. Please call, and ask for another address.';
}
