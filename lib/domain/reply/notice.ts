import type { Desk } from '../desk/desk.ts';
import { toPlainText } from './markdown.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { plainLine } from './plain-line.ts';
import { MAX_SUBJECT, type NoticePurpose, noticeHeaders } from './thread-headers.ts';

export interface NoticeDeps {
  desk: Desk;
  toHtml: (markdown: string) => string;
}

interface Notice extends Pick<OutgoingMail, 'to' | 'replyTo' | 'subject'> {
  markdown: string;
  purpose: NoticePurpose;
  caseId: string;
}

/** A mail to one of our own people. */
export const notice = (
  { desk, toHtml }: NoticeDeps,
  { markdown, purpose, caseId, subject, ...to }: Notice,
): OutgoingMail => ({
  ...to,
  from: { name: desk.settings.name, address: desk.settings.addresses[0]! },
  subject: plainLine(subject, MAX_SUBJECT),
  text: toPlainText(markdown),
  html: toHtml(markdown),
  headers: noticeHeaders(purpose, caseId),
});
