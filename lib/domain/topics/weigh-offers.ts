import type { Evidence } from './calibration.ts';
import type { Features } from './features.ts';
import { knownShare } from './known-words.ts';
import { type Head, toShares } from './logistic-head.ts';
import type { Postings } from './postings.ts';

export interface Examples {
  postings: Postings;
  /** Offer of each example, by its place in the catalogue. */
  offerOf: number[];
  offers: number;
}

export interface WeighedOffers {
  /** Places in the catalogue, best first; ties go by the catalogue's order. */
  order: number[];
  /** Share of belief per offer, summing to 1: there is no "none" in it. */
  shares: Float64Array;
  /** Cosine with the nearest examples per offer. */
  similarities: Float64Array;
  evidence: Evidence;
}

/** All offers for one text; `isLearnt` leaves examples out that the head must not have seen. */
export function weighOffers(
  { postings, offerOf, offers }: Examples,
  { head, query, near }: { head: Head; query: Features; near: Float64Array },
  isLearnt: (example: number) => boolean = () => true,
): WeighedOffers {
  const logits = head.logits(near);
  const order = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const similarities = nearness(near, offerOf, offers, isLearnt);
  const [best = 0, second = best] = order;
  const isOfBest = (example: number) => offerOf[example] === best && isLearnt(example);
  const evidence: Evidence = {
    similarity: similarities[best] ?? 0,
    top: logits[best] ?? 0,
    margin: (logits[best] ?? 0) - (logits[second] ?? 0),
    known: knownShare({ postings, count: offerOf.length }, query, isOfBest),
  };
  return { order, shares: toShares(logits), similarities, evidence };
}

/** The nearest example of an offer speaks loudest, the next two confirm it. */
function nearness(near: Float64Array, offerOf: number[], offers: number, isLearnt: (example: number) => boolean) {
  const best = Array.from({ length: offers }, () => [0, 0, 0]);
  for (const [example, offer] of offerOf.entries()) {
    if (!isLearnt(example)) continue;
    const top = best[offer]!;
    const place = top.findIndex((value) => near[example]! > value);
    if (place < 0) continue;
    top.splice(place, 0, near[example]!);
    top.pop();
  }
  return Float64Array.from(best, ([a = 0, b = 0, c = 0]) => 0.6 * a + 0.25 * b + 0.15 * c);
}
