import type { Evidence } from './calibration.ts';
import { knownShare } from './known-words.ts';
import { type Head, logitsOf, toShares } from './logistic-head.ts';
import { cosine, type Space, type TextVector } from './text-vector.ts';

/** The texts of a catalogue: examples, names, descriptions. */
export interface Examples {
  space: Space;
  texts: TextVector[];
  /** Offer of each text, by its place in the catalogue. */
  offerOf: Uint16Array;
  /** Texts of each offer. */
  textsOf: number[][];
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
  examples: Examples,
  head: Head,
  query: TextVector,
  isLearnt: (example: number) => boolean = () => true,
): WeighedOffers {
  const logits = logitsOf(head, query);
  const order = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const similarities = nearness(examples, query, isLearnt);
  const [best = 0, second = best] = order;
  const evidence: Evidence = {
    similarity: similarities[best] ?? 0,
    top: logits[best] ?? 0,
    margin: (logits[best] ?? 0) - (logits[second] ?? 0),
    known: knownShare(examples, query, (examples.textsOf[best] ?? []).filter(isLearnt)),
  };
  return { order, shares: toShares(logits), similarities, evidence };
}

/** Of an offer with hundreds of examples so many are looked at, spread evenly: the others are like them. */
const MAX_LOOKED_AT = 40;

/** The nearest example of an offer speaks loudest, the next two confirm it. */
function nearness({ texts, textsOf }: Examples, query: TextVector, isLearnt: (example: number) => boolean) {
  const near = cosine(query);
  return Float64Array.from(textsOf, (of) => {
    const top = [0, 0, 0];
    for (const example of spread(of, MAX_LOOKED_AT)) {
      if (!isLearnt(example)) continue;
      const similarity = near(texts[example]!);
      const place = top.findIndex((value) => similarity > value);
      if (place < 0) continue;
      top.splice(place, 0, similarity);
      top.pop();
    }
    return 0.6 * top[0]! + 0.25 * top[1]! + 0.15 * top[2]!;
  });
}

/** At most `most` of them, evenly spaced. */
export const spread = <T>(all: T[], most: number): T[] =>
  all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
