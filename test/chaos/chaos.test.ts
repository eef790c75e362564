import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chaosRun } from './run.ts';
import { type Loaded, loadChaos } from './world.ts';

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
