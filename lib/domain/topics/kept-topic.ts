import type { Wish } from './topic-event.ts';

/** As many wishes of a topic are shown; more would not be read. */
const MAX_PHRASES = 20;

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

/** A demand topic as the state keeps it. Lists of what persons said are stacks: taking one back shows the one before. */
export interface Topic {
  id: string;
  label: string;
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
  phrases: KeptPhrase[];
  /** The most central phrase so far. */
  best: { key: string; text: string; near: number } | null;
}

export const newTopic = (topic: Pick<Topic, 'id' | 'label' | 'openedAt' | 'language' | 'row'>): Topic => ({
  ...topic,
  heir: null,
  mergedAt: 0,
  aliases: [],
  names: [],
  adopted: [],
  refused: [],
  phrases: [],
  best: null,
});

/** The topic and all that were merged into it, directly or not. */
export const groupOf = (topic: Topic): Topic[] => [topic, ...topic.aliases.flatMap(groupOf)];

export function viewOf(topic: Topic, size: number): TopicView {
  const group = groupOf(topic);
  const phrases = group.flatMap((one) => one.phrases).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    id: topic.id,
    label: topic.names.at(-1)?.label ?? topic.label,
    isNamed: topic.names.length > 0,
    openedAt: topic.openedAt,
    language: topic.language,
    size,
    aliases: group.slice(1).map(({ id }) => id),
    adoptedAs: topic.adopted.at(-1)?.offer ?? null,
    isRefused: topic.refused.length > 0,
    phrases: phrases.slice(-MAX_PHRASES),
  };
}

/** `near` is how central the wish is. A wish that leaves takes its claim to be the label with it. */
export function keepPhrase(topic: Topic, wish: Wish, near: number, sign: 1 | -1): void {
  if (sign < 0) {
    topic.phrases = topic.phrases.filter(({ key }) => key !== wish.key);
    if (topic.best?.key === wish.key) topic.best = null;
    return;
  }
  const phrase = { key: wish.key, text: wish.phrase, account: wish.account, at: wish.askedAt };
  topic.phrases = [...topic.phrases, phrase].slice(-MAX_PHRASES);
  if (!topic.best || near > topic.best.near) topic.best = { key: wish.key, text: wish.phrase, near };
}
