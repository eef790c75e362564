import { BUCKETS, type TextVector } from './text-vector.ts';

/** Multinomial logistic regression: which class a text belongs to. */
export interface Head {
  classes: number;
  /** A row of `classes` numbers per dimension: first those of meaning, then the buckets of words. */
  weights: Float32Array;
}

interface HeadFit {
  classOf: ArrayLike<number>;
  classes: number;
  rows: number[];
  steps: number;
  /** Of the space that the texts are in. */
  width?: number;
}

/** A step may go this much further than the safe bound says: with many classes each has little share, and little curvature. */
const BOLDNESS = { ofBound: 0.05, perClass: 1.5 };
/** Total shrinking, whatever the number of examples: less overrates single words, more levels the answers. */
const SHRINK = 1 / 20;

/**
 * Accelerated gradient with restarts; the step halves whenever it went too far. No randomness: bit-stable.
 * `rows` are the texts to learn from; the others stay unseen.
 */
export function fitHead(texts: TextVector[], { classOf, classes, rows, steps, width = 1 }: HeadFit): Head {
  const dimensions = (texts[0]?.meaning.length ?? 0) + BUCKETS * width;
  const size = dimensions * classes;
  const shrink = SHRINK / Math.max(1, rows.length);
  const curvature =
    steepest(texts, rows, BUCKETS * width) * Math.max(BOLDNESS.ofBound, Math.min(0.5, BOLDNESS.perClass / classes));
  let rate = 1 / (curvature + shrink);
  let [now, before] = [new Float32Array(size), new Float32Array(size)];
  let ahead = new Float32Array(size);
  const slopes = new Float32Array(size);
  let lastLoss = Number.POSITIVE_INFINITY;
  let sinceRestart = 0;
  for (let step = 0; step < steps; step += 1) {
    const momentum = sinceRestart / (sinceRestart + 3);
    for (let i = 0; i < size; i += 1) ahead[i] = now[i]! + momentum * (now[i]! - before[i]!);
    const loss = slope(texts, { classOf, classes, rows, weights: ahead, slopes });
    if (loss > lastLoss * 1.0001) {
      rate /= 2;
      sinceRestart = 0;
      lastLoss = Number.POSITIVE_INFINITY;
      now.set(before);
      continue;
    }
    for (let i = 0; i < size; i += 1) ahead[i] = ahead[i]! - rate * (slopes[i]! + shrink * ahead[i]!);
    [before, now, ahead] = [now, ahead, before];
    lastLoss = loss;
    sinceRestart += 1;
  }
  return { classes, weights: now };
}

export function logitsOf({ classes, weights }: Head, text: TextVector): Float64Array {
  const logits = new Float64Array(classes);
  addLogits(logits, weights, text);
  return logits;
}

/** Mean loss; `slopes` becomes its gradient. */
function slope(
  texts: TextVector[],
  fit: { classOf: ArrayLike<number>; classes: number; rows: number[]; weights: Float32Array; slopes: Float32Array },
): number {
  const { classOf, classes, rows, weights, slopes } = fit;
  const misses = new Float64Array(classes);
  slopes.fill(0);
  let loss = 0;
  for (const row of rows) {
    const text = texts[row]!;
    misses.fill(0);
    addLogits(misses, weights, text);
    toShares(misses);
    const right = classOf[row]!;
    loss -= Math.log(misses[right]! + 1e-12);
    misses[right]! -= 1;
    for (let c = 0; c < classes; c += 1) misses[c]! /= rows.length;
    addSlopes(slopes, misses, text);
  }
  return loss / rows.length;
}

/** Four dimensions a round: the logits are then read and written a quarter as often, which is most of the time of a fit. */
function addLogits(logits: Float64Array, weights: Float32Array, { meaning, buckets, weights: ofBucket }: TextVector) {
  const n = logits.length;
  for (let k = 0; k + 3 < meaning.length; k += 4) {
    const [a, b, c, d] = [meaning[k]!, meaning[k + 1]!, meaning[k + 2]!, meaning[k + 3]!];
    const at = k * n;
    for (let i = 0; i < n; i += 1)
      logits[i]! +=
        a * weights[at + i]! + b * weights[at + n + i]! + c * weights[at + 2 * n + i]! + d * weights[at + 3 * n + i]!;
  }
  for (let j = 0; j < buckets.length; j += 1) {
    const at = (meaning.length + buckets[j]!) * n;
    const a = ofBucket[j]!;
    for (let i = 0; i < n; i += 1) logits[i]! += a * weights[at + i]!;
  }
}

function addSlopes(slopes: Float32Array, misses: Float64Array, { meaning, buckets, weights }: TextVector) {
  const n = misses.length;
  for (let k = 0; k < meaning.length; k += 1) {
    const a = meaning[k]!;
    const at = k * n;
    for (let i = 0; i < n; i += 1) slopes[at + i]! += a * misses[i]!;
  }
  for (let j = 0; j < buckets.length; j += 1) {
    const at = (meaning.length + buckets[j]!) * n;
    const a = weights[j]!;
    for (let i = 0; i < n; i += 1) slopes[at + i]! += a * misses[i]!;
  }
}

const POWER_STEPS = 12;

/** Largest eigenvalue of the texts' second moments, by power iteration. */
function steepest(texts: TextVector[], rows: number[], buckets: number): number {
  const meant = texts[0]?.meaning.length ?? 0;
  let direction = new Float64Array(meant + buckets).map((_, k) => 1 / (1 + (k % 7)));
  let length = 1;
  for (let step = 0; step < POWER_STEPS; step += 1) {
    const next = new Float64Array(direction.length);
    for (const row of rows) {
      const { meaning, buckets, weights } = texts[row]!;
      let along = 0;
      for (let k = 0; k < meant; k += 1) along += meaning[k]! * direction[k]!;
      for (let j = 0; j < buckets.length; j += 1) along += weights[j]! * direction[meant + buckets[j]!]!;
      for (let k = 0; k < meant; k += 1) next[k]! += along * meaning[k]!;
      for (let j = 0; j < buckets.length; j += 1) next[meant + buckets[j]!]! += along * weights[j]!;
    }
    length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0)) || 1;
    direction = next.map((value) => value / length);
  }
  return length / Math.max(1, rows.length);
}

/** Softmax, in place. */
export function toShares(logits: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < logits.length; c += 1) if (logits[c]! > top) top = logits[c]!;
  let sum = 0;
  for (let c = 0; c < logits.length; c += 1) sum += logits[c] = Math.exp(logits[c]! - top);
  for (let c = 0; c < logits.length; c += 1) logits[c]! /= sum;
  return logits;
}
