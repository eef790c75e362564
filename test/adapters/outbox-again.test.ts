import { expect, test } from 'vitest';
import { begin, letter } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

inBothWorlds((open) => {
  const inDoubt = async () => {
    const clock = testClock();
    const { outbox } = await open(clock.now);
    await outbox.add('m1', 'case-1', letter());
    await begin(outbox, 'm1');
    await outbox.doubtBefore(clock.pass(1));
    return outbox;
  };

  test('a mail in doubt may go again on the word of one person, and is then begun once', async () => {
    const outbox = await inDoubt();
    const allowed = await Promise.all([1, 2, 3].map(() => outbox.again('m1')));
    expect(allowed.filter(Boolean)).toHaveLength(1);
    expect(await outbox.open()).toEqual([]);
    const begun = await begin(outbox, 'm1');
    expect(begun).toMatchObject({ state: 'CALLING' });
    expect(begun?.againAt).toBeDefined();
  });

  test('a call that is under way, or has ended, is not made again', async () => {
    const outbox = await inDoubt();
    await outbox.again('m1');
    await begin(outbox, 'm1');
    expect(await outbox.again('m1')).toBe(false);
    await outbox.sent('m1', 'ses-1');
    expect(await outbox.again('m1')).toBe(false);
    expect(await begin(outbox, 'm1')).toBeNull();
  });
});
