import { labelOf } from './label.ts';
import type { TopicEvent, Wish } from './topic-event.ts';

/** As many wishes of a topic are shown; more would not be read. */
const MAX_PHRASES = 20;
/** Vectors are kept in bytes, so that similarities are off by about so much. */
const ROUNDING = 0.01;

export interface KeptPhrase {
  key: string;
  text: string;
  account: string | null;
  at: string;
}

/** A demand topic as it is shown. */
export interface TopicView {
  id: string;
  /** The most central phrase, cleaned, or what a person called it. */
  label: string;
  isNamed: boolean;
  openedAt: string;
  language: string;
  /** Wishes, also of the topics that were merged into it. */
  size: number;
  /** Other topics that are this one now. */
  aliases: string[];
  adoptedAs: string | null;
  isRefused: boolean;
  /** The newest, newest last. */
  phrases: KeptPhrase[];
}

/** A wish in a topic, since one event of the log. */
export interface Place {
  at: number;
  topic: Topic;
  wish: Wish;
  /** Wishes are kept in the order in which they were told, wherever they have been in between. */
  told: number;
}

/** A demand topic as the state keeps it. Lists of what persons said are stacks: taking one back shows the one before. */
export interface Topic {
  id: string;
  /** What it was called when it was opened. */
  openedAs: string;
  /** Of the most central phrase; null until somebody looks at the topic as it is now. */
  label: string | null;
  openedAt: string;
  language: string;
  /** In the matrix; it holds the wishes of its aliases, too. */
  row: number;
  heir: Topic | null;
  /** Sequence of the merge that gave it the heir. */
  mergedAt: number;
  aliases: Topic[];
  names: { at: number; label: string }[];
  adopted: { at: number; offer: string }[];
  refused: { at: number }[];
  /** Its own, as they were told. */
  wishes: Place[];
}

export const newTopic = (topic: Pick<Topic, 'id' | 'openedAs' | 'openedAt' | 'language' | 'row'>): Topic => ({
  ...topic,
  label: null,
  heir: null,
  mergedAt: 0,
  aliases: [],
  names: [],
  adopted: [],
  refused: [],
  wishes: [],
});

/** The topic and all that were merged into it, directly or not. */
export const groupOf = (topic: Topic): Topic[] => [topic, ...topic.aliases.flatMap(groupOf)];

/** Its own name, or else the last that a person gave to a topic that is merged into it. */
export const nameOf = (group: Topic[]): string | null => {
  const own = group[0]?.names.at(-1);
  const inherited = group.flatMap(({ names }) => names).sort((a, b) => a.at - b.at);
  return (own ?? inherited.at(-1))?.label ?? null;
};

/** `nearOf` is how near a wish lies to the middle of its topic. */
export function viewOf(topic: Topic, size: number, nearOf: (wish: Wish) => number): TopicView {
  const group = groupOf(topic);
  const newest = group.flatMap(({ wishes }) => wishes.slice(-MAX_PHRASES)).map(({ wish }) => wish);
  newest.sort((a, b) => (a.askedAt < b.askedAt ? -1 : a.askedAt > b.askedAt ? 1 : 0));
  const wishes = newest.slice(-MAX_PHRASES);
  topic.label ??= labelOf(mostCentral(wishes, nearOf)) || topic.openedAs;
  const name = nameOf(group);
  return {
    id: topic.id,
    label: name ?? topic.label,
    isNamed: name !== null,
    openedAt: topic.openedAt,
    language: topic.language,
    size,
    aliases: group.slice(1).map(({ id }) => id),
    adoptedAs: topic.adopted.at(-1)?.offer ?? null,
    isRefused: topic.refused.length > 0,
    phrases: wishes.map(({ key, phrase, account, askedAt }) => ({ key, text: phrase, account, at: askedAt })),
  };
}

/** Of wishes that are as central but for rounding the oldest: a label should not change without need. */
function mostCentral(wishes: Wish[], nearOf: (wish: Wish) => number): string {
  const near = wishes.length > 1 ? wishes.map(nearOf) : [0];
  const most = Math.max(...near);
  return wishes[near.findIndex((one) => one >= most - ROUNDING)]?.phrase ?? '';
}

type Judgement = Extract<TopicEvent, { what: 'renamed' | 'adopted' | 'refused' }>;

/** What a person says of a topic, or takes back. */
export function judge(topic: Topic, event: Judgement, at: number, sign: 1 | -1): void {
  const changed = <T extends { at: number }>(kept: T[], one: T): T[] =>
    sign > 0 ? [...kept, one] : kept.filter((other) => other.at !== at);
  if (event.what === 'renamed') topic.names = changed(topic.names, { at, label: event.label });
  if (event.what === 'adopted') topic.adopted = changed(topic.adopted, { at, offer: event.offer });
  if (event.what === 'refused') topic.refused = changed(topic.refused, { at });
}

export function keepWish(place: Place): void {
  const { wishes } = place.topic;
  wishes.splice(wishes.findLastIndex(({ told }) => told < place.told) + 1, 0, place);
}

export function dropWish(place: Place): void {
  place.topic.wishes = place.topic.wishes.filter((other) => other !== place);
}
