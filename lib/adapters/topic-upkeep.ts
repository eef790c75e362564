import { DEMAND_CAP } from '../domain/demand/demand.ts';
import { type CountChange, changingState } from '../domain/topics/count-changes.ts';
import { type LoggedEvent, SWEEP, type TopicEvent } from '../domain/topics/topic-event.ts';
import type { TopicState } from '../domain/topics/topic-state.ts';
import { type Clock, type DemandBook, type ObjectStore, type TopicLog, TopicLogMovedOn } from '../ports.ts';
import { readSnapshot } from './topic-snapshot.ts';

/** Entries that a reader would have to read beyond the snapshot: from here on a new one is worth writing. */
export const SNAPSHOT_EVERY = 500;
/** Younger entries stay out of it: a mail that was decided before a merge may still be counted at the merged topic. */
const SETTLED_AFTER_MS = 3_600_000;
/** Merges make new neighbours. What is left is found by the next sweep. */
const MAX_ROUNDS = 5;

interface Deps {
  log: TopicLog;
  demand: Pick<DemandBook, 'follow' | 'unfollow' | 'move'>;
  objects: Pick<ObjectStore, 'get' | 'put'>;
  snapshotKey: string;
  /** The state of a snapshot, or of an empty log for null. */
  begin: (snapshot: unknown) => Promise<TopicState>;
  clock: Clock;
}

/**
 * The counts follow every merge, split and undo, the snapshot follows the log, and near-duplicates become one topic: in this
 * order, since looking for them takes longest, and the rest should not wait for it.
 */
export const topicUpkeep = (deps: Deps) => async (): Promise<{ merged: number }> => {
  const { log, objects, snapshotKey, clock } = deps;
  const state = await deps.begin(await readSnapshot(objects, snapshotKey));
  const tail = await log.after(state.sequence);
  const settledBefore = new Date(clock().getTime() - SETTLED_AFTER_MS).toISOString();
  const young = tail.findIndex(({ at }) => at >= settledBefore);
  const settled = young < 0 ? tail.length : young;

  let snapshot: Uint8Array | null = null;
  await counting(deps, state, async (apply) => {
    for (const entry of tail.slice(0, settled)) await apply(entry);
    if (settled >= SNAPSHOT_EVERY) snapshot = Buffer.from(JSON.stringify(state.toSnapshot()));
    for (const entry of tail.slice(settled)) await apply(entry);
  });
  // Only now: what is in it is not looked at again.
  if (snapshot) await objects.put(snapshotKey, snapshot);
  return { merged: await counting(deps, state, (apply) => mergeNearDuplicates(deps, state, apply)) };
};

type Apply = (entry: LoggedEvent) => Promise<void>;

/** Lets `use` apply entries to the state, and then the counts follow them. */
async function counting<T>({ log, demand }: Deps, state: TopicState, use: (apply: Apply) => Promise<T>): Promise<T> {
  const counts = changingState(state);
  const used = await use(async (entry) => counts.apply(entry, await undoneBy(log, entry)));
  for (const change of counts.changes()) await makeChange(demand, change);
  return used;
}

/** The event that an undo takes back, however old it is. */
async function undoneBy(log: TopicLog, { event }: LoggedEvent): Promise<TopicEvent | undefined> {
  if (event.what !== 'undone') return undefined;
  const [entry] = await log.after(event.sequence - 1, 1);
  return entry?.event;
}

/** Returns how many topics were merged. Whoever is overtaken by an ask proposes anew: it may have changed what is near. */
async function mergeNearDuplicates({ log, clock }: Deps, state: TopicState, apply: Apply): Promise<number> {
  let merged = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const proposed = state.mergeable();
    for (const { topic, into } of proposed) {
      const event: TopicEvent = { what: 'merged', topic, into, by: SWEEP };
      const entry = { sequence: state.sequence + 1, at: clock().toISOString(), event };
      if (!(await appended(log, entry))) {
        for (const other of await log.after(state.sequence)) await apply(other);
        break;
      }
      await apply(entry);
      merged += 1;
    }
    if (proposed.length === 0) break;
  }
  return merged;
}

const appended = (log: TopicLog, entry: LoggedEvent): Promise<boolean> =>
  log
    .append(entry)
    .then(() => true)
    .catch((error) => {
      if (error instanceof TopicLogMovedOn) return false;
      throw error;
    });

export function makeChange(demand: Deps['demand'], change: CountChange): Promise<void> {
  if (change.what === 'follow') return demand.follow({ ...change, cap: DEMAND_CAP });
  return change.what === 'unfollow' ? demand.unfollow(change) : demand.move(change);
}
