import type { Features } from './features.ts';
import { isEmptyStem } from './meaning.ts';
import type { Postings } from './postings.ts';

/** A word that no example has is rarer than one that a single example has. */
const UNSEEN = 0.25;

/**
 * Share of a text's words of meaning, rare ones counting most, that some of the `count` examples which `isMeant` accepts know.
 * A wish that nobody sells looks like an offer in all words but the one that matters: "linerless labels".
 */
export function knownShare(
  { postings, count }: { postings: Postings; count: number },
  query: Features,
  isMeant: (example: number) => boolean,
): number {
  let known = 0;
  let all = 0;
  for (const feature of query.keys()) {
    if (!feature.startsWith('w') || isEmptyStem(feature.slice(1))) continue;
    const list = postings.get(feature) ?? [];
    const rarity = Math.log(1 + count / Math.max(UNSEEN, list.length)) ** 2;
    all += rarity;
    if (list.some(([example]) => isMeant(example))) known += rarity;
  }
  return all > 0 ? known / all : 0;
}
