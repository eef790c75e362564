import { expect, test } from 'vitest';
import type { DemandBook } from '../../lib/ports.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const day = (date: string) => new Date(`${date}T12:00:00.000Z`);
const SINCE = day('2026-01-01');
const CAP = 5;

const count = (demand: DemandBook, but: Partial<Parameters<DemandBook['count']>[0]> = {}) =>
  demand.count({ topic: 'own-format', account: 'a1', segment: 'retail', since: SINCE, cap: CAP, ...but });
const ask = (demand: DemandBook, account: string, but: Partial<Parameters<DemandBook['record']>[0]> = {}) =>
  demand.record({ topic: 'own-format', account, segment: 'retail', askedAt: day('2026-03-01'), ...but });

inBothWorlds((open) => {
  const fresh = async () => (await open(testClock().now)).demand;

  test('accounts are counted, not mails: whatever is replayed, copied or out of order', async () => {
    const demand = await fresh();
    const days = ['2026-03-01', '2026-02-01', '2026-03-01', '2026-03-02'];
    for (const date of days) for (const account of ['a1', 'a2']) await ask(demand, account, { askedAt: day(date) });
    expect(await count(demand)).toEqual({ accounts: 2, segmentAccounts: 2 });
  });

  test('many mails of one account at the same moment are one', async () => {
    const demand = await fresh();
    await Promise.all([1, 2, 3, 4].map(() => ask(demand, 'a1')));
    expect(await count(demand)).toEqual({ accounts: 1, segmentAccounts: 1 });
  });

  test('who asked since is named, the newest first, and no more than asked for', async () => {
    const demand = await fresh();
    for (const [i, account] of ['a1', 'a2', 'a3'].entries())
      await ask(demand, account, { askedAt: day(`2026-03-0${i + 1}`), segment: `s${i}` });
    const query = { topic: 'own-format', since: day('2026-03-02'), most: 5 };
    expect(await demand.askers(query)).toEqual([
      { account: 'a3', segment: 's2' },
      { account: 'a2', segment: 's1' },
    ]);
    expect(await demand.askers({ ...query, most: 1 })).toEqual([{ account: 'a3', segment: 's2' }]);
    expect(await demand.askers({ ...query, topic: 'nothing' })).toEqual([]);
  });

  test('whoever asks is counted, also before the index knows', async () => {
    expect(await count(await fresh())).toEqual({ accounts: 1, segmentAccounts: 1 });
  });

  test('each topic is counted for itself, also where one name begins like another', async () => {
    const demand = await fresh();
    await ask(demand, 'a2', { topic: 'own-format-2' });
    expect(await count(demand)).toEqual({ accounts: 1, segmentAccounts: 1 });
  });

  test('other segments count in all, not in the segment', async () => {
    const demand = await fresh();
    await ask(demand, 'a2', { segment: 'industry' });
    await ask(demand, 'a3');
    expect(await count(demand)).toEqual({ accounts: 3, segmentAccounts: 2 });
  });

  test('the day on which the window begins counts, the day before does not', async () => {
    const demand = await fresh();
    await ask(demand, 'a2', { askedAt: day('2026-01-01') });
    await ask(demand, 'a3', { askedAt: day('2025-12-31') });
    expect(await count(demand)).toEqual({ accounts: 2, segmentAccounts: 2 });
  });

  test('the last day moves forward only, the first day stays', async () => {
    const demand = await fresh();
    for (const date of ['2026-02-01', '2026-01-15', '2026-03-01', '2026-02-15'])
      await ask(demand, 'a1', { askedAt: day(date) });
    const pairs = await Array.fromAsync(demand.pairs());
    const days = { firstDay: '2026-02-01', lastDay: '2026-03-01' };
    expect(pairs).toEqual([{ topic: 'own-format', account: 'a1', segment: 'retail', ...days }]);
  });

  test('both figures end at the cap: as many accounts as the cap, and one more, count alike', async () => {
    const demand = await fresh();
    for (let i = 1; i < CAP; i += 1) await ask(demand, `a${i}`);
    expect(await count(demand)).toEqual({ accounts: CAP - 1, segmentAccounts: CAP - 1 });
    await ask(demand, `a${CAP}`);
    expect(await count(demand)).toEqual({ accounts: CAP, segmentAccounts: CAP });
    await ask(demand, `a${CAP + 1}`);
    expect(await count(demand)).toEqual({ accounts: CAP, segmentAccounts: CAP });
  });

  test('above the cap the segment is counted among the newest', async () => {
    const demand = await fresh();
    for (let i = 2; i <= 4; i += 1) await ask(demand, `a${i}`, { askedAt: day(`2026-02-0${i}`) });
    for (let i = 5; i <= 8; i += 1) await ask(demand, `b${i}`, { askedAt: day(`2026-03-0${i}`), segment: 'industry' });
    expect(await count(demand)).toEqual({ accounts: CAP, segmentAccounts: 2 });
    expect(await count(demand, { account: 'b5', segment: 'industry' })).toEqual({ accounts: CAP, segmentAccounts: 4 });
  });

  test('an account that changed its segment counts where it is now', async () => {
    const demand = await fresh();
    await ask(demand, 'a1', { segment: 'industry' });
    expect(await count(demand)).toEqual({ accounts: 1, segmentAccounts: 1 });
    await ask(demand, 'a1', { askedAt: day('2026-03-02') });
    const inIndustry = await count(demand, { account: 'a2', segment: 'industry' });
    expect(inIndustry).toEqual({ accounts: 2, segmentAccounts: 1 });
  });
});
