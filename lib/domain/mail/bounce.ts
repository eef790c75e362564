import { type Header, headerOf, valuesOf } from './headers.ts';
import type { Envelope } from './kind.ts';
import type { MailKind } from './message.ts';

/** RFC 3464, 5965, 8098: reports that a mail server marks by their content type. */
export function reportKind({ headers, partTypes, subject, text, from }: Envelope): MailKind | null {
  const contentType = headerOf(headers, 'content-type').toLowerCase();
  const reportType = /report-type\s{0,3}=\s{0,3}"?([a-z-]{1,40})/.exec(contentType)?.[1] ?? '';
  const has = (type: string) => reportType === type || partTypes.some((part) => part === `message/${type}`);
  if (has('feedback-report') || isOtherComplaint(from, subject, text)) return 'feedback-report';
  if (has('disposition-notification')) return 'read-receipt';
  if (!has('delivery-status') && !has('global-delivery-status')) return null;
  // A person may forward a bounce as an attachment.
  const isReport = contentType.startsWith('multipart/report') || isDaemon(from) || hasNullReturnPath(headers);
  return isReport ? bounceKind({ subject, text }) : null;
}

/** Two large senders of complaints that do not use the standard: Hotmail, and SES itself by way of SNS. */
const isOtherComplaint = (from: string, subject: string, text: string): boolean =>
  (from === 'staff@hotmail.com' && /^complaint about message from /i.test(subject.trim())) ||
  (from === SNS && /"notificationType"\s{0,3}:\s{0,3}"Complaint"/.test(text.slice(0, 4_000)));
const SNS = 'no-reply@sns.amazonaws.com';

/** A bounce without a report: older mail servers write plain text. */
export function isBounce({ headers, from, subject, text }: Envelope): boolean {
  if (isMailerDaemon(from)) return true;
  if (from === SNS) return /"notificationType"\s{0,3}:\s{0,3}"Bounce"/.test(text.slice(0, 4_000));
  if (headerOf(headers, 'x-failed-recipients') !== '') return true;
  const isMachine =
    from === '' || isDaemon(from) || hasNullReturnPath(headers) || /^(no-?reply|bounces?)[@+.-]/.test(from);
  return isMachine && (UNDELIVERED.test(subject) || DELAYED.test(subject) || UNDELIVERED.test(text.slice(0, 4_000)));
}

/** By the machine's own word (Action), else by the words for people. */
export function bounceKind({ subject, text }: Pick<Envelope, 'subject' | 'text'>): MailKind {
  const actions = [...text.slice(0, 40_000).matchAll(/^action:[ \t]{0,8}([a-z]{1,20})/gim)].map(([, action]) =>
    action!.toLowerCase(),
  );
  if (actions.length > 0) return actions.every((action) => action === 'delayed') ? 'delivery-delay' : 'bounce';
  return DELAYED.test(subject) || STILL_TRYING.test(text.slice(0, 4_000)) ? 'delivery-delay' : 'bounce';
}

const DELAYED = /\b(delayed|delay|warning: could not send|still being retried|transient|verzögert)\b/i;
const STILL_TRYING =
  /will (keep|continue) (on )?trying|has not (yet )?been delivered|no action is required|will be retried|do not need to resend/i;
const UNDELIVERED =
  /undeliver|not (be )?deliver|n't be delivered|could not be sent|failure notice|delivery (has )?(failure|failed|status|problem|notification|error)|mail (delivery )?(failed|failure|error)|returned (mail|to sender)|mail system error|message (delivery )?failed|unknown user|user (is )?unknown|no such (user|mailbox)|requested action not taken|\b55\d[ -]|mailbox (is )?(full|unavailable|not found)|unzustellbar|nicht zugestellt|non remis|non[- ]?delivery|no se pudo entregar|mancato recapito|não entregue|メールエラー|エラーメール|送信できません|无法投递|退信/i;

export const hasNullReturnPath = (headers: Header[]): boolean =>
  valuesOf(headers, 'return-path').some((path) => /^<\s{0,3}>$/.test(path));

/** Nobody but a mail server writes from these. */
const isMailerDaemon = (from: string): boolean =>
  /^(mailer-?daemon|mail-daemon|mmdf|mail[._-]delivery([._-](system|subsystem))?|delivery-daemon|uucp|listserv-daemon)([@+.-]|$)/.test(
    from,
  ) || /-daemon@/.test(from);

/** A postmaster may be a person who writes by hand: a case, but never an automatic answer. */
export const isDaemon = (from: string): boolean =>
  isMailerDaemon(from) || /^(post[._-]?master|mailer)([@+.-]|$)/.test(from);
