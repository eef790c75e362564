import { expect, test } from 'vitest';
import { sendReply } from '../../functions/send-reply.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import { heldMail } from '../../lib/staff/held-mail.ts';
import { arrived, decided, letter } from '../adapters/samples.ts';
import { inBothWorlds, testClock } from '../adapters/worlds.ts';

const actor = { by: 'lea@desk.example', at: new Date('2026-03-02T10:00:00Z'), reason: 'we know them', facts: {} };

inBothWorlds((open) => {
  /** A held mail, and a process that dies before one of its calls to the world, which is after the one before it. */
  async function desk(diesAt = 0) {
    const clock = testClock();
    const world = await open(clock.now);
    const { ledger, cases, outbox, approvals, audit, suppressions, strangers, brakes, pace } = world;
    await ledger.claim(arrived('m1'), 'm1');
    await cases.record(decided('m1', { route: 'hold' }), null);
    await ledger.close('m1', 'held', 'identity not verified');
    const sent: OutgoingMail[] = [];
    const mailer = {
      hash: async () => 'hash',
      async send(mail: OutgoingMail) {
        sent.push(mail);
        return { sesMessageId: `ses-${sent.length}` };
      },
    };
    let calls = 0;
    const mortal = <T extends object>(store: T): T =>
      new Proxy(store, {
        get:
          (of, name) =>
          async (...given: unknown[]) => {
            calls += 1;
            if (diesAt > 0 && calls >= diesAt) throw new Error('killed');
            return (of[name as keyof T] as (...all: unknown[]) => Promise<unknown>)(...given);
          },
      });
    const sending = (of: { ledger: typeof ledger; outbox: typeof outbox; mailer: typeof mailer }) =>
      sendReply({ ...of, approvals, suppressions, strangers, brakes, pace, count: () => {}, clock: clock.now });
    const triaged: string[] = [];
    const startTriage = async ({ messageId }: { messageId: string }) => void triaged.push(messageId);
    const mortals = { ledger: mortal(ledger), outbox: mortal(outbox), mailer: mortal(mailer) };
    const held = heldMail({
      ledger: mortals.ledger,
      cases: mortal(cases),
      audit: mortal(audit),
      workflows: mortal({ startTriage }),
      letters: { byHand: async (_, text) => letter({ text }) },
      sendReply: sending(mortals),
    });
    /** What the triage machine does with a row that stands still: Decide keeps to a route that is there. */
    async function sweep() {
      const [row] = await ledger.stuckSince(clock.pass(900));
      if (!row) return;
      if (!row.route) {
        const mail = letter({ text: 'by the machine' });
        await cases.record(decided('m1'), { purpose: 'reply', mail });
      }
      await sending({ ledger, outbox, mailer })({ messageId: 'm1' }).catch((error: Error) =>
        ledger.close('m1', 'parked', error.name),
      );
    }
    const row = (await ledger.find('m1'))!;
    return { ...world, held, row, sent, triaged, sweep, calls: () => calls };
  }

  /** The number of every call that one run makes. */
  async function everyCall(act: (of: Awaited<ReturnType<typeof desk>>) => Promise<unknown>) {
    const whole = await desk();
    await act(whole);
    return Array.from({ length: whole.calls() }, (_, i) => i + 1);
  }

  test('whenever it dies while it answers by hand, one letter leaves, or the mail still waits and none has', async () => {
    const answer = ({ held, row }: Awaited<ReturnType<typeof desk>>) => held.answer(row, 'by hand', actor);
    const deaths = await everyCall(answer);
    expect(deaths.length).toBeGreaterThan(7);
    for (const death of deaths) {
      const died = await desk(death);
      await answer(died).catch(() => {});
      await died.sweep();
      await died.sweep();
      const waits = (await died.ledger.waitingForPerson()).length;
      const { outcome, reason } = (await died.ledger.find('m1'))!;
      const end = { death, letters: died.sent.length, waits, outcome, reason };
      expect([
        { ...end, letters: 1, waits: 0, outcome: 'answered' },
        { ...end, letters: 0, waits: 1, outcome: 'held' },
        // Handed to the mail service, which never said how it ended: a person looks, and nothing is sent by itself.
        { ...end, waits: 1, outcome: 'parked', reason: 'ReplyInDoubt' },
      ]).toContainEqual(end);
      expect(end.letters).toBeLessThanOrEqual(1);
    }
  });

  test('whenever it dies while it releases, the mail is triaged or still waits', async () => {
    const release = ({ held, row }: Awaited<ReturnType<typeof desk>>) => held.release(row, actor);
    for (const death of await everyCall(release)) {
      const died = await desk(death);
      await release(died).catch(() => {});
      await died.sweep();
      const waits = (await died.ledger.waitingForPerson()).length;
      expect([death, died.sent.length + waits]).toEqual([death, 1]);
    }
  });

  test('the words of the person leave, also where the machine had kept others that did not leave', async () => {
    const { held, row, ledger, sent, outbox } = await desk();
    await outbox.add('m1', 'case-1', letter({ text: 'by the machine' }));
    expect(await held.answer({ ...row, caseId: 'case-1' }, 'by hand', actor)).toBe('done');
    expect(sent.map(({ text }) => text)).toEqual(['by hand']);
    expect((await ledger.find('m1'))?.outcome).toBe('answered');
  });

  test('a reply that was claimed and never handed over does not stop a person, and its late claimer sends nothing', async () => {
    const { held, row, sent, outbox } = await desk();
    await outbox.add('m1', 'case-1', letter({ text: 'by the machine' }));
    const claimed = await outbox.claim('m1');
    expect(await held.answer({ ...row, caseId: 'case-1' }, 'by hand', actor)).toBe('done');
    await expect(outbox.begin(claimed!, 'hash')).rejects.toMatchObject({ name: 'ReplyClaimed' });
    expect(sent.map(({ text }) => text)).toEqual(['by hand']);
  });

  test('of ten who settle it at once, each in a way of their own, one does', async () => {
    const { held, row, sent, triaged } = await desk();
    const ways = [
      () => held.release(row, actor),
      (i: number) => held.answer(row, `by ${i}`, actor),
      () => held.file(row, actor),
    ];
    const ends = await Promise.all(Array.from({ length: 10 }, (_, i) => ways[i % 3]!(i)));
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(sent.length + triaged.length).toBeLessThanOrEqual(1);
  });

  test('a second answer is not sent after the first', async () => {
    const { held, row, sent } = await desk();
    await held.answer(row, 'first', actor);
    expect(await held.answer(row, 'second', actor)).toBe('in-doubt');
    expect(sent.map(({ text }) => text)).toEqual(['first']);
  });
});
