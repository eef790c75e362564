import { isWordBucket, rarity, type Space, type TextVector } from './text-vector.ts';

/**
 * Share of a text's words, rare ones counting most, that some of these examples know.
 * A wish that nobody sells looks like an offer in all words but the one that matters: "linerless labels".
 */
export function knownShare(
  { space, texts }: { space: Space; texts: TextVector[] },
  query: TextVector,
  examples: number[],
): number {
  const said = new Set<number>();
  for (const example of examples) for (const bucket of texts[example]!.buckets) said.add(bucket);
  let known = 0;
  let all = 0;
  for (const bucket of query.buckets) {
    if (!isWordBucket(bucket)) continue;
    const weight = rarity(space, bucket) ** 2;
    all += weight;
    if (said.has(bucket)) known += weight;
  }
  return all > 0 ? known / all : 0;
}
