/** What is known when the best offer is found, and whether it was the right one. */
export interface Sample {
  similarity: number;
  /** Distance to the second best offer. */
  margin: number;
  isRight: boolean;
}

/** 0..1: how often the best offer at this similarity and margin is the right one. */
export type Confidence = (similarity: number, margin: number) => number;

/** Fewer samples say nothing about the catalogue: a cautious curve that was read off several. */
const ENOUGH_SAMPLES = 24;
const CAUTIOUS = [-4.2, 7, 9] as const;
const STEPS = 400;
const RATE = 2;
const SHRINK = 0.0005;

/**
 * Logistic regression on the catalogue itself (Platt scaling): each example left out once, and once with its whole offer
 * hidden, so that "none of these" is learnt from asks that look like this catalogue. Deterministic.
 */
export function fitConfidence(samples: Sample[]): Confidence {
  const right = samples.filter(({ isRight }) => isRight).length;
  const [a, b, c] = samples.length < ENOUGH_SAMPLES || right < 3 ? CAUTIOUS : fitLogistic(samples);
  return (similarity, margin) => sigmoid(a + b * similarity + c * margin);
}

function fitLogistic(samples: Sample[]): [number, number, number] {
  let [a, b, c]: [number, number, number] = [...CAUTIOUS];
  for (let step = 0; step < STEPS; step += 1) {
    let [da, db, dc] = [0, SHRINK * b, SHRINK * c];
    for (const { similarity, margin, isRight } of samples) {
      const miss = (sigmoid(a + b * similarity + c * margin) - Number(isRight)) / samples.length;
      da += miss;
      db += miss * similarity;
      dc += miss * margin;
    }
    [a, b, c] = [a - RATE * da, b - RATE * 10 * db, c - RATE * 10 * dc];
  }
  return [a, b, c];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
