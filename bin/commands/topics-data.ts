import { userInfo } from 'node:os';
import { dynamoDemandBook } from '../../lib/adapters/dynamo/demand-book.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { dynamoTopicLog } from '../../lib/adapters/dynamo/topic-log.ts';
import { makeChange } from '../../lib/adapters/topic-upkeep.ts';
import type { Known } from '../../lib/domain/topics/act-on-topic.ts';
import { changingState } from '../../lib/domain/topics/count-changes.ts';
import type { LoggedEvent, TopicEvent, Wish } from '../../lib/domain/topics/topic-event.ts';
import { type TopicState, topicState } from '../../lib/domain/topics/topic-state.ts';
import { wishPlaces } from '../../lib/domain/topics/wish-places.ts';
import { type DemandBook, type TopicLog, TopicLogMovedOn } from '../../lib/ports.ts';

export interface Topics {
  log: TopicLog;
  demand: DemandBook;
}
export interface Read extends Known {
  state: TopicState;
}

export const topicsIn = (table: Table): Topics => ({ log: dynamoTopicLog(table), demand: dynamoDemandBook(table) });

/** From the first entry on, since a history is told, too. */
export async function readTopics(log: TopicLog): Promise<Read> {
  const state = topicState();
  const entries = await log.after(0);
  for (const entry of entries) state.apply(entry);
  return { state, entries };
}

/** Customers ask while a person thinks: the act is decided anew on what the log says then. */
const MAX_TRIES = 10;

/** Appends what `decide` makes of the topics as they are, and lets the counts follow at once. Returns the last entry. */
export async function act({ log, demand }: Topics, decide: (known: Read) => TopicEvent[]): Promise<LoggedEvent> {
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const known = await readTopics(log);
    const events = decide(known);
    const before = known.state.sequence;
    const at = new Date().toISOString();
    const added = events.map((event, i): LoggedEvent => ({ sequence: before + 1 + i, at, event }));
    try {
      for (const entry of added) await log.append(entry);
    } catch (error) {
      if (error instanceof TopicLogMovedOn) continue;
      throw error;
    }
    await count(demand, known, added);
    return added.at(-1)!;
  }
  throw new Error('The topic log moves too fast just now. Nothing was changed; try again.');
}

/** The next sweep would do the same; a person who looks at once should see it. */
async function count(demand: DemandBook, { state, entries }: Read, added: LoggedEvent[]): Promise<void> {
  const all = [...entries, ...added];
  const wishes = wishesByTopic({ state, entries: all });
  const counts = changingState(state, (account, topic) => wishes(topic).some((wish) => wish.account === account));
  for (const entry of added) {
    const { event } = entry;
    counts.apply(entry, event.what === 'undone' ? all[event.sequence - 1]?.event : undefined);
  }
  for (const change of counts.changes()) await makeChange(demand, change);
}

/** Every wish of a topic, oldest first, by what the state says of merges when it is asked. */
export function wishesByTopic({ state, entries }: Read): (topic: string) => Wish[] {
  const placed = [...wishPlaces(entries).values()];
  return (topic) => placed.filter((one) => state.rootOf(one.topic) === topic).map(({ wish }) => wish);
}

/** Who acts, unless --by says otherwise. */
export function personHere(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody'; // a container may run under a number that has no name
  }
}
