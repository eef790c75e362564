import { expect, test, vi } from 'vitest';
import { memoryObjectStore } from '../../lib/adapters/memory/object-store.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { readSnapshot } from '../../lib/adapters/topic-snapshot.ts';
import { SNAPSHOT_EVERY, topicUpkeep } from '../../lib/adapters/topic-upkeep.ts';
import type { TopicEvent } from '../../lib/domain/topics/topic-event.ts';
import { topicState } from '../../lib/domain/topics/topic-state.ts';
import { joined, merged, opened, undone } from '../builders/topics.ts';
import { testClock } from './worlds.ts';

const KEY = 'topics/snapshot';
const HOUR = 3600;

function world() {
  const clock = testClock();
  const { topicLog: log, demand } = memoryStores(clock.now);
  const objects = memoryObjectStore(clock.now);
  const begin = async (snapshot: unknown) => topicState(snapshot ? { snapshot } : {});
  const add = async (...events: TopicEvent[]) => {
    const last = (await log.after(0)).length;
    for (const [i, event] of events.entries())
      await log.append({ sequence: last + i + 1, at: clock.now().toISOString(), event });
  };
  const ask = (topic: string, account: string) =>
    demand.record({ topic, account, segment: 'retail', askedAt: clock.now() });
  const accounts = async (topic: string) => {
    const since = new Date(0);
    return (await demand.count({ topic, account: 'nobody', segment: 'retail', since, cap: 50 })).accounts - 1;
  };
  const sweep = topicUpkeep({ log, demand, objects, snapshotKey: KEY, begin, clock: clock.now });
  return { clock, log, demand, objects, add, ask, accounts, sweep };
}
/** The same words in two topics, which two processes have opened at the same moment. */
const twins = [
  opened('demand-a', { phrase: 'linerless labels' }),
  opened('demand-b', { key: 'b', phrase: 'linerless labels' }),
];

test('two topics for one wish become one, the older, and it counts the accounts of both', async () => {
  const { log, add, ask, accounts, sweep } = world();
  await add(...twins, opened('demand-c', { phrase: 'a printer that sings' }));
  for (const [topic, account] of [
    ['demand-a', 'x'],
    ['demand-b', 'x'],
    ['demand-b', 'y'],
    ['demand-c', 'z'],
  ] as const)
    await ask(topic, account);
  expect(await sweep()).toEqual({ merged: 1 });
  const events = (await log.after(3)).map(({ event }) => event);
  expect(events).toEqual([{ what: 'merged', topic: 'demand-b', into: 'demand-a', by: 'sweep' }]);
  expect([await accounts('demand-a'), await accounts('demand-c')]).toEqual([2, 1]);
  expect(await sweep()).toEqual({ merged: 0 });
  expect(await accounts('demand-a')).toBe(2);
});

test('what a person has undone and keeps apart is taken back and not merged again', async () => {
  const { add, ask, accounts, sweep } = world();
  await add(...twins);
  await ask('demand-b', 'y');
  await sweep();
  await add({ what: 'kept-apart', topics: ['demand-a', 'demand-b'], by: 'mia' }, undone(3));
  expect(await sweep()).toEqual({ merged: 0 });
  expect([await accounts('demand-a'), await accounts('demand-b')]).toEqual([0, 1]);
});

test('a sweep that died between a merge and its counts is healed by the next', async () => {
  const { add, ask, accounts, sweep, demand } = world();
  await add(...twins);
  for (const account of ['x', 'y']) await ask('demand-b', account);
  vi.spyOn(demand, 'follow').mockRejectedValueOnce(new Error('the table is away'));
  await expect(sweep()).rejects.toThrow('the table is away');
  expect(await accounts('demand-a')).toBe(0);
  await sweep();
  expect(await accounts('demand-a')).toBe(2);
});

test('overtaken by an ask, the sweep reads it and proposes again', async () => {
  const { log, add, sweep } = world();
  await add(...twins);
  const append = log.append.bind(log);
  vi.spyOn(log, 'append').mockImplementationOnce(async (entry) => {
    await append({ ...entry, event: joined('demand-a', 'late') });
    await append(entry);
  });
  expect(await sweep()).toEqual({ merged: 1 });
  expect((await log.after(2)).map(({ event }) => event.what)).toEqual(['joined', 'merged']);
});

test.each([
  [SNAPSHOT_EVERY - 1, false],
  [SNAPSHOT_EVERY, true],
])('with %i settled entries the snapshot is written: %s', async (entries, isWritten) => {
  const { add, clock, objects, sweep } = world();
  await add(opened('demand-a'), ...Array.from({ length: entries - 1 }, (_, i) => joined('demand-a', `k${i}`)));
  clock.pass(HOUR);
  await add(joined('demand-a', 'still young'));
  clock.pass(1);
  await sweep();
  const snapshot = await readSnapshot(objects, KEY);
  expect(snapshot !== null).toBe(isWritten);
  if (isWritten) expect(topicState({ snapshot }).sequence).toBe(entries);
});

test('a mail that was counted late at a merged topic is counted at its heir by the next sweep, also across a snapshot', async () => {
  const { add, ask, accounts, clock, log, sweep } = world();
  const again = { phrase: 'linerless labels' };
  await add(...twins, ...Array.from({ length: SNAPSHOT_EVERY }, (_, i) => joined('demand-a', `k${i}`, again)));
  clock.pass(HOUR + 1);
  await sweep();
  await ask('demand-b', 'late');
  await sweep();
  expect(await accounts('demand-a')).toBe(1);
  expect((await log.after(0)).length).toBe(SNAPSHOT_EVERY + 3);
});

test('after a snapshot an older merge can still be undone', async () => {
  const { add, ask, accounts, clock, objects, sweep } = world();
  await ask('demand-b', 'y');
  await add(opened('demand-a'), opened('demand-b'), merged('demand-b', 'demand-a'));
  await add(...Array.from({ length: SNAPSHOT_EVERY }, (_, i) => joined('demand-a', `k${i}`)));
  clock.pass(HOUR + 1);
  await sweep();
  expect(await readSnapshot(objects, KEY)).not.toBeNull();
  expect(await accounts('demand-a')).toBe(1);
  await add(undone(3));
  await sweep();
  expect([await accounts('demand-a'), await accounts('demand-b')]).toEqual([0, 1]);
});

test('a damaged snapshot is passed over: the log tells everything', async () => {
  const { add, ask, accounts, objects, sweep } = world();
  await objects.put(KEY, Buffer.from('{"half'));
  await add(...twins);
  await ask('demand-b', 'y');
  await sweep();
  expect(await accounts('demand-a')).toBe(1);
});
