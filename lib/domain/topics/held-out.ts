import type { Sample } from './calibration.ts';
import { fitHead } from './logistic-head.ts';
import { type Examples, spread, weighOffers } from './weigh-offers.ts';

/** Each fold hides a fifth of the offers (asks that fit nothing) and a fifth of the examples of the others. */
const FIFTHS = 5;
/** Above this size a fold costs seconds, and two of them are enough to calibrate on. */
const MANY_TEXTS = 600;
/** So many texts a fold learns from and guesses about: the curve has five numbers, and a fit may not take minutes. */
const MOST = { learnt: 6_000, guessed: 1_500 };
const STEPS = 10;

/** What the catalogue would have guessed about its own examples, had it not known them. */
export function heldOutGuesses(examples: Examples, isAsk: boolean[]): Sample[] {
  const { texts, offerOf, textsOf } = examples;
  const all = [...texts.keys()];
  return Array.from({ length: texts.length > MANY_TEXTS ? 2 : FIFTHS }).flatMap((_, fold) => {
    const isLearnt = (i: number) => offerOf[i]! % FIFTHS !== fold && !(isAsk[i] && i % FIFTHS === fold);
    const rows = spread(all.filter(isLearnt), MOST.learnt);
    const head = fitHead(texts, { classOf: offerOf, classes: textsOf.length, rows, steps: STEPS });
    const hidden = all.filter((i) => isAsk[i] && !isLearnt(i));
    return spread(hidden, MOST.guessed).map((i) => {
      const { order, evidence } = weighOffers(examples, head, texts[i]!, isLearnt);
      return { ...evidence, isRight: order[0] === offerOf[i] };
    });
  });
}
