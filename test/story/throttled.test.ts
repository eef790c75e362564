import { readFileSync } from 'node:fs';
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

interface Retry {
  ErrorEquals: string[];
  IntervalSeconds: number;
  MaxAttempts: number;
  BackoffRate: number;
}
const triage = JSON.parse(readFileSync('lib/workflow/triage.asl.json', 'utf8')) as {
  States: { 'Send the reply': { Retry: Retry[] } };
};
/** Seconds after each other at which the machine tries to send. */
const TRIES = triage.States['Send the reply'].Retry.filter(({ ErrorEquals }) =>
  ErrorEquals.includes('States.ALL'),
).flatMap(({ IntervalSeconds, MaxAttempts, BackoffRate }) =>
  Array.from({ length: MaxAttempts }, (_, i) => IntervalSeconds * BackoffRate ** i),
);
const MINUTE = 60;
const SWEEP_EVERY = 15 * MINUTE;

/** A desk to which mails come at these seconds, with a mail service that takes nothing in `closed`; all of it in virtual time. */
async function desk(arrivals: number[], closed: { from: number; until: number }) {
  const clock = testClock();
  const stores = memoryStores(clock.now);
  const left: string[] = [];
  let [calls, seconds] = [0, 0];
  const mailer = {
    hash: async () => 'hash',
    async send(_: unknown, { id }: { id: string }) {
      calls += 1;
      if (seconds >= closed.from && seconds < closed.until) throw new SendThrottled('TooManyRequestsException');
      left.push(id);
      return { sesMessageId: `ses-${id}` };
    },
  };
  const send = sendReply({ ...stores, mailer, count: () => {}, clock: clock.now });
  await stores.pace.allow(14, clock.now());

  const due: { at: number; act: () => Promise<unknown> }[] = [];
  const start = (messageId: string, tries = TRIES): Promise<unknown> =>
    send({ messageId }).catch(() => {
      const [wait, ...rest] = tries;
      if (wait !== undefined) due.push({ at: seconds + wait, act: () => start(messageId, rest) });
    });
  for (const [i, at] of arrivals.entries())
    due.push({
      at,
      async act() {
        const [id, to] = [`m${i}`, `customer-${i}@acme.example`];
        await stores.ledger.claim(arrived(id, { updatedAt: clock.now().toISOString() }), id);
        await stores.brakes.accepted(clock.now());
        await stores.cases.record(decided(id, { caseId: id }), { purpose: 'reply', mail: letter({ to }) });
        await start(id);
      },
    });
  const sweep = async () => {
    const stuck = await stores.ledger.stuckSince(new Date(clock.now().getTime() - SWEEP_EVERY * 1_000));
    for (const { id } of stuck) due.push({ at: seconds, act: () => start(id) });
    if (left.length < arrivals.length) due.push({ at: seconds + SWEEP_EVERY, act: sweep });
  };
  due.push({ at: SWEEP_EVERY, act: sweep });
  while (due.length > 0) {
    const next = Math.min(...due.map(({ at }) => at));
    clock.pass(next - seconds);
    seconds = next;
    const now = due.filter(({ at }) => at === next);
    for (const one of now) due.splice(due.indexOf(one), 1);
    await Promise.all(now.map(({ act }) => act()));
  }
  return { left, attempts: calls / arrivals.length, hours: seconds / 3_600, stores };
}

const HALF_AN_HOUR = { from: 10 * MINUTE, until: 40 * MINUTE };

async function expectAllSent(arrivals: number[]) {
  const { left, attempts, hours, stores } = await desk(arrivals, HALF_AN_HOUR);
  expect(left).toHaveLength(arrivals.length);
  expect(new Set(left).size).toBe(arrivals.length);
  expect(await stores.ledger.waitingForPerson()).toEqual([]);
  expect(hours).toBeLessThan(5);
  expect(attempts).toBeLessThanOrEqual(1.2);
}

test('29 the service takes nothing for 30 minutes while mail keeps coming: all leave once, at 1.2 attempts each at most', () =>
  expectAllSent(Array.from({ length: 300 }, (_, i) => i * 10)));

test('29 the same when a hundred come at once, and none after', () =>
  expectAllSent(Array.from({ length: 100 }, () => HALF_AN_HOUR.from)));
