/** What is known when the best offer is found, and whether it was the right one. */
export interface Evidence {
  /** Of the nearest examples of the best offer, 0..1. */
  similarity: number;
  /** Logit of the best offer. */
  top: number;
  /** Distance to the second best, in logits. */
  margin: number;
  /** Share of the ask's words of meaning, rare ones counting more, that the best offer's examples know, 0..1. */
  known: number;
}
export interface Sample extends Evidence {
  isRight: boolean;
}
/** Logistic regression from evidence to trust, as numbers so that a fit can be stored. Null: too little to learn from. */
export interface Calibration {
  bias: number;
  weights: number[];
  means: number[];
  spreads: number[];
}

/** Fewer right and wrong guesses say nothing about a catalogue. */
const ENOUGH_OF_EACH = 12;
/** Share of asks in the wild whose best offer is wrong, mostly since none fits; a catalogue cannot know it. */
const PRIOR_WRONG = 0.25;
const STEPS = 300;
const RATE = 0.5;
const SHRINK = 0.01;
/** A few examples prove no more than this. */
const SUREST = 0.99;

/** Logistic regression on the catalogue's own guesses (Platt scaling). Deterministic. */
export function calibrate(samples: Sample[]): Calibration | null {
  const right = samples.filter(({ isRight }) => isRight).length;
  const wrong = samples.length - right;
  if (right < ENOUGH_OF_EACH || wrong < ENOUGH_OF_EACH) return null;
  const inputs = samples.map(inputsOf);
  const means = inputs[0]!.map((_, k) => mean(inputs.map((x) => x[k]!)));
  const spreads = means.map((m, k) => Math.sqrt(mean(inputs.map((x) => (x[k]! - m) ** 2))) || 1);
  const scaled = (x: number[]) => x.map((value, k) => (value - means[k]!) / spreads[k]!);
  const rows = inputs.map(scaled);
  let bias = 0;
  let weights = means.map(() => 0.5);
  for (let step = 0; step < STEPS; step += 1) {
    let slope = 0;
    const slopes = weights.map((w) => SHRINK * w);
    for (const [i, { isRight }] of samples.entries()) {
      const share = isRight ? (1 - PRIOR_WRONG) / right : PRIOR_WRONG / wrong;
      const miss = share * (sigmoid(bias + dot(weights, rows[i]!)) - Number(isRight));
      slope += miss;
      for (const k of slopes.keys()) slopes[k]! += miss * rows[i]![k]!;
    }
    bias -= RATE * 2 * slope;
    // More evidence may never mean less trust.
    weights = weights.map((w, k) => Math.max(0, w - RATE * 2 * slopes[k]!));
  }
  return { bias, weights, means, spreads };
}

/** 0..1: how often the best offer is the right one on such evidence. */
export function trust(calibration: Calibration | null, evidence: Evidence): number {
  if (!calibration) return cautious(evidence);
  const { bias, weights, means, spreads } = calibration;
  const inputs = inputsOf(evidence).map((value, k) => (value - means[k]!) / spreads[k]!);
  return Math.min(SUREST, sigmoid(bias + dot(weights, inputs)));
}

/** The same evidence where another share of best offers is wrong than the calibration assumes: the odds move, the order stays. */
export function withWrongShare(confidence: number, share: number): number {
  const right = confidence * (1 - share) * PRIOR_WRONG;
  const wrong = (1 - confidence) * share * (1 - PRIOR_WRONG);
  return right / (right + wrong);
}

/** For a catalogue too small to be asked: one and two examples an offer, with and without names, of two very different sets. */
const cautious = ({ similarity, margin }: Evidence): number =>
  Math.min(SUREST, sigmoid(-3.3 + 6.5 * similarity + 1.5 * Math.min(margin, 3)));

const inputsOf = ({ similarity, top, margin, known }: Evidence): number[] => [similarity, top, margin, known];
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
