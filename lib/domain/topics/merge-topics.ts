import type { Centre } from './centre.ts';
import { groupOf, nameOf, type Topic } from './kept-topic.ts';
import { queryOf, rowOf, SHARES, similarity, type TopicMatrix, tightness } from './topic-matrix.ts';

/** Mean similarity of the wishes of two topics from which on they are one. */
export const MERGE_AT = 0.3;

export interface MergeProposal {
  topic: string;
  /** The older of the two: its id survives. */
  into: string;
  similarity: number;
}

interface Groups {
  /** Oldest first. */
  topics: Topic[];
  /** Those that changed since nothing was found any more; the others were compared with each other already. */
  touched: ReadonlySet<Topic>;
  matrix: TopicMatrix;
  centreOf: (language: string) => Centre;
  /** A person said so. */
  isApart: (one: string, other: string) => boolean;
}

/** Average link: how alike the wishes of both are on average, which is their means' cosine times how tight both are. */
export function mergesAmong({ topics, touched, matrix, centreOf, isApart }: Groups): MergeProposal[] {
  const tight = new Map(topics.map((topic) => [topic, tightness(matrix, topic.row, centreOf(topic.language))]));
  const found: { older: Topic; younger: Topic; similarity: number }[] = [];
  for (const [i, topic] of topics.entries()) {
    if (!touched.has(topic)) continue;
    const centre = centreOf(topic.language);
    const query = queryOf(rowOf(matrix, topic.row), matrix.sizes[topic.row]!, centre);
    const own = tight.get(topic)!;
    for (const [j, other] of topics.entries()) {
      if (i === j || other.language !== topic.language || (touched.has(other) && j < i)) continue;
      const theirs = tight.get(other)!;
      const shares = {
        meaning: SHARES.meaning * own.meaning * theirs.meaning,
        words: SHARES.words * own.words * theirs.words,
      };
      const alike = Math.min(1, similarity(matrix, other.row, query, shares));
      const [older, younger] = i < j ? [topic, other] : [other, topic];
      if (alike >= MERGE_AT && mayMerge(older, younger, isApart)) found.push({ older, younger, similarity: alike });
    }
  }
  found.sort((a, b) => b.similarity - a.similarity);
  const taken = new Set<Topic>();
  return found.flatMap(({ older, younger, similarity: alike }) => {
    if (taken.has(older) || taken.has(younger)) return [];
    taken.add(older).add(younger);
    return [{ topic: younger.id, into: older.id, similarity: alike }];
  });
}

/** Never what two persons gave names of their own, nor what has another fate, nor what a person keeps apart. */
function mayMerge(one: Topic, other: Topic, isApart: Groups['isApart']): boolean {
  const [ours, theirs] = [groupOf(one), groupOf(other)];
  const fate = (topic: Topic) => `${topic.adopted.at(-1)?.offer ?? ''} ${topic.refused.length > 0}`;
  return (
    (nameOf(ours) === null || nameOf(theirs) === null) &&
    fate(one) === fate(other) &&
    !ours.some((a) => theirs.some((b) => isApart(a.id, b.id)))
  );
}
