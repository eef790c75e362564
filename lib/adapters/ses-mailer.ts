import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import MailComposer from 'nodemailer/lib/mail-composer';
import { findHeaderFaults } from '../domain/reply/header-rules.ts';
import type { OutgoingMail } from '../domain/reply/outgoing-mail.ts';
import { type Mailer, SendRefused } from '../ports.ts';

/** Answers of SES that prove that nothing left the house: safe to send again. Everything else is in doubt. */
const REFUSALS = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'LimitExceededException',
  'MessageRejected',
  'BadRequestException',
  'NotFoundException',
  'MailFromDomainNotVerifiedException',
  'SendingPausedException',
  'AccountSuspendedException',
]);

/** The client must not retry by itself: a retry after a time-out is a second mail. */
export const sesMailer = (ses: SESv2Client, configurationSet: string): Mailer => ({
  async send(mail, { purpose, id }) {
    const faults = findHeaderFaults(mail);
    if (faults.length > 0) throw new SendRefused(faults.join('; '));
    const command = new SendEmailCommand({
      FromEmailAddress: mail.from.address,
      Destination: { ToAddresses: [mail.to] },
      Content: { Raw: { Data: await compose(mail) } },
      ConfigurationSetName: configurationSet,
      EmailTags: [
        { Name: 'purpose', Value: purpose },
        { Name: 'id', Value: id },
      ],
    });
    const { MessageId } = await ses.send(command).catch((error: Error) => {
      throw REFUSALS.has(error.name) ? new SendRefused(error.name) : error;
    });
    return { sesMessageId: MessageId ?? '' };
  },
});

/** RFC 5322 bytes. */
export const compose = ({ from, to, replyTo, subject, text, html, headers }: OutgoingMail): Promise<Buffer> =>
  new MailComposer({ from, to, replyTo, subject, text, html, headers, disableFileAccess: true, disableUrlAccess: true })
    .compile()
    .build();
