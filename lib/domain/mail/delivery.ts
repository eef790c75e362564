import * as z from 'zod';
import { headerOf, parseHeaders, valuesOf } from './headers.ts';

/** What became of a mail of ours, and what follows from it. */
export interface DeliveryNews {
  /** Never to be written to again. */
  suppress: string | null;
  /** Not reached for now: to be counted. */
  soft: string | null;
  /** By the tags of the mail; `purpose` may be one that is not in the outbox, of mail to our own people. */
  outbox: { id: string; purpose: string; sesMessageId: string; state: 'SENT' | 'FAILED' } | null;
  alarm: 'Complaint' | 'MailRefused' | null;
  /** In our words, for the list of suppressed addresses and for the manager; empty when there is nothing to tell. */
  because: string;
}

export const COMPLAINT = 'complaint';

const nothing = { suppress: null, soft: null, outbox: null, alarm: null, because: '' } satisfies DeliveryNews;

const mail = z.object({
  messageId: z.string(),
  destination: z.array(z.string()).min(1), // our mails have one recipient
  tags: z.object({ purpose: z.tuple([z.string()]), id: z.tuple([z.string()]) }), // ours have both, once
});
const bounce = z.object({
  bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
  bouncedRecipients: z.array(z.object({ status: z.string().optional() })).default([]),
});
const complaint = z.object({
  complaintSubType: z.string().nullish(),
  complaintFeedbackType: z.string().nullish(),
});
const sesEvent = z.object({
  source: z.literal('aws.ses'),
  detail: z.discriminatedUnion('eventType', [
    z.object({ eventType: z.literal('Bounce'), mail, bounce }),
    z.object({ eventType: z.literal('Complaint'), mail, complaint }),
    z.object({ eventType: z.enum(['Send', 'Delivery', 'DeliveryDelay', 'Reject']), mail }),
  ]),
});

/** Of a mail in the outbox, or of one to our own people. */
export type SentNews = DeliveryNews & { outbox: NonNullable<DeliveryNews['outbox']> };

/** An event of SES by way of EventBridge; null when it is none, not about a mail of ours, or tells nothing about delivery. */
export function newsOfEvent(input: unknown): SentNews | null {
  const parsed = sesEvent.safeParse(input);
  if (!parsed.success) return null;
  const { detail } = parsed.data;
  const { messageId: sesMessageId, destination, tags } = detail.mail;
  // Whom we wrote to, not whom it bounced for: they may have it forwarded, and we ask by the address that we use.
  const address = plain(destination[0]!);
  const [[purpose], [id]] = [tags.purpose, tags.id];
  const moved = (state: 'SENT' | 'FAILED') => ({ id, purpose, sesMessageId, state });
  if (detail.eventType === 'Bounce') return newsOfBounce(detail.bounce, address, moved);
  if (detail.eventType === 'Complaint') {
    const { complaintSubType, complaintFeedbackType } = detail.complaint;
    // The account's own list stopped it: nothing left.
    const outbox = moved(complaintSubType === 'OnAccountSuppressionList' ? 'FAILED' : 'SENT');
    if (complaintFeedbackType === 'not-spam') return { ...nothing, outbox };
    return { ...nothing, suppress: address, outbox, alarm: 'Complaint', because: COMPLAINT };
  }
  if (detail.eventType === 'Reject')
    return {
      ...nothing,
      outbox: moved('FAILED'),
      alarm: 'MailRefused',
      because: 'the mail service found a virus in our mail',
    };
  // Delayed: it is still being tried, and a bounce follows when that ends.
  return { ...nothing, outbox: moved('SENT') };
}

function newsOfBounce(
  { bounceType, bouncedRecipients }: z.infer<typeof bounce>,
  address: string | null,
  moved: (state: 'SENT' | 'FAILED') => SentNews['outbox'],
): SentNews {
  const status = statusIn(bouncedRecipients[0]?.status ?? '');
  // SES calls some unknown mailboxes transient; the server's own status says what they are.
  if (bounceType === 'Permanent' || /^5\.1\./.test(status))
    return { ...nothing, suppress: address, outbox: moved('FAILED'), because: `hard bounce ${status}`.trim() };
  // Absence notes come as transient bounces, too, and without a status: the mail arrived.
  return { ...nothing, soft: status === '' ? null : address, outbox: moved('SENT') };
}

/** RFC 3464 and 5965: a report has a block for the whole and one for each recipient. */
const MAX_BLOCKS = 50;
const blocksOf = (report: string) =>
  report
    .replaceAll('\r\n', '\n')
    .split('\n\n', MAX_BLOCKS)
    .map((block) => parseHeaders(block.trim()).headers)
    .filter((fields) => fields.length > 0);

const RECIPIENTS = ['original-recipient', 'final-recipient', 'original-rcpt-to', 'removal-recipient'];
const recipientsOf = (fields: ReturnType<typeof blocksOf>[number]): string[] =>
  RECIPIENTS.map((name) => plain(headerOf(fields, name))).filter((address) => address !== null);

/** Where an answer to the returned mail would go: a case address of ours there proves that it is about a mail of ours. */
export const returnedReplyTo = (report: string): string[] =>
  blocksOf(report).flatMap((fields) => valuesOf(fields, 'reply-to').flatMap((value) => plain(inBrackets(value)) ?? []));

const inBrackets = (value: string): string => value.slice(value.lastIndexOf('<') + 1);

/**
 * A report that came as a mail: its machine-readable part. Anybody can write one, so it counts only for addresses that we
 * did write to, by what the caller knows; it never moves the outbox.
 */
export function newsOfReport(report: string, weWroteTo: readonly string[]): DeliveryNews {
  const blocks = blocksOf(report);
  const known = (fields: (typeof blocks)[number]) =>
    recipientsOf(fields).find((address) => weWroteTo.includes(address)) ?? null;
  const feedback = blocks.map((fields) => headerOf(fields, 'feedback-type').toLowerCase()).find(Boolean);
  if (feedback === 'not-spam') return nothing;
  if (feedback) {
    // Most services hide who complained; where we wrote to one address it is that one.
    const only = weWroteTo.length === 1 && blocks.flatMap(recipientsOf).length === 0 ? weWroteTo[0]! : null;
    const suppress = blocks.map(known).find((address) => address !== null) ?? only;
    return { ...nothing, suppress, alarm: 'Complaint', because: COMPLAINT };
  }
  const failed = blocks
    .filter((fields) => headerOf(fields, 'action').toLowerCase() === 'failed')
    .map((fields) => ({ address: known(fields), status: statusIn(headerOf(fields, 'status')) }))
    .filter(({ address }) => address !== null);
  const hard = failed.find(({ status }) => status.startsWith('5.') && !REFUSES_THE_MAIL.test(status));
  if (hard) return { ...nothing, suppress: hard.address, because: `hard bounce ${hard.status}` };
  return { ...nothing, soft: failed[0]?.address ?? null };
}

/** RFC 3463: full for now, too large, its content, its policy. They say nothing about whether the mailbox is there. */
const REFUSES_THE_MAIL = /^5\.(2\.[23]|3\.4|6\.|7\.)/;

/** `5.1.1 (bad destination)` is `5.1.1`; what is no status is empty. */
const statusIn = (value: string): string => /^[245]\.\d{1,3}\.\d{1,3}/.exec(value.trim())?.[0] ?? '';

/** `rfc822; <Jo@Acme.example>` is `jo@acme.example`. */
function plain(value: string): string | null {
  const address = value
    .slice(value.indexOf(';') + 1)
    .trim()
    .replace(/^</, '')
    .replace(/>$/, '')
    .toLowerCase();
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,253}$/.test(address) ? address : null;
}
