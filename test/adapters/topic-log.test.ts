import { expect, test } from 'vitest';
import type { LoggedEvent } from '../../lib/domain/topics/topic-event.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const entry = (sequence: number, topic = `t${sequence}`): LoggedEvent => ({
  sequence,
  at: '2026-03-02T09:00:00.000Z',
  event: { what: 'refused', topic, by: 'mia' },
});

inBothWorlds((open) => {
  const fresh = async () => (await open(testClock().now)).topicLog;

  test('the log is read from where one stopped, in its order, past the tenth entry too', async () => {
    const log = await fresh();
    for (let i = 1; i <= 11; i += 1) await log.append(entry(i));
    expect((await log.after(0)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await log.after(9)).toEqual([entry(10), entry(11)]);
    expect(await log.after(3, 2)).toEqual([entry(4), entry(5)]);
    expect(await log.after(11)).toEqual([]);
  });

  test('who is overtaken is told so, and finds the other topic', async () => {
    const log = await fresh();
    await log.append(entry(1, 'first'));
    await expect(log.append(entry(1, 'second'))).rejects.toMatchObject({ name: 'TopicLogMovedOn' });
    expect(await log.after(0)).toEqual([entry(1, 'first')]);
  });

  test('of four that open a topic at the same moment one does', async () => {
    const log = await fresh();
    const opened = await Promise.allSettled([1, 2, 3, 4].map((i) => log.append(entry(1, `t${i}`))));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await log.after(0)).toHaveLength(1);
  });

  test("the desk's key has 256 bits and stays the same", async () => {
    const { caseKey } = await open(testClock().now);
    const key = await caseKey();
    expect(key).toHaveLength(32);
    expect(await caseKey()).toEqual(key);
  });
});
