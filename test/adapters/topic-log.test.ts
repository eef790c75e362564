import { expect, test } from 'vitest';
import { inBothWorlds, testClock } from './worlds.ts';

const topic = (id: string) => ({ id, label: id, phrase: `we want ${id}`, openedAt: '2026-03-02T09:00:00.000Z' });

inBothWorlds((open) => {
  const fresh = async () => (await open(testClock().now)).topicLog;

  test('the log is read from where one stopped, in its order, past the tenth entry too', async () => {
    const log = await fresh();
    for (let i = 1; i <= 11; i += 1) await log.append(i, topic(`t${i}`));
    expect((await log.after(0)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await log.after(9)).toEqual([10, 11].map((sequence) => ({ sequence, topic: topic(`t${sequence}`) })));
    expect(await log.after(11)).toEqual([]);
  });

  test('who is overtaken is told so, and finds the other topic', async () => {
    const log = await fresh();
    await log.append(1, topic('first'));
    await expect(log.append(1, topic('second'))).rejects.toMatchObject({ name: 'TopicLogMovedOn' });
    expect((await log.after(0)).map((entry) => entry.topic.id)).toEqual(['first']);
  });

  test('of four that open a topic at the same moment one does', async () => {
    const log = await fresh();
    const opened = await Promise.allSettled([1, 2, 3, 4].map((i) => log.append(1, topic(`t${i}`))));
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
