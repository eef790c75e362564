/** What a person does with demand topics, as the event that it becomes. Nothing is written here. */
import { plainLine } from '../reply/plain-line.ts';
import { labelOf, MAX_LABEL, topicIdOf } from './label.ts';
import { nearestIds } from './nearest-ids.ts';
import type { By, LoggedEvent, TopicEvent, Wish } from './topic-event.ts';
import type { TopicState, TopicView } from './topic-state.ts';
import { wishPlaces } from './wish-places.ts';

/** The state that the log folds to, and the log. */
export interface Known {
  state: Pick<TopicState, 'find' | 'all'>;
  entries: LoggedEvent[];
}

/** What was asked for cannot be done: said with the reason and the way out. */
export class ActRefused extends Error {
  override readonly name = 'ActRefused';
}
const refuse = (words: string): never => {
  throw new ActRefused(words);
};

export function topicNamed({ state }: Known, id: string): TopicView {
  const topic = state.find(id);
  if (topic) return topic;
  const near = nearestIds(
    id,
    state.all().flatMap((known) => [known.id, ...known.aliases]),
  );
  const meant = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
  return refuse(`There is no topic ${JSON.stringify(id)}.${meant} "npx evenhand topics" lists them all.`);
}

export function rename(known: Known, id: string, label: string, by: By): TopicEvent {
  return { what: 'renamed', topic: topicNamed(known, id).id, label: cleanLabel(label), by };
}

export function merge(known: Known, id: string, into: string, by: By): TopicEvent {
  const [topic, heir] = [topicNamed(known, id), topicNamed(known, into)];
  if (topic.id === heir.id) refuse(`${id} and ${into} are one topic already (${topic.id}: ${topic.label}).`);
  return { what: 'merged', topic: topic.id, into: heir.id, by };
}

export function split(
  known: Known,
  id: string,
  { keys, label, by, hash }: { keys: string[]; label: string | null; by: By; hash: (words: string) => string },
): TopicEvent {
  const topic = topicNamed(known, id);
  const found = wishesNamed(known, keys);
  for (const { wish, in: place } of found)
    if (place?.id !== topic.id)
      refuse(`The wish ${wish.key} is not in ${topic.id}. "npx evenhand topics show ${topic.id}" lists what is.`);
  const wishes = found.map(({ wish }) => wish);
  if (wishes.length === topic.size)
    refuse(`These are all wishes of ${topic.id}, so nothing would stay. Give it another label with "topics rename".`);
  const name = cleanLabel(label ?? labelOf(wishes[0]!.phrase));
  // The place in the log is part of the id, so that a split that was undone can be made again under a new one.
  const to = topicIdOf(name, hash([...keys].sort().join(' ') + known.entries.length));
  return { what: 'moved', from: topic.id, to, label: name, wishes, by };
}

export function move(known: Known, key: string, to: string, by: By): TopicEvent {
  const [found] = wishesNamed(known, [key]);
  const heir = topicNamed(known, to);
  const from = found?.in ?? refuse(`No topic holds the wish ${key} any more.`);
  if (from.id === heir.id) refuse(`The wish ${key} is in ${heir.id} already.`);
  if (from.size === 1)
    refuse(
      `The wish ${key} is the only one of ${from.id}. Merge it: "npx evenhand topics merge ${from.id} ${heir.id}".`,
    );
  return { what: 'moved', from: from.id, to: heir.id, label: null, wishes: [found!.wish], by };
}

export function adopt(known: Known, id: string, offer: string, by: By, offers: string[]): TopicEvent {
  const topic = topicNamed(known, id);
  if (!offers.includes(offer)) {
    const near = nearestIds(offer, offers);
    const meant = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
    refuse(`The catalogue has no offer ${JSON.stringify(offer)}.${meant} Without --offer a draft is added to it.`);
  }
  return { what: 'adopted', topic: topic.id, offer, by };
}

export const refuseTopic = (known: Known, id: string, by: By): TopicEvent => ({
  what: 'refused',
  topic: topicNamed(known, id).id,
  by,
});

export function keepApart(known: Known, one: string, other: string, by: By): TopicEvent {
  const [a, b] = [topicNamed(known, one), topicNamed(known, other)];
  if (a.id === b.id)
    refuse(`${one} and ${other} are one topic (${a.id}). Undo their merge first: its history has the number.`);
  return { what: 'kept-apart', topics: [a.id, b.id], by };
}

/** Two topics whose merge is taken back are kept apart first, or the next sweep would merge them again. */
export function undo({ entries }: Known, sequence: number, by: By): TopicEvent[] {
  const entry = entries.find((one) => one.sequence === sequence);
  if (!entry) return refuse(`The topic log has no entry ${sequence}. "npx evenhand topics show ID" lists the numbers.`);
  const { event } = entry;
  if (event.what === 'opened' || event.what === 'joined')
    refuse(
      `Entry ${sequence} is what a customer asked. Move it: "npx evenhand topics move ${event.wish.key} --to ID".`,
    );
  if (event.what === 'undone') refuse(`Entry ${sequence} is itself an undo. Do again what it took back.`);
  const taken = entries.find((one) => one.event.what === 'undone' && one.event.sequence === sequence);
  if (taken) refuse(`Entry ${sequence} was taken back already, by entry ${taken.sequence}.`);
  const undone: TopicEvent = { what: 'undone', sequence, by };
  return event.what === 'merged' ? [{ what: 'kept-apart', topics: [event.topic, event.into], by }, undone] : [undone];
}

interface KnownWish {
  wish: Wish;
  /** Null: where it was is there no more. */
  in: TopicView | null;
}

function wishesNamed({ state, entries }: Known, keys: string[]): KnownWish[] {
  const places = wishPlaces(entries);
  return [...new Set(keys)].map((key) => {
    const place = places.get(key);
    if (place) return { wish: place.wish, in: state.find(place.topic) };
    return refuse(`There is no wish ${JSON.stringify(key)}. "npx evenhand topics show ID" lists their keys.`);
  });
}

function cleanLabel(label: string): string {
  const clean = plainLine(label, label.length);
  if (clean === '') refuse('The label is empty. Write what customers want, in a few words.');
  if (clean.length > MAX_LABEL)
    refuse(`The label has ${clean.length} characters, ${MAX_LABEL} are the limit. Shorten it.`);
  return clean;
}
