import { describe, expect, test } from 'vitest';
import { sendReply } from '../../functions/send-reply.ts';
import { sweep } from '../../functions/sweep.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { memoryWorkflows } from '../../lib/adapters/memory/workflows.ts';
import { doubtedMail } from '../../lib/staff/doubted-mail.ts';
import { arrived, decided, letter } from '../adapters/samples.ts';
import { testClock } from '../adapters/worlds.ts';

/** One reply whose call never ended; the mail service works again afterwards, or not. */
async function doubted(inDoubt: 'never-twice' | 'never-lost', isServiceBack = true) {
  const clock = testClock();
  const stores = memoryStores(clock.now);
  const calls: string[] = [];
  const mailer = {
    hash: async () => 'hash',
    async send(_: unknown, { id }: { id: string }) {
      calls.push(id);
      if (calls.length === 1 || !isServiceBack) throw new Error('the answer was lost');
      return { sesMessageId: 'ses-2' };
    },
  };
  const send = sendReply({ ...stores, mailer, count: () => {}, clock: clock.now });
  await stores.ledger.claim(arrived('m1'), 'm1');
  await stores.cases.record(decided('m1'), { purpose: 'reply', mail: letter() });
  await send({ messageId: 'm1' }).catch(() => {});
  await stores.ledger.close('m1', 'parked', 'ReplyInDoubt');
  const { again } = doubtedMail({ ...stores, sendReply: send });
  const sweeping = sweep({
    ...stores,
    objects: { async *list() {} },
    workflows: memoryWorkflows(),
    inDoubt,
    sendReply: send,
    sendAgain: (reply, at) => again(reply, { by: 'evenhand', at, reason: 'never lost', facts: {} }),
    remindManagers: async () => ({ mailed: 0 }),
    mailReviews: async () => ({ reviews: 0 }),
    keepPace: async () => {},
    count: () => {},
    tellTroubles: async () => ({ troubles: 0 }),
    keepTopics: async () => ({ merged: 0 }),
    messageIdOf: (key) => key,
    clock: clock.now,
  });
  return { ...stores, calls, pass: clock.pass, sweep: () => sweeping({}) };
}

describe('a reply whose end nobody knows', () => {
  test('is left to a person, who finds it in the list, where the desk never writes twice', async () => {
    const { calls, pass, sweep, outbox, ledger } = await doubted('never-twice');
    for (let i = 0; i < 5; i += 1) {
      pass(1_000);
      await sweep();
    }
    expect(calls).toEqual(['m1']);
    expect((await outbox.open()).map(({ state }) => state)).toEqual(['UNKNOWN']);
    expect((await ledger.find('m1'))?.outcome).toBe('parked');
  });

  test('is sent once more, fifteen minutes after it fell into doubt and not before, where the desk never loses one', async () => {
    const { calls, pass, sweep, ledger, audit } = await doubted('never-lost');
    pass(901);
    await sweep(); // now it is in doubt
    pass(900);
    await sweep();
    expect(calls).toHaveLength(1);
    pass(1);
    await sweep();
    expect(calls).toHaveLength(2);
    expect((await ledger.find('m1'))?.outcome).toBe('answered');
    expect((await audit.of('case-1')).map(({ by, event }) => [by, event])).toEqual([['evenhand', 'released']]);
  });

  test('is not sent a third time', async () => {
    const { calls, pass, sweep, outbox } = await doubted('never-lost', false);
    for (let i = 0; i < 8; i += 1) {
      pass(1_000);
      await sweep();
    }
    expect(calls).toHaveLength(2);
    expect((await outbox.open()).map(({ state }) => state)).toEqual(['UNKNOWN']);
  });
});
