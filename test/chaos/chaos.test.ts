import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { everyFault, everyTwoKills } from './every.ts';
import type { Fault } from './faults.ts';
import { arrive, paths } from './paths.ts';
import { chaosRun } from './run.ts';
import { chaosWorld, type Loaded, loadChaos, noFaults } from './world.ts';

let loaded: Loaded;
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  loaded = await loadChaos();
}, 60_000);
afterAll(() => vi.restoreAllMocks());

// A part of `npm run chaos`, which runs thousands.
test('100 runs in which calls fail, repeat, lose their answer and the process dies: nothing lost, twice or stuck', async () => {
  const injected = new Set<string>();
  for (let seed = 0; seed < 100; seed += 1) {
    const told = await chaosRun(loaded, seed);
    expect({ seed, broken: told.broken }).toEqual({ seed, broken: [] });
    for (const fault of told.injected.keys()) injected.add(fault);
  }
  expect(injected.size).toBe(9);
}, 120_000);

// A part of `npm run chaos -- --every`, which has every fault.
describe('the process dies before and after each call', () => {
  const kills: Fault[] = ['kills before', 'kills after'];
  test.each(paths)(
    '$name: it ends as ever, or with a person',
    async (path) => {
      const { calls, walks, broken } = await everyFault(loaded, path, kills);
      expect(broken).toEqual([]);
      expect(walks).toBeGreaterThan(1.5 * calls); // a list that is read cannot be followed by a death
    },
    60_000,
  );
});

test('answered, and the process dies at any call and again at the next: it ends as ever, or with a person', async () => {
  const { walks, broken } = await everyTwoKills(loaded, paths[0]!, 1);
  expect(broken).toEqual([]);
  expect(walks).toBeGreaterThan(20);
});

// Fails until hand-to-person takes a lease before it sends: each of the five finds the row open, and tells somebody.
test.fails('five events at once of a mail for a person: one is told', async () => {
  const world = await chaosWorld(loaded, noFaults);
  await arrive(world, '08-problem', 5);
  await world.comeToRest();
  expect(world.accepted.map(({ purpose }) => purpose)).toEqual(['handed']);
});
