import { sendInput } from '../lib/domain/case/inputs.ts';
import {
  type Approvals,
  type Clock,
  type Ledger,
  type Mailer,
  MessageUnknown,
  type Outbox,
  SendRefused,
  SendThrottled,
} from '../lib/ports.ts';
import { sendingOf, wire } from '../lib/wire.ts';

interface Deps {
  ledger: Pick<Ledger, 'find' | 'close'>;
  outbox: Pick<Outbox, 'claim' | 'begin' | 'sent' | 'refused'>;
  approvals: Pick<Approvals, 'settled'>;
  mailer: Mailer;
  clock: Clock;
}

/** So long a mail waits for the mail service; then a person is told. */
const THROTTLED_MS = 86_400_000;

/** Sends one mail of the outbox to the customer. What was handed to the mail service once is never handed over again. */
export const sendReply =
  ({ ledger, outbox, approvals, mailer, clock }: Deps) =>
  async (input: unknown) => {
    const { messageId, purpose } = sendInput.parse(input);
    const row = await ledger.find(messageId);
    if (!row) throw new MessageUnknown(messageId);
    const reply = await outbox.claim(messageId, purpose);
    if (reply) {
      const [tags, at] = [{ purpose, id: messageId }, new Date(reply.addedAt)];
      await outbox.begin(reply, await mailer.hash(reply.mail, tags, at));
      const sent = await mailer.send(reply.mail, tags, at).catch(async (error: unknown) => {
        const isThrottled = error instanceof SendThrottled;
        if (isThrottled || error instanceof SendRefused) await outbox.refused(messageId, purpose);
        const isOver = clock().getTime() - at.getTime() > THROTTLED_MS;
        throw isThrottled && isOver ? new SendRefused('it took nothing for a day') : error;
      });
      await outbox.sent(messageId, sent.sesMessageId, purpose);
    }
    // The others only tell the customer how things stand: the message goes on.
    if (purpose !== 'reply') return { outcome: row.outcome };
    await ledger.close(messageId, 'answered', row.reason);
    // Also when it was closed before: a crash in between must not leave an approval that is resumed for ever.
    if (row.route === 'ask-manager') await approvals.settled(messageId, clock());
    return { outcome: 'answered' };
  };

export const handler = wire('send-reply', (env) => sendReply(sendingOf(env)));
