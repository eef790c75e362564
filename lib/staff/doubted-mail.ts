import type { Audit, Ledger, Outbox, Reply } from '../ports.ts';
import { type Actor, entryOf, leaves, type SendReply } from './actor.ts';

export interface DoubtedMailDeps {
  outbox: Pick<Outbox, 'sent' | 'again'>;
  ledger: Pick<Ledger, 'resolve'>;
  audit: Pick<Audit, 'append'>;
  sendReply: SendReply;
}

/** Mail that was handed to the mail service and whose end is not known: a person has looked there. */
export function doubtedMail({ outbox, ledger, audit, sendReply }: DoubtedMailDeps) {
  /** An answer in doubt has parked its message; once it is known to have left, nobody needs to look at that any more. */
  const closeMessage = async ({ messageId, purpose }: Reply, { by }: Actor) => {
    if (purpose === 'reply') await ledger.resolve(messageId, by, { outcome: 'answered', reason: 'answered' });
  };
  return {
    async arrived(reply: Reply, actor: Actor): Promise<'done'> {
      const { messageId, purpose, caseId } = reply;
      await audit.append(caseId, entryOf(actor, 'filed', { message: messageId, outbox: purpose }));
      await outbox.sent(messageId, `on the word of ${actor.by}`, purpose);
      await closeMessage(reply, actor);
      return 'done';
    },

    async again(reply: Reply, actor: Actor): Promise<'done' | 'waits' | 'moved-on'> {
      const { messageId, purpose, caseId } = reply;
      if (!(await outbox.again(messageId, purpose))) return 'moved-on';
      await audit.append(caseId, entryOf(actor, 'released', { message: messageId, outbox: purpose }));
      if (!(await leaves(sendReply, { messageId, purpose }))) return 'waits';
      await closeMessage(reply, actor);
      return 'done';
    },
  };
}
