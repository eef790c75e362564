import { describe, expect, test } from 'vitest';
import { dynamoCodes } from '../../lib/adapters/dynamo/codes.ts';
import { memoryCodes } from '../../lib/adapters/memory/codes.ts';
import type { Codes } from '../../lib/ports.ts';
import { describeWithTable, openTable } from './worlds.ts';

const of = { publicId: 'p1', address: 'mia@desk.example' };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute));
const code = { hash: 'right', expiresAt: at(10).toISOString() };

const promises = (open: () => Promise<Codes>) => {
  test('a code is kept until it expires, and no second one meanwhile', async () => {
    const codes = await open();
    expect(await codes.offer(of, code, at(0))).toBe(true);
    expect(await codes.offer(of, { hash: 'other', expiresAt: at(19).toISOString() }, at(9))).toBe(false);
    expect(await codes.check(of, 'right', at(9), 5)).toBe(true);
    expect(await codes.offer(of, { hash: 'other', expiresAt: at(20).toISOString() }, at(10))).toBe(true);
    expect(await codes.check(of, 'right', at(11), 5)).toBe(false);
  });

  test('from its end on it is wrong', async () => {
    const codes = await open();
    await codes.offer(of, code, at(0));
    expect(await codes.check(of, 'right', at(10), 5)).toBe(false);
  });

  test('of many tries at once five count', async () => {
    const codes = await open();
    await codes.offer(of, code, at(0));
    const tries = await Promise.all(Array.from({ length: 20 }, () => codes.check(of, 'right', at(1), 5)));
    expect(tries.filter(Boolean)).toHaveLength(5);
  });

  test('it is for one person and one request', async () => {
    const codes = await open();
    await codes.offer(of, code, at(0));
    expect(await codes.check({ ...of, address: 'sam@desk.example' }, 'right', at(1), 5)).toBe(false);
    expect(await codes.check({ ...of, publicId: 'p2' }, 'right', at(1), 5)).toBe(false);
  });
};

describe('in memory', () => promises(async () => memoryCodes()));
describeWithTable('in the table', () => promises(async () => dynamoCodes(await openTable())));
