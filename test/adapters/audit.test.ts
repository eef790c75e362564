import { expect, test } from 'vitest';
import { hexHash } from '../../lib/adapters/hash.ts';
import { type AuditEntry, findBreak } from '../../lib/domain/audit/audit.ts';
import { AT } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const entry = (because: string): AuditEntry => ({
  at: AT,
  by: 'mia@desk.example',
  event: 'decided',
  because,
  facts: {},
});

inBothWorlds((open) => {
  test('entries of one case follow each other, and those of another are none of its business', async () => {
    const { audit } = await open(testClock().now);
    await audit.append('a', entry('one'));
    await audit.append('b', entry('other'));
    await audit.append('a', entry('two'));
    const entries = await audit.of('a');
    expect(entries.map(({ sequence, because }) => [sequence, because])).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(findBreak(entries, hexHash)).toBeNull();
    expect(await audit.of('nobody')).toEqual([]);
  });

  test('twenty at once are twenty entries in one chain', async () => {
    const { audit } = await open(testClock().now);
    await Promise.all(Array.from({ length: 20 }, (_, i) => audit.append('a', entry(`${i}`))));
    const entries = await audit.of('a');
    expect(new Set(entries.map(({ because }) => because)).size).toBe(20);
    expect(findBreak(entries, hexHash)).toBeNull();
  });
});
