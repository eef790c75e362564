import { cosine, type Features, wordsOf } from './features.ts';
import type { DemandTopic } from './topic.ts';

/** Measured on wishes of several trades: below, different wishes mix; above, one wish falls apart. */
export const JOIN_AT = 0.24;

export interface IndexedTopic extends DemandTopic {
  features: Features;
}

/** The nearest topic that is near enough. The older one wins a tie, so that the answer does not depend on luck. */
export function nearestTopic(
  topics: IndexedTopic[],
  query: Features,
): { topic: IndexedTopic; similarity: number } | null {
  let best: { topic: IndexedTopic; similarity: number } | null = null;
  for (const topic of topics) {
    const similarity = cosine(topic.features, query);
    if (similarity >= JOIN_AT && similarity > (best?.similarity ?? 0)) best = { topic, similarity };
  }
  return best;
}

const POLITE =
  /^\W{0,3}(also,? |and |we were wondering (if|whether) |i was wondering (if|whether) |would it be possible (for you )?to |is it possible (for you )?to |is there (a|any) (way|chance) (to|for|that) |(could|can|would|will) you (please |kindly |also )?|please |we('d| would) (really )?(like|love|need|appreciate) (it if you could |it if |to )?|we (need|want|wish) (to )?|do you (also )?(offer|have|sell|provide|do) |bitte |könnten sie |wir (möchten|brauchen) )/i;
const MAX_LABEL = 80;

/** A wish as people would name it: first sentence, without politeness. */
export function labelOf(ask: string): string {
  let words = ask.replace(/\s+/g, ' ').trim();
  const sentences = words.split(/(?<=[.!?]) /);
  words = sentences.find((sentence) => POLITE.test(sentence)) ?? sentences[0] ?? words;
  for (let i = 0; i < 3; i += 1) words = words.replace(POLITE, '');
  words = words.replace(/[\s.?!,;:]+$/, '');
  return words.length > MAX_LABEL ? `${words.slice(0, MAX_LABEL).replace(/\s\S*$/, '')}…` : words;
}

const EMPTY_WORDS = new Set(
  'a an the to of for in on at and or is are be we i you it our your us my with from this that can could would will do does have has if as by not so any there like need want please also just 0 url address how what when which they them der die das und wir sie ein eine zu in mit für ist'.split(
    ' ',
  ),
);

/** What a wish is about: words that carry meaning, for comparing wishes of strangers. */
export const meaningOf = (text: string): string =>
  wordsOf(text)
    .filter((word) => !EMPTY_WORDS.has(word))
    .join(' ');

/** Readable, and stable for ever: made from the ask that opened the topic. */
export const topicIdOf = (label: string, hash: string): string => {
  const slug = label
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .split('-')
    .filter((word) => word.length > 2 && !EMPTY_WORDS.has(word))
    .slice(0, 4)
    .join('-');
  return `demand-${slug || 'wish'}-${hash.slice(0, 6)}`;
};
