import { COMPLAINT, type DeliveryNews } from '../domain/mail/delivery.ts';
import * as ports from '../ports.ts';
import type { Count } from '../ports-metrics.ts';

interface Deps {
  ledger: Pick<ports.Ledger, 'resolve'>;
  outbox: Pick<ports.Outbox, 'sent' | 'failed'>;
  suppressions: Pick<ports.Suppressions, 'add' | 'softBounce'>;
  troubles: Pick<ports.Troubles, 'add'>;
  count: Count;
  clock: ports.Clock;
}

/** A full mailbox now and then is nothing; so often within a day, somebody should know. */
const SOFT_BOUNCES_TO_TELL = 3;
export const UNDELIVERED = 'undelivered';
/** Its own bounce would make the next one; and who a stranger is, nobody knows: many of their addresses are invented. */
const TOLD_TO_NOBODY = [UNDELIVERED, 'acknowledged'];

/** Keeps what became of a mail of ours. Safe to repeat, in any order. `about` names that mail, or the report that came as one. */
export const recordNews =
  ({ ledger, outbox, suppressions, troubles, count, clock }: Deps) =>
  async (news: DeliveryNews, about: { messageId: string; purpose: string }): Promise<void> => {
    const { suppress, soft, alarm, because } = news;
    const now = clock();
    const tell = (words: string) =>
      TOLD_TO_NOBODY.includes(about.purpose)
        ? Promise.resolve()
        : troubles.add({ ...about, because: words, at: now.toISOString() });
    if (suppress) {
      await suppressions.add(suppress, because, now);
      await tell(because);
      if (because !== COMPLAINT) count('HardBounce');
    }
    if (soft && (await suppressions.softBounce(soft, about.messageId, now)) === SOFT_BOUNCES_TO_TELL)
      await tell(`${SOFT_BOUNCES_TO_TELL} soft bounces`);
    if (alarm) count(alarm);
    if (news.outbox) await moveOutbox(news.outbox);

    async function moveOutbox({ id, purpose, sesMessageId, state }: NonNullable<DeliveryNews['outbox']>) {
      const letter = ports.replyPurposes.find((one) => one === purpose);
      if (!letter) return;
      await outbox[state === 'FAILED' ? 'failed' : 'sent'](id, sesMessageId, letter);
      // In doubt it was parked; now it is known to have left, and nobody needs to look. Also when it was known before: a crash
      // in between must not leave it there.
      if (letter === 'reply') await ledger.resolve(id, BY, { outcome: 'answered', reason: 'answered' });
    }
  };

const BY = 'the mail service';
