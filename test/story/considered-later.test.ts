import { expect, test } from 'vitest';
import { sendReply } from '../../functions/send-reply.ts';
import { sweep } from '../../functions/sweep.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { memoryWorkflows } from '../../lib/adapters/memory/workflows.ts';
import { SendThrottled } from '../../lib/ports.ts';
import { arrived, asked, decided, letter } from '../adapters/samples.ts';
import { testClock } from '../adapters/worlds.ts';
import { quietSweep } from '../builders/sweep.ts';

/** A request that waits for its manager, and whose customer could not be told so at first. */
async function waiting() {
  const clock = testClock();
  const stores = memoryStores(clock.now);
  const sent: string[] = [];
  let isOpen = false;
  const mailer = {
    hash: async () => 'hash',
    async send(_: unknown, { purpose }: { purpose: string }) {
      if (!isOpen) throw new SendThrottled('the day is used up');
      sent.push(purpose);
      return { sesMessageId: 'ses-1' };
    },
  };
  const send = sendReply({ ...stores, mailer, count: () => {}, clock: clock.now });
  await stores.ledger.claim(arrived('m1'), 'm1');
  await stores.cases.record(decided('m1', { route: 'ask-manager' }), { purpose: 'considering', mail: letter() });
  await send({ messageId: 'm1', purpose: 'considering' }).catch(() => {});
  await stores.approvals.ask(asked('m1'));
  await stores.ledger.close('m1', 'awaiting-approval', 'contribution and demand');
  const sweeping = sweep({
    ...quietSweep,
    ...stores,
    objects: { async *list() {} },
    workflows: memoryWorkflows(),
    inDoubt: 'never-twice',
    sendReply: send,
    clock: clock.now,
  });
  return {
    sent,
    stores,
    open: () => {
      isOpen = true;
    },
    sweep: async () => {
      clock.pass(900);
      await sweeping({});
    },
  };
}

test('a customer who could not be told at first that it is considered is told by the sweep, once', async () => {
  const desk = await waiting();
  await desk.sweep();
  expect(desk.sent).toEqual([]);
  desk.open();
  await desk.sweep();
  await desk.sweep();
  expect(desk.sent).toEqual(['considering']);
});

test('not any more when the manager has decided', async () => {
  const desk = await waiting();
  const sendAt = '2026-03-02T10:00:00.000Z';
  const decision = {
    ...{ by: 'mia@desk.example', at: sendAt, answer: { kind: 'call' as const }, reason: 'no', sendAt },
    view: { reasonable: null, abusiveTone: false },
  };
  await desk.stores.approvals.decide('m1', decision, {
    at: sendAt,
    by: 'mia',
    event: 'decided',
    because: 'no',
    facts: {},
  });
  desk.open();
  await desk.sweep();
  expect(desk.sent).toEqual([]);
});
