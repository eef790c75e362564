import { expect, test } from 'vitest';
import { arrived, begin, decided, letter } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

inBothWorlds((open) => {
  const withReply = async (now = testClock().now) => {
    const world = await open(now);
    await world.outbox.add('m1', 'case-1', letter());
    return world;
  };

  test('a reply is begun once, with its words', async () => {
    const clock = testClock();
    const { outbox } = await withReply(clock.now);
    expect(await begin(outbox, 'm1')).toMatchObject({ messageId: 'm1', state: 'CALLING', mail: letter() });
    clock.pass(29.999); // still under way: who comes second waits
    await expect(begin(outbox, 'm1')).rejects.toMatchObject({ name: 'ReplyClaimed' });
    clock.pass(0.001);
    await expect(begin(outbox, 'm1')).rejects.toMatchObject({ name: 'ReplyInDoubt' });
  });

  test('of three that begin at the same moment one may call', async () => {
    const { outbox } = await withReply();
    const begun = await Promise.allSettled([1, 2, 3].map(() => begin(outbox, 'm1')));
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('the reply of a decision is begun like any other', async () => {
    const { ledger, cases, outbox } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await cases.record(decided('m1'), { purpose: 'reply', mail: letter() });
    expect(await begin(outbox, 'm1')).toMatchObject({ mail: letter(), caseId: 'case-1' });
  });

  test('what was sent is not begun again', async () => {
    const { outbox } = await withReply();
    await begin(outbox, 'm1');
    await outbox.sent('m1', 'ses-1');
    expect(await begin(outbox, 'm1')).toBeNull();
  });

  test('after a proven refusal it may be begun again', async () => {
    const { outbox } = await withReply();
    await begin(outbox, 'm1');
    await outbox.refused('m1');
    expect(await begin(outbox, 'm1')).toMatchObject({ state: 'CALLING' });
  });

  test('a refusal that comes late does not take back what was sent', async () => {
    const { outbox } = await withReply();
    await begin(outbox, 'm1');
    await outbox.sent('m1', 'ses-1');
    await outbox.refused('m1');
    expect(await begin(outbox, 'm1')).toBeNull();
  });

  test('a second reply to one message is not kept', async () => {
    const { outbox } = await withReply();
    await outbox.add('m1', 'case-1', letter({ text: 'Other words.' }));
    expect((await begin(outbox, 'm1'))?.mail.text).toBe(letter().text);
  });

  test('a reply that was never written cannot be begun', async () => {
    const { outbox } = await open(testClock().now);
    await expect(begin(outbox, 'nobody')).rejects.toMatchObject({ name: 'MessageUnknown' });
  });

  test('a call without an end is in doubt after the limit, not at it, and then never sent by itself', async () => {
    const clock = testClock();
    const { outbox } = await withReply(clock.now);
    await begin(outbox, 'm1');
    expect(await outbox.doubtBefore(clock.now())).toEqual([]);
    const found = await outbox.doubtBefore(clock.pass(1));
    expect(found).toMatchObject([{ messageId: 'm1', state: 'UNKNOWN', mail: letter() }]);
    expect(await outbox.doubtBefore(clock.pass(3_600))).toEqual([]);
    await expect(begin(outbox, 'm1')).rejects.toMatchObject({ name: 'ReplyInDoubt' });
  });

  test('only calls come into doubt: neither what waits nor what was sent or begun anew', async () => {
    const clock = testClock();
    const { outbox } = await withReply(clock.now);
    for (const id of ['sent', 'anew']) {
      await outbox.add(id, 'case-1', letter());
      await begin(outbox, id);
    }
    await outbox.sent('sent', 'ses-1');
    await outbox.refused('anew');
    const limit = clock.pass(60);
    await begin(outbox, 'anew');
    expect(await outbox.doubtBefore(limit)).toEqual([]);
  });

  test('an answer of the mail service that comes after the doubt ends it', async () => {
    const clock = testClock();
    const { outbox } = await withReply(clock.now);
    await begin(outbox, 'm1');
    await outbox.doubtBefore(clock.pass(60));
    await outbox.sent('m1', 'ses-1');
    expect(await begin(outbox, 'm1')).toBeNull();
  });

  test('mails of several purposes about one message go their own ways', async () => {
    const { outbox } = await withReply();
    await outbox.add('m1', 'case-1', letter({ subject: 'Considered' }), 'considering');
    await begin(outbox, 'm1', 'considering');
    await outbox.sent('m1', 'ses-1', 'considering');
    expect(await begin(outbox, 'm1')).toMatchObject({ purpose: 'reply', mail: letter() });
    expect(await begin(outbox, 'm1', 'considering')).toBeNull();
    await expect(begin(outbox, 'm1', 'expired')).rejects.toMatchObject({ name: 'MessageUnknown' });
  });

  test('mail whose end is not known is listed, called or in doubt, until it is known', async () => {
    const clock = testClock();
    const { outbox } = await open(clock.now);
    for (const id of ['m1', 'm2', 'm3']) await outbox.add(id, 'case-1', letter());
    await begin(outbox, 'm1');
    await outbox.doubtBefore(clock.pass(60));
    await begin(outbox, 'm2');
    const listed = async () => (await outbox.open()).map(({ messageId, state }) => [messageId, state]);
    expect(await listed()).toEqual([
      ['m1', 'UNKNOWN'],
      ['m2', 'CALLING'],
    ]);
    await outbox.sent('m1', 'ses-1');
    await outbox.sent('m2', 'ses-2');
    expect(await listed()).toEqual([]);
  });

  test('a claim holds for 30 seconds; then another may take over, and the first can no longer hand over', async () => {
    const clock = testClock();
    const { outbox } = await open(clock.now);
    await outbox.add('m1', 'case-1', letter());
    const first = (await outbox.claim('m1'))!;
    clock.pass(29.999);
    await expect(outbox.claim('m1')).rejects.toMatchObject({ name: 'ReplyClaimed' });
    clock.pass(0.001);
    const second = (await outbox.claim('m1'))!;
    expect(second.addedAt).toBe(first.addedAt);
    await expect(outbox.begin(first, 'hash')).rejects.toMatchObject({ name: 'ReplyClaimed' });
    await outbox.begin(second, 'hash');
    clock.pass(3_600);
    await expect(outbox.claim('m1')).rejects.toMatchObject({ name: 'ReplyInDoubt' });
  });

  test('who took over after the first began to hand over sends nothing', async () => {
    const clock = testClock();
    const { outbox } = await open(clock.now);
    await outbox.add('m1', 'case-1', letter());
    const first = (await outbox.claim('m1'))!;
    clock.pass(30);
    await outbox.begin(first, 'hash');
    await expect(outbox.claim('m1')).rejects.toMatchObject({ name: 'ReplyClaimed' });
  });
});
