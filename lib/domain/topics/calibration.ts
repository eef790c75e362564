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
/** 0..1: how often the best offer is the right one on such evidence. */
export type Calibration = (evidence: Evidence) => number;

/** Fewer right and wrong guesses say nothing about a catalogue. */
const ENOUGH_OF_EACH = 12;
/** Share of asks in the wild that fit no offer; a catalogue cannot know it. Rather more than less: then a person looks. */
const PRIOR_WRONG = 0.4;
const STEPS = 300;
const RATE = 0.5;
const SHRINK = 0.01;
/** Words alone prove no more than this. */
const SUREST = 0.97;
/** Less like its offer than nine in ten right guesses: whatever else speaks for it, a person looks. */
const UNUSUAL = 0.1;
const DOUBTFUL = 0.5;

/** Logistic regression on the catalogue's own guesses (Platt scaling). Deterministic. */
export function calibrate(samples: Sample[]): Calibration {
  const right = samples.filter(({ isRight }) => isRight).length;
  const wrong = samples.length - right;
  if (right < ENOUGH_OF_EACH || wrong < ENOUGH_OF_EACH) return cautious;
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
  const usual = samples
    .filter(({ isRight }) => isRight)
    .map(({ similarity }) => similarity)
    .sort((a, b) => a - b)[Math.floor(right * UNUSUAL)]!;
  return (evidence) =>
    Math.min(evidence.similarity < usual ? DOUBTFUL : SUREST, sigmoid(bias + dot(weights, scaled(inputsOf(evidence)))));
}

/** For a catalogue too small to be asked: read off several larger ones, and shifted towards doubt. */
export const cautious: Calibration = ({ similarity, margin }) =>
  Math.min(SUREST, sigmoid(-3.8 + 8 * similarity + 0.5 * Math.min(margin, 3)));

const inputsOf = ({ similarity, top, margin, known }: Evidence): number[] => [similarity, top, margin, known];
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
