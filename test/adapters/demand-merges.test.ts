import { expect, test } from 'vitest';
import type { DemandBook } from '../../lib/ports.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const CAP = 5;
const day = (date: string) => new Date(`${date}T12:00:00.000Z`);
const ask = (demand: DemandBook, topic: string, account: string, date = '2026-03-01', segment = 'retail') =>
  demand.record({ topic, account, segment, askedAt: day(date) });
/** Of an account that has not asked, so that it is one more than those that did. */
const others = async (
  demand: DemandBook,
  topic: string,
  but: { since?: string; cap?: number; segment?: string } = {},
) => {
  const { since = '2026-01-01', cap = 50, segment = 'retail' } = but;
  const counted = await demand.count({ topic, account: 'nobody', segment, since: day(since), cap });
  return [counted.accounts - 1, counted.segmentAccounts - 1];
};
const merge = { from: 'gone', to: 'heir', cap: CAP };

inBothWorlds((open) => {
  const fresh = async () => (await open(testClock().now)).demand;

  test('after a merge its accounts count for the heir, one that asked both once, also when it is copied again', async () => {
    const demand = await fresh();
    for (const account of ['a1', 'a2']) await ask(demand, 'gone', account);
    for (const account of ['a2', 'a3']) await ask(demand, 'heir', account);
    await demand.follow(merge);
    await demand.follow(merge);
    expect(await others(demand, 'heir')).toEqual([3, 3]);
  });

  test('an undone merge leaves the heir what it had, and what it was asked in between', async () => {
    const demand = await fresh();
    for (const account of ['a1', 'a2', 'a3']) await ask(demand, 'gone', account);
    await ask(demand, 'heir', 'a1');
    await demand.follow(merge);
    await ask(demand, 'heir', 'a2', '2026-02-01');
    await demand.unfollow(merge);
    await demand.unfollow(merge);
    expect(await others(demand, 'heir')).toEqual([2, 2]);
    expect(await others(demand, 'gone')).toEqual([3, 3]);
  });

  test('of two merges one is undone: who came with both still counts', async () => {
    const demand = await fresh();
    for (const topic of ['gone', 'gone too']) await ask(demand, topic, 'a1');
    await ask(demand, 'gone', 'a2');
    for (const from of ['gone', 'gone too']) await demand.follow({ ...merge, from });
    await demand.unfollow(merge);
    expect(await others(demand, 'heir')).toEqual([1, 1]);
  });

  test('the newest day decides whether an account is in the window, whichever topic it asked for', async () => {
    const demand = await fresh();
    await ask(demand, 'heir', 'a1', '2026-01-31');
    await ask(demand, 'gone', 'a1', '2026-02-01');
    await demand.follow(merge);
    expect(await others(demand, 'heir', { since: '2026-02-01' })).toEqual([1, 1]);
    expect(await others(demand, 'heir', { since: '2026-02-02' })).toEqual([0, 0]);
    await ask(demand, 'heir', 'a1', '2026-01-31');
    expect(await others(demand, 'heir', { since: '2026-02-01' })).toEqual([1, 1]);
    await demand.unfollow(merge);
    expect(await others(demand, 'heir', { since: '2026-02-01' })).toEqual([0, 0]);
    expect(await others(demand, 'heir', { since: '2026-01-31' })).toEqual([1, 1]);
  });

  test('an account counts in the segment in which it asked last, and after the undo in the one before', async () => {
    const demand = await fresh();
    await ask(demand, 'heir', 'a1', '2026-02-01', 'retail');
    await ask(demand, 'gone', 'a1', '2026-02-02', 'industry');
    await demand.follow(merge);
    expect(await others(demand, 'heir', { segment: 'industry' })).toEqual([1, 1]);
    await demand.unfollow(merge);
    expect(await others(demand, 'heir', { segment: 'industry' })).toEqual([1, 0]);
  });

  test.each([CAP, CAP + 1])('of %i accounts the heir counts up to the cap, the newest first', async (accounts) => {
    const demand = await fresh();
    for (let i = 1; i <= accounts; i += 1) await ask(demand, 'gone', `a${i}`, `2026-03-0${i}`);
    await demand.follow(merge);
    expect(
      (
        await demand.count({
          topic: 'heir',
          account: `a${accounts}`,
          segment: 'retail',
          since: day('2026-01-01'),
          cap: CAP,
        })
      ).accounts,
    ).toBe(CAP);
    expect(await others(demand, 'heir', { since: `2026-03-0${accounts - CAP + 1}` })).toEqual([CAP, CAP]);
  });

  test('only what a topic was asked for itself follows: its own heirs follow by themselves', async () => {
    const demand = await fresh();
    await ask(demand, 'first', 'a1');
    await demand.follow({ from: 'first', to: 'gone', cap: CAP });
    await demand.follow(merge);
    expect(await others(demand, 'heir')).toEqual([0, 0]);
  });

  test('a report sees each pair where it was asked', async () => {
    const demand = await fresh();
    await ask(demand, 'gone', 'a1');
    await demand.follow(merge);
    const span = { segment: 'retail', firstDay: '2026-03-01', lastDay: '2026-03-01' };
    expect(await Array.fromAsync(demand.pairs())).toEqual([{ topic: 'gone', account: 'a1', ...span }]);
  });

  test('a moved account leaves, one with something left stays in both, and moving back restores', async () => {
    const demand = await fresh();
    for (const account of ['a1', 'a2']) await ask(demand, 'old', account);
    await demand.move({ names: ['old'], to: 'new', account: 'a1', only: null });
    const only = { firstDay: '2026-02-01', lastDay: '2026-02-02' };
    await demand.move({ names: ['old'], to: 'new', account: 'a2', only });
    await ask(demand, 'old', 'a2', '2026-03-02');
    await demand.move({ names: ['old'], to: 'new', account: 'a2', only });
    expect(await others(demand, 'new', { since: '2026-02-02' })).toEqual([2, 2]);
    expect(await others(demand, 'new', { since: '2026-02-03' })).toEqual([1, 1]);
    expect([await others(demand, 'old'), await others(demand, 'new')]).toEqual([
      [1, 1],
      [2, 2],
    ]);
    for (const account of ['a1', 'a2']) await demand.move({ names: ['new'], to: 'old', account, only: null });
    expect([await others(demand, 'old'), await others(demand, 'new')]).toEqual([
      [2, 2],
      [0, 0],
    ]);
  });

  test('a moved account leaves the merged topics, too, and no copy brings it back', async () => {
    const demand = await fresh();
    for (const account of ['a1', 'a2']) await ask(demand, 'gone', account);
    await demand.follow(merge);
    await demand.move({ names: ['heir', 'gone'], to: 'new', account: 'a1', only: null });
    await demand.follow(merge);
    expect([await others(demand, 'heir'), await others(demand, 'new')]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test('what was never counted is not counted by a move', async () => {
    const demand = await fresh();
    await demand.move({ names: ['old'], to: 'new', account: 'a1', only: null });
    expect(await others(demand, 'new')).toEqual([0, 0]);
  });

  test('merges, undos and mails at the same moment lose nothing', async () => {
    const demand = await fresh();
    for (const account of ['a1', 'a2', 'a3']) await ask(demand, 'gone', account);
    await Promise.all([
      demand.follow(merge),
      demand.follow({ ...merge, from: 'empty' }),
      ...['a1', 'a2', 'a4'].map((account) => ask(demand, 'heir', account, '2026-03-02')),
      demand.follow(merge),
    ]);
    expect(await others(demand, 'heir')).toEqual([4, 4]);
    await Promise.all([demand.unfollow(merge), ask(demand, 'heir', 'a3', '2026-03-03')]);
    expect(await others(demand, 'heir', { since: '2026-03-02' })).toEqual([4, 4]);
  });

  test('whatever is asked, merged and undone in whatever order, the counts are those of plain sets', async () => {
    const demand = await fresh();
    const random = generator(20_260_302);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const topics = ['t0', 't1', 't2'] as const;
    const days = ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04'];
    /** `topic account source` to the newest day. */
    const model = new Map<string, string>();
    for (let step = 0; step < 250; step += 1) {
      const [from, to, account, date] = [pick(topics), pick(topics), pick(['a1', 'a2', 'a3', 'a4']), pick(days)];
      const act = pick(['record', 'record', 'follow', 'unfollow']);
      const own = (topic: string, who: string) => `${topic} ${who} ${topic}`;
      if (act === 'record') {
        await ask(demand, to, account, date);
        if ((model.get(own(to, account)) ?? '') < date) model.set(own(to, account), date);
      } else if (from !== to && act === 'follow') {
        await demand.follow({ from, to, cap: 50 });
        for (const [key, newest] of [...model]) {
          const [topic = '', who = '', source = ''] = key.split(' ');
          if (topic === from && source === from) model.set(`${to} ${who} ${from}`, newest);
        }
      } else if (from !== to) {
        await demand.unfollow({ from, to });
        for (const key of [...model.keys()])
          if (key.startsWith(`${to} `) && key.endsWith(` ${from}`)) model.delete(key);
      }
      const since = pick(days);
      const recent = [...model].filter(([key, newest]) => key.startsWith(`${to} `) && newest >= since);
      const wanted = new Set(recent.map(([key]) => key.split(' ')[1])).size;
      expect([step, act, await others(demand, to, { since })]).toEqual([step, act, [wanted, wanted]]);
    }
  });
});

/** The same numbers on every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
