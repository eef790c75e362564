import { sendInput } from '../lib/domain/case/inputs.ts';
import { BREAKER_TRIPPED } from '../lib/domain/mail/brakes.ts';
import * as ports from '../lib/ports.ts';
import type { Count } from '../lib/ports-metrics.ts';
import { wire } from '../lib/wire.ts';
import { sendingOf } from '../lib/wire-sending.ts';

interface Deps {
  ledger: Pick<ports.Ledger, 'find' | 'close'>;
  outbox: Pick<ports.Outbox, 'claim' | 'release' | 'begin' | 'sent' | 'refused'>;
  approvals: Pick<ports.Approvals, 'settled'>;
  suppressions: Pick<ports.Suppressions, 'because'>;
  strangers: ports.Strangers;
  brakes: Pick<ports.Brakes, 'take'>;
  pace: Pick<ports.Pace, 'take' | 'gotThrough' | 'refused'>;
  mailer: ports.Mailer;
  count: Count;
  clock: ports.Clock;
}

/** So long a mail waits for the mail service or the breaker. */
const THROTTLED_MS = 86_400_000;

/** Sends one mail of the outbox to the customer. What was handed to the mail service once is never handed over again. */
export const sendReply = (deps: Deps) => async (input: unknown) => {
  const { ledger, outbox, approvals, clock } = deps;
  const { messageId, purpose } = sendInput.parse(input);
  const row = await ledger.find(messageId);
  if (!row) throw new ports.MessageUnknown(messageId);
  const reply = await outbox.claim(messageId, purpose);
  if (reply) {
    const held = await whyHeld(deps, reply, row);
    if (held) {
      await outbox.release(reply);
      if (purpose === 'reply') await end('held', held);
      return { outcome: 'held' };
    }
    await handOver(deps, reply);
  }
  // The others only tell the customer how things stand: the message goes on.
  if (purpose !== 'reply') return { outcome: row.outcome };
  await end('answered', row.reason);
  return { outcome: 'answered' };

  async function end(outcome: 'answered' | 'held', reason: string): Promise<void> {
    await ledger.close(messageId, outcome, reason);
    // Also when it was closed before: a crash in between must not leave an approval that is resumed for ever.
    if (row?.route === 'ask-manager') await approvals.settled(messageId, clock());
  }
};

/** Null: it may leave. What a person let out by name is braked by nobody; what a manager decided is no automatic mail. */
async function whyHeld(
  { outbox, suppressions, strangers, brakes, count, clock }: Deps,
  reply: ports.ClaimedReply,
  { acceptedBy, route }: ports.LedgerRow,
): Promise<string | null> {
  const { messageId, purpose, caseId, mail } = reply;
  if (acceptedBy) return null;
  const suppressed = await suppressions.because(mail.to);
  if (suppressed) return `address not written to: ${suppressed}`;
  if (purpose === 'ended' || (purpose === 'reply' && route === 'ask-manager')) return null;
  if (purpose === 'acknowledged') {
    const verdict = await strangers.take(mail.to, messageId, clock());
    if (!verdict.may) return verdict.because;
  }
  const verdict = await brakes.take({ address: mail.to, caseId, messageId, purpose }, clock());
  if (verdict.may) return null;
  const isBreaker = verdict.because === BREAKER_TRIPPED;
  count(isBreaker ? 'BreakerOpen' : 'HeldByBrakes');
  // The breaker is about the desk and not about this mail: it leaves when the traffic is as it should be.
  if (isBreaker) {
    await outbox.release(reply);
    throw notToday(new ports.SendThrottled(verdict.because), reply, clock());
  }
  return `too many automatic mails: ${verdict.because}`;
}

/** What waits for a day is told to a person. */
function notToday(error: unknown, { addedAt }: ports.Reply, now: Date): unknown {
  const isOver = now.getTime() - Date.parse(addedAt) > THROTTLED_MS;
  return error instanceof ports.SendThrottled && isOver ? new ports.SendRefused('nothing left for a day') : error;
}

async function handOver({ outbox, pace, mailer, clock }: Deps, reply: ports.ClaimedReply): Promise<void> {
  const { messageId, purpose, mail, addedAt } = reply;
  const [tags, at] = [{ purpose, id: messageId }, new Date(addedAt)];
  const turn = await pace.take(clock());
  if (!turn) {
    await outbox.release(reply);
    throw notToday(new ports.SendThrottled('its rate is used up'), reply, clock());
  }
  await outbox.begin(reply, await mailer.hash(mail, tags, at));
  const sent = await mailer.send(mail, tags, at).catch(async (error: unknown) => {
    const isThrottled = error instanceof ports.SendThrottled;
    if (isThrottled || error instanceof ports.SendRefused) await outbox.refused(messageId, purpose);
    if (isThrottled) await pace.refused(clock());
    throw notToday(error, reply, clock());
  });
  await outbox.sent(messageId, sent.sesMessageId, purpose);
  if (turn === 'first') await pace.gotThrough(clock());
}

export const handler = wire('send-reply', (env) => sendReply(sendingOf(env)));
