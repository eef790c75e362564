/** Multinomial logistic regression on a kernel (cosines between examples): which class a text is, from how near each example is. */
export interface Head {
  /** Logits per class, from the cosines of a text with every example the head was fitted on. */
  logits: (cosines: Float64Array) => Float64Array;
}

/** Measured: more steps change no answer; less shrinking overrates single words. */
const STEPS = 20;
const SHRINK = 0.01;
const FIRST_RATE = 4;

/**
 * Accelerated gradient in the space of examples; the step halves whenever it went too far. No randomness: bit-stable.
 * `rows` are the examples to learn from (the others stay unseen), `kernel` is n x n, flat.
 */
export function fitHead(kernel: Float64Array, classOf: number[], classes: number, rows: number[]): Head {
  const n = classOf.length;
  const scores = new Float64Array(classes);
  let now = new Float64Array(rows.length * classes);
  let before = now;
  let rate = FIRST_RATE;
  let lastLoss = Number.POSITIVE_INFINITY;
  let sinceRestart = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const momentum = sinceRestart / (sinceRestart + 3);
    const ahead = new Float64Array(now.length);
    for (let i = 0; i < now.length; i += 1) ahead[i] = now[i]! + momentum * (now[i]! - before[i]!);
    const next = new Float64Array(now.length);
    let loss = 0;
    for (let r = 0; r < rows.length; r += 1) {
      const row = rows[r]!;
      scores.fill(0);
      for (let s = 0; s < rows.length; s += 1) addScaled(scores, kernel[row * n + rows[s]!]!, ahead, s * classes);
      loss -= Math.log(toShares(scores)[classOf[row]!]! + 1e-12);
      for (let c = 0; c < classes; c += 1) {
        const at = r * classes + c;
        const miss = scores[c]! - (classOf[row] === c ? 1 : 0);
        next[at] = ahead[at]! - rate * (miss + SHRINK * ahead[at]!);
      }
    }
    if (loss > lastLoss * 1.0001) {
      [rate, sinceRestart, now, lastLoss] = [rate / 2, 0, before, Number.POSITIVE_INFINITY];
      continue;
    }
    [before, now, lastLoss] = [now, next, loss];
    sinceRestart += 1;
  }
  return {
    logits(cosines) {
      const scores = new Float64Array(classes);
      for (const [r, row] of rows.entries()) addScaled(scores, cosines[row]!, now, r * classes);
      return scores;
    },
  };
}

function addScaled(sums: Float64Array, factor: number, from: Float64Array, at: number) {
  if (factor === 0) return;
  for (let c = 0; c < sums.length; c += 1) sums[c]! += factor * from[at + c]!;
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
