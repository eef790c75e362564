import { approvalInput } from '../lib/domain/case/inputs.ts';
import {
  type Approvals,
  type Clock,
  type Ledger,
  type Mailer,
  MessageUnknown,
  type Outbox,
  SendRefused,
} from '../lib/ports.ts';
import { approvalsOf, ledgerOf, mailerOf, now, outboxOf, wire } from '../lib/wire.ts';

interface Deps {
  ledger: Pick<Ledger, 'find' | 'close'>;
  outbox: Pick<Outbox, 'begin' | 'sent' | 'refused'>;
  approvals: Pick<Approvals, 'settled'>;
  mailer: Mailer;
  clock: Clock;
}

/** Sends the one reply of a message. What was handed to the mail service once is never handed over again. */
export const sendReply =
  ({ ledger, outbox, approvals, mailer, clock }: Deps) =>
  async (input: unknown) => {
    const { messageId } = approvalInput.pick({ messageId: true }).parse(input);
    const row = await ledger.find(messageId);
    if (!row) throw new MessageUnknown(messageId);
    const reply = await outbox.begin(messageId);
    if (reply) {
      const sent = await mailer.send(reply.mail, { purpose: 'reply', id: messageId }).catch(async (error: unknown) => {
        if (error instanceof SendRefused) await outbox.refused(messageId);
        throw error;
      });
      await outbox.sent(messageId, sent.sesMessageId);
    }
    await ledger.close(messageId, 'answered', row.reason);
    if (row.outcome === 'awaiting-approval') await approvals.settled(messageId, clock());
    return { outcome: 'answered' };
  };

export const handler = wire('send-reply', (env) =>
  sendReply({
    ledger: ledgerOf(env),
    outbox: outboxOf(env),
    approvals: approvalsOf(env),
    mailer: mailerOf(env),
    clock: now,
  }),
);
