import type { Sample } from './calibration.ts';
import type { Features } from './features.ts';
import { fitHead } from './logistic-head.ts';
import { type Examples, weighOffers } from './weigh-offers.ts';

/** Each fold hides a fifth of the offers (asks that fit nothing) and a fifth of the examples of the others. */
const FIFTHS = 5;
/** Above this size a fold costs seconds, and two of them are enough to calibrate on. */
const MANY_EXAMPLES = 600;

/** What the catalogue would have guessed about its own examples, had it not known them. */
export function heldOutGuesses(
  examples: Examples,
  { kernel, features, isAsk }: { kernel: Float64Array; features: Features[]; isAsk: boolean[] },
): Sample[] {
  const { offerOf, offers } = examples;
  const n = offerOf.length;
  const folds = n > MANY_EXAMPLES ? 2 : FIFTHS;
  const samples: Sample[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const isLearnt = (i: number) => offerOf[i]! % FIFTHS !== fold && !(isAsk[i] && i % FIFTHS === fold);
    const head = fitHead(kernel, offerOf, offers, [...offerOf.keys()].filter(isLearnt));
    for (const [i, query] of features.entries()) {
      if (!isAsk[i] || isLearnt(i)) continue;
      const near = kernel.subarray(i * n, (i + 1) * n);
      const { order, evidence } = weighOffers(examples, { head, query, near }, isLearnt);
      samples.push({ ...evidence, isRight: order[0] === offerOf[i] });
    }
  }
  return samples;
}
