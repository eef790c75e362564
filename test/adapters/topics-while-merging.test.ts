import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryObjectStore } from '../../lib/adapters/memory/object-store.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { topicUpkeep } from '../../lib/adapters/topic-upkeep.ts';
import { topicsWith } from '../../lib/adapters/topics.ts';
import { buildCatalogueIndex } from '../../lib/domain/topics/catalogue-index.ts';
import { topicState } from '../../lib/domain/topics/topic-state.ts';
import { logged, opened, stateOf } from '../builders/topics.ts';

const index = buildCatalogueIndex([{ id: 'invoice', examples: ['please resend the invoice'] }], null);
const at = new Date('2026-03-02T10:00:00Z');
/** Too far apart to join each other, near enough to be merged. */
const twins = { boxes: 'wooden gift boxes', wine: 'boxes for wine bottles' };
const asks = [...Object.values(twins), 'sauna visits'];

/** The same object, whose calls take as long as `pause` says. */
function slowed<T extends object>(store: T, pause: () => Promise<unknown>): T {
  const slow = Object.entries(store).map(([name, call]) => [
    name,
    async (...given: unknown[]) => {
      await pause();
      return call(...given);
    },
  ]);
  return Object.fromEntries(slow);
}

async function world(pause: () => Promise<unknown>) {
  const { topicLog: log, demand } = memoryStores(() => at);
  for (const entry of logged(
    ...Object.entries(twins).map(([id, phrase]) => opened(id, { phrase, account: 'first' })),
  )) {
    await log.append(entry);
    await demand.record({
      topic: Object.keys(twins)[entry.sequence - 1]!,
      account: 'first',
      segment: 'retail',
      askedAt: at,
    });
  }
  const [slowLog, slowDemand] = [slowed(log, pause), slowed(demand, pause)];
  const sweepOn = (stores: { log: typeof log; demand: typeof demand }) =>
    topicUpkeep({
      ...stores,
      objects: memoryObjectStore(() => at),
      snapshotKey: 'topics',
      begin: async () => topicState(),
      clock: () => at,
    });
  return {
    log,
    demand,
    slowLog,
    slowDemand,
    sweep: sweepOn({ log: slowLog, demand: slowDemand }),
    nextSweep: sweepOn({ log, demand }),
  };
}

test('while one process merges others join: after the next sweep every heir counts each of its accounts once', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...asks), fc.constantFrom('first', 'acme', 'bolt', 'cogs')), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.scheduler(),
      async (told, scheduler) => {
        const { log, demand, slowLog, slowDemand, sweep, nextSweep } = await world(() =>
          scheduler.schedule(Promise.resolve()),
        );
        /** A mail in a process of its own, as the read step does it: recognised, then counted. */
        const mail = async ([text, account]: [string, string], i: number) => {
          const topics = topicsWith({
            index,
            nameOf: (offer) => offer,
            encoder: null,
            kinds: null,
            log: slowLog,
            state: topicState(),
          });
          const match = await topics.match(
            { text, kind: 'request', confidence: 0.9 },
            { key: `mail-${i}/0`, account, at },
          );
          await slowDemand.record({ topic: match!.topic, account, segment: 'retail', askedAt: at });
        };
        const working = Promise.all([sweep(), ...told.map(mail), sweep()]);
        await scheduler.waitFor(working);
        await nextSweep();

        const state = stateOf(await log.after(0));
        expect(state.rootOf('wine')).toBe(state.rootOf('boxes'));
        expect(state.all().reduce((sum, { size }) => sum + size, 0)).toBe(told.length + 2);
        for (const { id, phrases } of state.all()) {
          const wanted = new Set(phrases.map(({ account }) => account));
          const query = { topic: id, account: 'nobody', segment: 'retail', since: new Date(0), cap: 100 };
          const { accounts, segmentAccounts } = await demand.count(query);
          expect([id, accounts - 1, segmentAccounts - 1]).toEqual([id, wanted.size, wanted.size]);
        }
      },
    ),
    { numRuns: 60 },
  ));
