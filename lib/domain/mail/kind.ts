import { type Header, headerOf, token, valuesOf } from './headers.ts';
import type { Verdicts } from './identity.ts';
import type { MailKind } from './message.ts';

export interface Envelope {
  headers: Header[];
  /** Lower case, empty when there is none. */
  from: string;
  verdicts: Verdicts | null;
  /** Content types of all parts, lower case, the root first. */
  partTypes: string[];
  /** Readable text of all parts, for the few cases where a machine does not mark itself. */
  text: string;
  ownAddresses: string[];
}

/** RFC 3834, 3464, 5965, 8098, 2369, and what help desks learned from live mail loops. The first that fits names the kind. */
export function kindOf(envelope: Envelope): MailKind {
  const { headers, verdicts } = envelope;
  if (isOwn(envelope)) return 'own';
  if (verdicts?.virus === 'FAIL' || verdicts?.spam === 'FAIL') return 'spam';
  const report = reportKind(envelope);
  if (report) return report;
  if (isCalendar(envelope)) return 'calendar';
  // A daemon marks its bounces as auto-replied, too: who writes says more than the mark.
  if (isDaemon(envelope.from) || isUnsignedReport(envelope)) return daemonKind(envelope);
  if (isAutoReply(headers)) return 'auto-reply';
  if (hasNullReturnPath(headers)) return daemonKind(envelope);
  if (isList(headers)) return 'list';
  return 'person';
}

/** May a machine answer a mail of kind person? Asked beside the kind: a gateway's wish for silence is no proof of a robot. */
export function mayReplyTo(kind: MailKind, headers: Header[], from: string, hasOneSender: boolean): boolean {
  if (kind !== 'person' || !hasOneSender || from === '') return false;
  const suppressed = valuesOf(headers, 'x-auto-response-suppress').flatMap((value) =>
    value.toLowerCase().split(/[\s,;]+/),
  );
  if (suppressed.includes('all') || suppressed.includes('autoreply')) return false;
  return !isNoReply(from);
}

const isOwn = ({ headers, from, ownAddresses }: Envelope): boolean =>
  headers.some(({ name }) => name === 'x-evenhand-loop') ||
  ownAddresses.some((own) => own === from || isPlusOf(from, own));

const isPlusOf = (address: string, own: string): boolean => {
  const at = own.lastIndexOf('@');
  return address.startsWith(`${own.slice(0, at)}+`) && address.endsWith(own.slice(at));
};

function reportKind({ headers, partTypes, text, from }: Envelope): MailKind | null {
  const contentType = headerOf(headers, 'content-type').toLowerCase();
  const has = (type: string) =>
    partTypes.some((part) => part.startsWith(type)) ||
    contentType.includes(`report-type="${type.split('/')[1]}"`) ||
    contentType.includes(`report-type=${type.split('/')[1]}`);
  if (has('message/feedback-report') || headers.some(({ name }) => name === 'x-hmxmroriginalrecipient'))
    return 'feedback-report';
  if (has('message/disposition-notification')) return 'read-receipt';
  if (!has('message/delivery-status') && !has('message/global-delivery-status')) return null;
  const isReport = contentType.startsWith('multipart/report') || isDaemon(from) || hasNullReturnPath(headers);
  if (!isReport) return null;
  return isDelay(headers, text) ? 'delivery-delay' : 'bounce';
}

/** A report on a mail that may still arrive. */
function isDelay(headers: Header[], text: string): boolean {
  const actions = [...text.toLowerCase().matchAll(/^action:[ \t]{0,8}([a-z]{1,20})/gm)].map(([, action]) => action);
  if (actions.length > 0) return actions.every((action) => action === 'delayed');
  return DELAYED.test(headerOf(headers, 'subject'));
}
const DELAYED = /\b(delayed|delay|warning: could not send|still being retried|transient)\b/i;

const isCalendar = ({ partTypes }: Envelope): boolean => partTypes.some((type) => type.startsWith('text/calendar'));

function isAutoReply(headers: Header[]): boolean {
  const submitted = valuesOf(headers, 'auto-submitted').map(token);
  if (submitted.some((value) => value !== '' && value !== 'no')) return true;
  const precedence = [...valuesOf(headers, 'precedence'), ...valuesOf(headers, 'x-precedence')].map(token);
  if (precedence.some((value) => value === 'auto_reply' || value === 'auto-reply')) return true;
  if (AUTO_SUBJECT.test(headerOf(headers, 'subject'))) return true;
  return headers.some(({ name, value }) => AUTO_MARKS.has(name) && !/^(no|false|0)$/i.test(token(value)));
}

/** Responders that set no mark still translate their subject prefix. */
const AUTO_SUBJECT =
  /^(auto(matic)?[- ]?(reply|response)|out of (the )?office|abwesenheits(notiz|meldung)|automatische (antwort|beantwortung)|réponse automatique|respuesta automática|risposta automatica|resposta automática|automatisch antwoord|autosvar|automaattinen vastaus|automatická odpověď|automatyczna odpowiedź|自动回复|自動返信)/i;

/** Marks that responders set on what they send; `X-Auto-Response-Suppress` is not one: gateways put it on people's mail. */
const AUTO_MARKS = new Set([
  'x-autoreply',
  'x-auto-reply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoresponse',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autogenerated',
  'x-vacation',
  'x-fc-machinegenerated',
  'x-ms-exchange-inbox-rules-loop',
  'x-amazon-mail-relay-type',
]);

const hasNullReturnPath = (headers: Header[]): boolean =>
  valuesOf(headers, 'return-path').some((path) => /^<\s{0,3}>$/.test(path));

const isDaemon = (from: string): boolean =>
  /^(mailer-daemon|mailerdaemon|mail-daemon|post[._-]?master|mailer|mmdf|mail[._-]delivery[._-]system|mail-delivery|delivery-daemon|uucp|listserv-daemon)([@+.-]|$)/.test(
    from,
  ) || /-daemon@/.test(from);

/** No sender, or one that takes no answer, and a subject that only mail servers write. */
const isUnsignedReport = ({ headers, from }: Envelope): boolean =>
  (from === '' || isNoReply(from)) && REPORT_SUBJECT.test(headerOf(headers, 'subject'));
const REPORT_SUBJECT =
  /^(mail (delivery )?(failed|failure)|delivery (status|failure|notification)|undeliver(ed|able)|returned mail|failure notice|non[- ]?delivery|メールエラー)/i;

const isNoReply = (from: string): boolean =>
  /^(no-?_?reply|do-?_?not-?_?reply|nobody|bounces?|notifications?|owner-[^@]{1,100}|[^@]{1,100}-request|[^@]{1,100}-bounces)([@+._-])/.test(
    from,
  );

/** From a daemon, but without a report: old mail servers write bounces as plain text. */
function daemonKind({ headers, text, from }: Envelope): MailKind {
  const subject = headerOf(headers, 'subject');
  const words = `${subject}\n${text.slice(0, 4000)}`;
  if (
    DELAYED.test(subject) ||
    /will (keep|continue) (on )?trying|has not (yet )?been delivered|no action is required/i.test(words)
  )
    return 'delivery-delay';
  if (isDaemon(from) || BOUNCED.test(words) || headerOf(headers, 'x-failed-recipients')) return 'bounce';
  return 'auto-reply';
}
const BOUNCED =
  /undeliver|not deliver|could not be (delivered|sent)|failure notice|delivery (failure|failed|status|problem|notification)|returned mail|mail system error|unknown user|user unknown|recipient .{0,60}reject|unzustellbar|non remis|mailbox (is )?(full|unavailable)/i;

const isList = (headers: Header[]): boolean =>
  headers.some(
    ({ name }) => name === 'list-id' || name === 'list-unsubscribe' || name === 'list-post' || name === 'feedback-id',
  ) ||
  valuesOf(headers, 'precedence')
    .map(token)
    .some((value) => value === 'list' || value === 'bulk' || value === 'junk');
