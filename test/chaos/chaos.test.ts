import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { everyFault, everyTwoKills } from './every.ts';
import type { Fault } from './faults.ts';
import { findBroken } from './find-broken.ts';
import { arrive, type Path, paths } from './paths.ts';
import { chaosRun, storedEvent } from './run.ts';
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
  const holds = async (path: Path) => {
    const { calls, walks, broken } = await everyFault(loaded, path, kills);
    expect(broken).toEqual([]);
    expect(walks).toBeGreaterThan(1.5 * calls); // a list that is read cannot be followed by a death
  };
  test.each(paths)('$name: it ends as ever, or with a person', holds, 60_000);
});

test('answered, and the process dies at any call and again at the next: it ends as ever, or with a person', async () => {
  const { walks, broken } = await everyTwoKills(loaded, paths[0]!, 1);
  expect(broken).toEqual([]);
  expect(walks).toBeGreaterThan(20);
});

test('a request that could neither be asked nor handed over, and whose execution has ended so, is found', async () => {
  const isDown = (call: string) => call === 'approvals.ask' || call === 'ledger.startHandOver';
  const world = await chaosWorld(loaded, (call) => (isDown(call) ? 'fails before' : undefined));
  await arrive(world, '04-custom-work-for-a-key-account');
  await world.comeToRest();
  expect(await findBroken(world)).toEqual([]);
});

test('five events at once of a mail for a person: one is told', async () => {
  const world = await chaosWorld(loaded, noFaults);
  await arrive(world, '08-problem', 5);
  await world.comeToRest();
  expect(world.accepted.map(({ purpose }) => purpose)).toEqual(['handed']);
});

test('a Message-ID that somebody took from another mail makes no mail vanish; the same mail once more is a duplicate', async () => {
  const world = await chaosWorld(loaded, noFaults);
  const mail = readFileSync('desk/mail/01-standard-order-from-stock.eml', 'latin1');
  const mails = [
    mail,
    mail.replace('twenty rolls', 'thirty rolls'),
    mail.replace('Subject:', 'X-Relay: another\r\nSubject:'),
  ];
  for (const [i, raw] of mails.entries()) await world.keep(`raw/${i}`, Buffer.from(raw, 'latin1'));
  for (const i of mails.keys()) await world.living(({ receive }) => receive(storedEvent(world, `raw/${i}`)));
  const rows = await Promise.all(mails.map((_, i) => world.stores.ledger.find(messageIdOf(`raw/${i}`))));
  expect(rows.map((row) => row?.outcome)).toEqual(['answered', 'answered', 'duplicate']);
});
