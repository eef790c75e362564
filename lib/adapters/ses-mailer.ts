import { GetAccountCommand, type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import MailComposer from 'nodemailer/lib/mail-composer';
import { findHeaderFaults } from '../domain/reply/header-rules.ts';
import type { OutgoingMail } from '../domain/reply/outgoing-mail.ts';
import { type Mailer, type MailTags, SendRefused, SendThrottled } from '../ports.ts';
import { sha256 } from './hash.ts';

const refOf = ({ purpose, id }: MailTags): string => `${purpose}-${id}`;

/** The client must not retry by itself: a retry after a time-out is a second mail. */
export const sesMailer = (ses: SESv2Client, configurationSet: string): Mailer => ({
  hash: async (mail, tags, at) => sha256(await compose(mail, refOf(tags), at)).toString('hex'),

  async send(mail, tags, at) {
    const { purpose, id } = tags;
    const faults = findHeaderFaults(mail);
    if (faults.length > 0) throw new SendRefused(faults.join('; '));
    const command = new SendEmailCommand({
      FromEmailAddress: mail.from.address,
      Destination: { ToAddresses: [mail.to] },
      Content: { Raw: { Data: await compose(mail, refOf(tags), at) } },
      ConfigurationSetName: configurationSet,
      EmailTags: [
        { Name: 'purpose', Value: purpose },
        { Name: 'id', Value: id },
      ],
    });
    const { MessageId } = await ses.send(command).catch((error: unknown) => {
      if (isThrottled(error)) throw new SendThrottled((error as Error).name);
      throw isRefusal(error) ? new SendRefused((error as Error).name) : error;
    });
    return { sesMessageId: MessageId ?? '' };
  },
});

/** Mails a second that the account may send; null where the service does not say. */
export async function sendRate(ses: SESv2Client): Promise<number | null> {
  const { SendQuota } = await ses.send(new GetAccountCommand({}));
  return SendQuota?.MaxSendRate ?? null;
}

/** It would take the same mail later: the rate, the day's quota, or sending is paused. */
const isThrottled = (error: unknown): boolean =>
  (error as Error & { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 429 ||
  /^(Throttling|TooManyRequests|LimitExceeded|SendingPaused)/.test((error as Error).name);

/** SES answered, and the answer was no (4xx: throttled, rejected, paused, not allowed). No answer, or 5xx, proves nothing. */
function isRefusal(error: unknown): boolean {
  const { $metadata, name } = error as Error & { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && !name.startsWith('RequestTimeout');
}

/** RFC 5322 bytes: the same for the same mail, `ref` and date. `ref` must be letters, digits and "-": it stands in headers. */
export function compose(mail: OutgoingMail, ref: string, date: Date): Promise<Buffer> {
  const { from, to, replyTo, subject, text, html, headers } = mail;
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return new MailComposer({
    from,
    to,
    replyTo,
    subject,
    text,
    html,
    headers,
    date,
    messageId: `<${ref}@${domain}>`, // SES writes its own over it; a local outbox keeps this one
    baseBoundary: ref,
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
