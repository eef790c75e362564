import { expect, test } from 'vitest';
import { sendReply } from '../../functions/send-reply.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { SendThrottled } from '../../lib/ports.ts';
import { arrived, decided, letter } from '../adapters/samples.ts';
import { testClock } from '../adapters/worlds.ts';

async function throttled() {
  const clock = testClock();
  const stores = memoryStores(clock.now);
  let isOpen = false;
  const mailer = {
    hash: async () => 'hash',
    async send() {
      if (!isOpen) throw new SendThrottled('TooManyRequestsException');
      return { sesMessageId: 'ses-1' };
    },
  };
  await stores.ledger.claim(arrived('m1'), 'm1');
  await stores.cases.record(decided('m1'), { purpose: 'reply', mail: letter() });
  const send = sendReply({ ...stores, mailer, count: () => {}, clock: clock.now });
  return {
    ...stores,
    pass: clock.pass,
    send: () => send({ messageId: 'm1' }),
    open: () => {
      isOpen = true;
    },
  };
}

test('29 a mail that the service does not take for now stays open, and leaves when it does', async () => {
  const { send, open, pass, ledger } = await throttled();
  await expect(send()).rejects.toMatchObject({ name: 'SendThrottled' });
  expect((await ledger.stuckSince(pass(1_800))).map(({ id }) => id)).toEqual(['m1']); // the sweep starts it again
  open();
  expect(await send()).toEqual({ outcome: 'answered' });
});

test('after a day, and not before, a person is told', async () => {
  const { send, pass } = await throttled();
  pass(86_400);
  await expect(send()).rejects.toMatchObject({ name: 'SendThrottled' });
  pass(0.001);
  await expect(send()).rejects.toMatchObject({ name: 'SendRefused' });
});
