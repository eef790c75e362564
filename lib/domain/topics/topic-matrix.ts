import type { Centre } from './centre.ts';
import { DIMENSIONS, MEANING } from './phrase-vector.ts';
import { CODE_WORDS, writeCode } from './sign-codes.ts';

/** How much each block counts. Measured on bank and app requests: 0.2 to 0.5 for the words differ by a few points. */
export interface Shares {
  meaning: number;
  words: number;
}
export const SHARES: Shares = { meaning: 0.65, words: 0.35 };
/** Where one side has no meaning: cosines of words alone are about half as high for the same wish. */
const WORDS_ALONE = 2;

/** Sums of the vectors of each topic's wishes, one row a topic, in one flat array: the nearest one is found by one scan. */
export interface TopicMatrix {
  rows: number;
  sums: Int32Array;
  /** Wishes in each row. */
  sizes: Int32Array;
  /** Lengths of each row's mean: of meaning, away from the centre; of words. */
  lengths: Float64Array;
  /** On which side of the centre each number of the mean's meaning lies. */
  codes: Int32Array;
}

export const newMatrix = (capacity = 64): TopicMatrix => ({
  rows: 0,
  sums: new Int32Array(capacity * DIMENSIONS),
  sizes: new Int32Array(capacity),
  lengths: new Float64Array(capacity * 2),
  codes: new Int32Array(capacity * CODE_WORDS),
});

/** The new row's number. Space doubles, so that a hundred thousand topics are copied a few times in all. */
export function addRow(matrix: TopicMatrix): number {
  if (matrix.rows === matrix.sizes.length) {
    const wider = newMatrix(matrix.rows * 2);
    wider.sums.set(matrix.sums);
    wider.sizes.set(matrix.sizes);
    wider.lengths.set(matrix.lengths);
    wider.codes.set(matrix.codes);
    const { sums, sizes, lengths, codes } = wider;
    Object.assign(matrix, { sums, sizes, lengths, codes });
  }
  matrix.rows += 1;
  return matrix.rows - 1;
}

/** Integers, so that taking away what was added gives back the very row. */
export function addVector({ sums, sizes }: TopicMatrix, row: number, vector: Int8Array, sign: 1 | -1): void {
  for (let k = 0; k < DIMENSIONS; k += 1) sums[row * DIMENSIONS + k]! += sign * vector[k]!;
  sizes[row]! += sign;
}

export function addRowTo({ sums, sizes }: TopicMatrix, from: number, to: number, sign: 1 | -1): void {
  for (let k = 0; k < DIMENSIONS; k += 1) sums[to * DIMENSIONS + k]! += sign * sums[from * DIMENSIONS + k]!;
  sizes[to]! += sign * sizes[from]!;
}

export function measure({ sums, sizes, lengths, codes }: TopicMatrix, row: number, { mean }: Centre): void {
  const scale = 127 * Math.max(1, sizes[row]!);
  let [meaning, words, isEncoded] = [0, 0, 0];
  for (let k = 0; k < DIMENSIONS; k += 1) {
    const sum = sums[row * DIMENSIONS + k]!;
    if (k < MEANING) {
      meaning += (sum / scale - mean[k]!) ** 2;
      isEncoded |= sum;
    } else words += (sum / scale) ** 2;
  }
  lengths[row * 2] = isEncoded === 0 ? 0 : Math.sqrt(meaning);
  lengths[row * 2 + 1] = Math.sqrt(words);
  writeCode(codes, row, (k) => sums[row * DIMENSIONS + k]! / scale > mean[k]!);
}

/** What a vector, or the mean of a row, is compared by: both blocks of length 1, or zeros. */
export interface Query {
  meaning: Float64Array;
  words: Float64Array;
  /** What the centre has in common with the meaning; taken off each row instead of moving all rows. */
  offset: number;
  hasMeaning: boolean;
}

export function queryOf(vector: ArrayLike<number>, size: number, { mean }: Centre): Query {
  const meaning = new Float64Array(MEANING);
  const words = new Float64Array(DIMENSIONS - MEANING);
  let hasMeaning = false;
  for (let k = 0; k < MEANING; k += 1) {
    hasMeaning ||= vector[k] !== 0;
    meaning[k] = vector[k]! / (127 * size) - mean[k]!;
  }
  for (let k = 0; k < words.length; k += 1) words[k] = vector[MEANING + k]!;
  scale(meaning, hasMeaning ? 1 / (Math.hypot(...meaning) || 1) : 0);
  scale(words, 1 / (Math.hypot(...words) || 1));
  return { meaning, words, offset: meaning.reduce((sum, value, k) => sum + value * mean[k]!, 0), hasMeaning };
}

export const rowOf = ({ sums }: TopicMatrix, row: number): Int32Array =>
  sums.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);

/**
 * Cosine of both blocks by their shares; where one side has no meaning by the words alone, and then it may exceed 1. Rows that
 * cannot reach `atLeast`, whatever their words, are given up half way: most of a scan.
 */
export function similarity(
  { sums, sizes, lengths }: TopicMatrix,
  row: number,
  query: Query,
  shares: Shares = SHARES,
  atLeast = Number.NEGATIVE_INFINITY,
): number {
  const [meant, said] = [lengths[row * 2]!, lengths[row * 2 + 1]!];
  const scale = 127 * sizes[row]!;
  const at = row * DIMENSIONS;
  const hasMeaning = query.hasMeaning && meant > 0;
  let meaning = 0;
  if (hasMeaning) {
    for (let k = 0; k < MEANING; k += 1) meaning += sums[at + k]! * query.meaning[k]!;
    meaning = (meaning / scale - query.offset) / meant;
    if (shares.meaning * meaning + shares.words < atLeast) return -1;
  }
  let words = 0;
  for (let k = MEANING; k < DIMENSIONS; k += 1) words += sums[at + k]! * query.words[k - MEANING]!;
  words = said > 0 ? words / (scale * said) : 0;
  if (!hasMeaning) return (WORDS_ALONE / SHARES.words) * shares.words * words;
  return shares.meaning * meaning + shares.words * words;
}

/** Lengths of the mean of a row's unit vectors: 1 when all its wishes are one phrase, less the more they differ. */
export function tightness({ lengths }: TopicMatrix, row: number, { mean }: Centre): Shares {
  // Away from the centre a unit vector has this length, roughly.
  const whole = Math.sqrt(Math.max(0.05, 1 - mean.reduce((sum, value) => sum + value * value, 0)));
  return { meaning: Math.min(1, lengths[row * 2]! / whole), words: lengths[row * 2 + 1]! };
}

function scale(values: Float64Array, by: number): void {
  for (let k = 0; k < values.length; k += 1) values[k]! *= by;
}
