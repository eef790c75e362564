import type { LoggedEvent, TopicEvent } from './topic-event.ts';
import type { TopicView } from './topic-state.ts';

export interface HistoryEntry {
  sequence: number;
  at: string;
  what: TopicEvent['what'];
  /** Null: a customer's ask. */
  by: string | null;
  words: string;
  /** The entry that took this one back. */
  undoneBy: number | null;
}

/** What happened to a topic under any of its names, oldest first. Without each ask that joined: those are its phrases. */
export function historyOf(entries: LoggedEvent[], topic: Pick<TopicView, 'id' | 'aliases'>): HistoryEntry[] {
  const names = new Set([topic.id, ...topic.aliases]);
  const undoneBy = new Map(
    entries.flatMap(({ sequence, event }) => (event.what === 'undone' ? [[event.sequence, sequence] as const] : [])),
  );
  return entries
    .filter(({ event }) => event.what !== 'joined' && topicsOf(event).some((id) => names.has(id)))
    .map(({ sequence, at, event }) => ({
      sequence,
      at,
      what: event.what,
      by: 'by' in event ? event.by : null,
      words: wordsOf(event),
      undoneBy: undoneBy.get(sequence) ?? null,
    }));
}

function topicsOf(event: TopicEvent): string[] {
  if (event.what === 'undone') return [];
  if (event.what === 'kept-apart') return event.topics;
  if (event.what === 'moved') return [event.from, event.to];
  return event.what === 'merged' ? [event.topic, event.into] : [event.topic];
}

/** Without names of people: who did it is said beside. */
export function wordsOf(event: TopicEvent): string {
  if (event.what === 'opened') return `${event.topic} opened as "${event.label}"`;
  if (event.what === 'joined') return `an ask joined ${event.topic}`;
  if (event.what === 'merged') return `${event.topic} merged into ${event.into}`;
  if (event.what === 'renamed') return `${event.topic} renamed to "${event.label}"`;
  if (event.what === 'adopted') return `${event.topic} is the offer ${event.offer} from now on`;
  if (event.what === 'kept-apart') return `${event.topics.join(' and ')} are kept apart`;
  if (event.what === 'refused') return `${event.topic} is never proposed again`;
  if (event.what === 'undone') return `entry ${event.sequence} taken back`;
  const wishes = event.wishes.length === 1 ? 'one wish' : `${event.wishes.length} wishes`;
  return `${wishes} moved from ${event.from} to ${event.label === null ? '' : 'the new '}${event.to}`;
}
