import { findHeaderFaults } from '../../domain/reply/header-rules.ts';
import type { OutgoingMail } from '../../domain/reply/outgoing-mail.ts';
import { type Mailer, SendRefused } from '../../ports.ts';

export interface SentMail {
  mail: OutgoingMail;
  purpose: string;
  id: string;
}

/** Keeps what it sends, in order. Refuses what SES would not be asked to send. */
export const memoryMailer = (): Mailer & { sent: SentMail[] } => {
  const sent: SentMail[] = [];
  return {
    sent,
    hash: async (mail) => JSON.stringify(mail),
    async send(mail, tags) {
      const faults = findHeaderFaults(mail);
      if (faults.length > 0) throw new SendRefused(faults.join('; '));
      sent.push({ mail, ...tags });
      return { sesMessageId: `memory-${sent.length}` };
    },
  };
};
