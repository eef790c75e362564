/** What keeps the desk from writing too much: the real step that sends, over stores in memory and in the table. */
import { describe, expect, test } from 'vitest';
import { sendReply } from '../../functions/send-reply.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import type { MetricName } from '../../lib/ports-metrics.ts';
import { arrived, decided, letter } from '../adapters/samples.ts';
import { inBothWorlds, testClock, type World } from '../adapters/worlds.ts';

const JO = 'jo@acme.example';

function sending(
  world: World,
  clock: ReturnType<typeof testClock>,
  but: Partial<Parameters<typeof sendReply>[0]> = {},
) {
  const [sent, counted]: [string[], MetricName[]] = [[], []];
  const mailer = {
    hash: async () => 'hash',
    async send({ to }: { to: string }) {
      sent.push(to);
      return { sesMessageId: `ses-${sent.length}` };
    },
  };
  const count = (name: MetricName) => void counted.push(name);
  const send = sendReply({ ...world, mailer, count, clock: clock.now, ...but });
  /** A message that was decided, and its answer on its way. */
  async function answer(
    id: string,
    { to = JO, caseId = id, route = 'answer' as const, acceptedBy = null as string | null } = {},
  ) {
    await world.ledger.claim(arrived(id, { sender: to }), id);
    if (acceptedBy) {
      await world.ledger.close(id, 'held', 'not verified');
      await world.ledger.resolve(id, acceptedBy, 'release');
    }
    await world.cases.record(decided(id, { caseId, sender: to, route }), { purpose: 'reply', mail: letter({ to }) });
    return send({ messageId: id });
  }
  return { sent, counted, send, answer };
}

inBothWorlds((open) => {
  const opened = async (but: Parameters<typeof sending>[2] = {}) => {
    const clock = testClock();
    const world = await open(clock.now);
    return { ...world, clock, ...sending(world, clock, but) };
  };
  const answerMany = async ({ answer }: Awaited<ReturnType<typeof opened>>, count: number, from = 0) => {
    const outcomes: unknown[] = [];
    for (let n = from; n < from + count; n += 1) outcomes.push((await answer(`m${n}`)).outcome);
    return outcomes;
  };

  test('the fourth mail to an address within ten minutes is held with the reason, and is in the list of a person', async () => {
    const desk = await opened();
    expect(await answerMany(desk, 4)).toEqual(['answered', 'answered', 'answered', 'held']);
    expect(desk.sent).toHaveLength(3);
    expect(desk.counted).toEqual(['HeldByBrakes']);
    expect(await desk.ledger.waitingForPerson()).toMatchObject([
      { id: 'm3', reason: 'too many automatic mails: 3 went to this address within 10 minutes' },
    ]);
    desk.clock.pass(600);
    expect(await answerMany(desk, 1, 4)).toEqual(['answered']);
  });

  test('what a person lets out leaves, whatever the brakes say', async () => {
    const desk = await opened();
    await answerMany(desk, 3);
    expect(await desk.answer('m3', { acceptedBy: 'ops@desk.example' })).toEqual({ outcome: 'answered' });
    expect(desk.sent).toHaveLength(4);
  });

  test('what a manager decided is no automatic mail', async () => {
    const desk = await opened();
    await answerMany(desk, 3);
    expect(await desk.answer('m3', { route: 'ask-manager' as never })).toEqual({ outcome: 'answered' });
  });

  test('to an address that bounced nothing is sent, and the reason says why', async () => {
    const desk = await opened();
    await desk.suppressions.add(JO, 'hard bounce 5.1.1', desk.clock.now());
    expect(await answerMany(desk, 1)).toEqual(['held']);
    expect((await desk.ledger.find('m0'))?.reason).toBe('address not written to: hard bounce 5.1.1');
    expect(await desk.answer('m1', { to: 'sam@acme.example' })).toEqual({ outcome: 'answered' });
    expect(desk.sent).toEqual(['sam@acme.example']);
  });

  test('when more leaves than comes in all wait and an alarm is due, and they leave by themselves later', async () => {
    const desk = await opened();
    const to = (n: number) => ({ to: `a${n}@b.example` });
    for (let n = 0; n < 20; n += 1) await desk.answer(`m${n}`, to(n));
    await expect(desk.answer('m20', to(20))).rejects.toMatchObject({ name: 'SendThrottled' });
    expect(desk.counted).toEqual(['BreakerOpen']);
    expect((await desk.ledger.find('m20'))?.outcome).toBeNull(); // the sweep starts it again
    desk.clock.pass(1_200);
    expect(await desk.send({ messageId: 'm20' })).toEqual({ outcome: 'answered' });
  });

  test('"being considered" that is held stops nothing', async () => {
    const desk = await opened();
    await answerMany(desk, 3);
    await desk.ledger.claim(arrived('m9'), 'm9');
    await desk.cases.record(decided('m9', { route: 'ask-manager' }), { purpose: 'considering', mail: letter() });
    expect(await desk.send({ messageId: 'm9', purpose: 'considering' })).toEqual({ outcome: 'held' });
    expect(desk.sent).toHaveLength(3);
    expect((await desk.ledger.find('m9'))?.outcome).toBeNull();
  });
});

describe('a counter that cannot be read', () => {
  const down = async (): Promise<never> => {
    throw new Error('the store is down');
  };
  test.each([
    ['the brakes', { brakes: { take: down } }],
    ['the list of suppressed addresses', { suppressions: { because: down } }],
    ['the pace', { pace: { take: down, gotThrough: down, refused: down } }],
  ])('%s: nothing is sent', async (_, broken) => {
    const clock = testClock();
    const world = memoryStores(clock.now);
    const { answer, sent } = sending(world, clock, broken);
    await expect(answer('m1')).rejects.toThrow('the store is down');
    expect(sent).toEqual([]);
    expect((await world.ledger.find('m1'))?.outcome).toBeNull();
  });
});
