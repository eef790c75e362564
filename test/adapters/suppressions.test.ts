import { describe, expect, test } from 'vitest';
import { softBouncesKey, suppressedKey } from '../../lib/adapters/dynamo/keys.ts';
import { dynamoSuppressions } from '../../lib/adapters/dynamo/suppressions.ts';
import { getItem } from '../../lib/adapters/dynamo/table.ts';
import { memorySuppressions } from '../../lib/adapters/memory/suppressions.ts';
import type { Suppressions } from '../../lib/ports-brakes.ts';
import { describeWithTable, openTable } from './worlds.ts';

const JO = 'jo@acme.example';
const start = Date.UTC(2026, 10, 23, 10);
const at = (hour: number, ms = 0) => new Date(start + hour * 3_600_000 + ms);

const promises = (open: () => Promise<Suppressions>) => {
  test('an address is suppressed for its first reason, and no other is', async () => {
    const suppressions = await open();
    expect(await suppressions.because(JO)).toBeNull();
    await suppressions.add(JO, 'complaint', at(0));
    await suppressions.add(JO, 'hard bounce 5.1.1', at(1));
    expect(await suppressions.because(JO)).toBe('complaint');
    expect(await suppressions.because('sam@acme.example')).toBeNull();
  });

  test('soft bounces are counted within 24 hours and suppress nobody', async () => {
    const suppressions = await open();
    expect(await suppressions.softBounce(JO, 'm1', at(0))).toBe(1);
    expect(await suppressions.softBounce(JO, 'm2', at(1))).toBe(2);
    expect(await suppressions.softBounce(JO, 'm2', at(1))).toBe(2); // the same event again
    expect(await suppressions.softBounce('sam@acme.example', 'm2', at(1))).toBe(1);
    expect(await suppressions.softBounce(JO, 'm3', at(24, -1))).toBe(3);
    expect(await suppressions.softBounce(JO, 'm4', at(24))).toBe(3); // the first is exactly a day ago
    expect(await suppressions.because(JO)).toBeNull();
  });

  test('of many at once each is counted', async () => {
    const suppressions = await open();
    const counts = await Promise.all(Array.from({ length: 8 }, (_, n) => suppressions.softBounce(JO, `m${n}`, at(0))));
    expect(counts.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
};

describe('in memory', () => promises(async () => memorySuppressions()));
describeWithTable('in the table', () => {
  promises(async () => dynamoSuppressions(await openTable()));

  test('bounces are dropped by themselves, a suppressed address stays', async () => {
    const table = await openTable();
    const suppressions = dynamoSuppressions(table);
    await suppressions.softBounce(JO, 'm1', at(0));
    await suppressions.add(JO, 'complaint', at(0));
    expect((await getItem(table, softBouncesKey(JO)))?.ttl).toEqual({ N: String(start / 1000 + 86_400) });
    expect((await getItem(table, suppressedKey(JO)))?.ttl).toBeUndefined();
  });
});
