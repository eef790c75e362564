import type { LoggedEvent, Wish } from './topic-event.ts';

/** A wish, and the topic that it was told or moved to; merges of that topic are another matter. */
export interface PlacedWish {
  wish: Wish;
  topic: string;
}

/** Every wish of the log by its key, oldest first. The state keeps only as many as it needs. */
export function wishPlaces(entries: LoggedEvent[]): Map<string, PlacedWish> {
  const undone = new Set(entries.map(({ event }) => (event.what === 'undone' ? event.sequence : 0)));
  const places = new Map<string, PlacedWish>();
  for (const { sequence, event } of entries) {
    if (undone.has(sequence)) continue;
    if (event.what === 'moved') for (const wish of event.wishes) places.set(wish.key, { wish, topic: event.to });
    // The same wish told twice counts once.
    if ('wish' in event && !places.has(event.wish.key))
      places.set(event.wish.key, { wish: event.wish, topic: event.topic });
  }
  return places;
}
