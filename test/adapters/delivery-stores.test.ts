import { expect, test } from 'vitest';
import { begin, letter } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

inBothWorlds((open) => {
  const called = async () => {
    const world = await open(testClock().now);
    await world.outbox.add('m1', 'case-1', letter());
    await begin(world.outbox, 'm1');
    return world.outbox;
  };
  const stateOf = async (world: Awaited<ReturnType<typeof called>>) => (await world.claim('m1'))?.state ?? 'closed';

  test('what bounced is not sent again, and a late "sent" does not hide it', async () => {
    const outbox = await called();
    await outbox.sent('m1', 'ses-1');
    await outbox.failed('m1', 'ses-1');
    await outbox.sent('m1', 'ses-1');
    expect(await stateOf(outbox)).toBe('closed');
    expect(await outbox.open()).toEqual([]);
    expect(await outbox.hasLeft('m1')).toBe(true);
  });

  test('a mail that was never called does not fail by an event', async () => {
    const { outbox } = await open(testClock().now);
    await outbox.add('m1', 'case-1', letter());
    await outbox.failed('m1', 'ses-1');
    await outbox.sent('m1', 'ses-1');
    expect(await outbox.hasLeft('m1')).toBe(false);
    expect(await stateOf(outbox)).toBe('CLAIMED');
  });

  test('a mail of ours is known by the id that the mail service gave it', async () => {
    const outbox = await called();
    expect(await outbox.isOurs('ses-1')).toBe(false);
    await outbox.sent('m1', 'ses-1');
    expect([await outbox.isOurs('ses-1'), await outbox.isOurs('ses-2')]).toEqual([true, false]);
  });

  test('a claim that is given back may be taken at once, by another only after that', async () => {
    const { outbox } = await open(testClock().now);
    await outbox.add('m1', 'case-1', letter());
    const claimed = (await outbox.claim('m1'))!;
    await outbox.release({ ...claimed, claim: 'of somebody else' });
    await expect(outbox.claim('m1')).rejects.toMatchObject({ name: 'ReplyClaimed' });
    await outbox.release(claimed);
    expect(await outbox.claim('m1')).toMatchObject({ state: 'CLAIMED' });
  });

  const trouble = { messageId: 'm1', purpose: 'reply', because: 'complaint', at: '2026-03-02T09:00:00.000Z' };

  test('a trouble is told once, however often it is reported', async () => {
    const { troubles } = await open(testClock().now);
    await troubles.add(trouble);
    await troubles.add({ ...trouble, because: 'hard bounce 5.1.1' });
    await troubles.add({ ...trouble, purpose: 'considering', at: '2026-03-02T09:00:01.000Z' });
    expect((await troubles.untold()).map(({ purpose, because }) => [purpose, because])).toEqual([
      ['reply', 'complaint'],
      ['considering', 'complaint'],
    ]);
    await troubles.told(trouble);
    await troubles.add(trouble);
    expect((await troubles.untold()).map(({ purpose }) => purpose)).toEqual(['considering']);
  });

  test('of many senders at once no more leave than the rate allows, and a pause is for all', async () => {
    const clock = testClock();
    const { pace } = await open(clock.now);
    await pace.allow(10, clock.now());
    clock.pass(10);
    const taken = await Promise.all(Array.from({ length: 12 }, () => pace.take(clock.now())));
    expect(taken.filter(Boolean)).toHaveLength(8);
    await pace.refused(clock.now());
    expect(await pace.take(clock.pass(59.999))).toBeNull();
    const turns = await Promise.all([1, 2, 3].map(() => pace.take(clock.pass(1))));
    expect(turns.filter((turn) => turn !== null)).toEqual(['first']);
    await pace.gotThrough(clock.now());
    expect(await pace.take(clock.pass(1))).toBe('go');
  });

  test('of many mails of one stranger at once one is acknowledged; of one domain fifty', async () => {
    const clock = testClock();
    const { strangers } = await open(clock.now);
    const take = (address: string, n: number) => strangers.take(address, `${address} ${n}`, clock.now());
    const mays = (verdicts: { may: boolean }[]) => verdicts.filter(({ may }) => may).length;
    expect(mays(await Promise.all([1, 2, 3].map((n) => take('zq@unknown.example', n))))).toBe(1);
    const others: { may: boolean }[] = [];
    for (let n = 0; n < 50; n += 1) others.push(await take(`a${n}@unknown.example`, n));
    expect(mays(others)).toBe(49);
    expect(await take('zq@other.example', 1)).toEqual({ may: true });
  });
});
