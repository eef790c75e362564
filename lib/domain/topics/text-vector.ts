import { countFeatures } from './features.ts';
import { fnv } from './hashing.ts';

/** Feature hashing (Weinberger et al. 2009): a fixed size whatever the catalogue's vocabulary, so that a fit can be stored. */
const BUCKETS_OF = { w: 2048, p: 1024, c: 1024 };
type Family = keyof typeof BUCKETS_OF;
const FIRST_OF: Record<Family, number> = { w: 0, p: 2048, c: 3072 };
export const BUCKETS = 4096;
export const isWordBucket = (bucket: number): boolean => bucket < BUCKETS_OF.w;

/** How much room the words get, and how much they count. */
export interface Shape {
  /** Times as many buckets. */
  width: number;
  /** Of the squared length, when there is an encoder. */
  wordsShare: number;
}
/** What a thing is about. Measured on two sets: shares of 0.2 to 0.33 differ by less than half a point. */
export const ABOUT: Shape = { width: 1, wordsShare: 0.2 };
/** How it is said: there the words themselves tell most, and thousands of sentences use many of them. */
export const MANNER: Shape = { width: 8, wordsShare: 0.8 };

/** Shares of the squared length. Pieces forgive spelling and inflection, pairs keep "how much" from "how long". */
const SHARE = { w: 0.4, p: 0.2, c: 0.4 };
/** Function words (why, how, not) tell topics apart, too: a weak power keeps them. */
const IDF_POWER = 0.25;

/** Counts per bucket; the sign keeps two features of one bucket from adding up. */
export type BucketCounts = Map<number, number>;

/** What a text is compared by. Both parts together have length 1. */
export interface TextVector {
  /** From the encoder, around the catalogue's mean; empty in a space without one, zeros where only the text has none. */
  meaning: Float32Array;
  buckets: Uint16Array;
  weights: Float32Array;
}

export interface Space {
  shape: Shape;
  /** Mean of the encoder's vectors of the catalogue's texts: what all of them share says nothing. Null without an encoder. */
  mean: Float32Array | null;
  /** Texts that have a bucket, and texts in all. */
  seenIn: Uint32Array;
  texts: number;
}

export function countBuckets(text: string, { width } = ABOUT): BucketCounts {
  const counts: BucketCounts = new Map();
  for (const [feature, count] of countFeatures(text)) {
    const { bucket, sign } = bucketOf(feature, width);
    counts.set(bucket, (counts.get(bucket) ?? 0) + sign * count);
  }
  return counts;
}

export function spaceOf(counted: BucketCounts[], encoded: Float32Array[] | null, shape = ABOUT): Space {
  const seenIn = new Uint32Array(BUCKETS * shape.width);
  for (const counts of counted) for (const bucket of counts.keys()) seenIn[bucket]! += 1;
  return { shape, mean: encoded && meanOf(encoded), seenIn, texts: counted.length };
}

export function vectorIn(space: Space, counts: BucketCounts, encoded: Float32Array | null): TextVector {
  const buckets = Uint16Array.from(counts.keys());
  const weights = new Float32Array(buckets.length);
  const squares: Record<Family, number> = { w: 0, p: 0, c: 0 };
  for (const [i, bucket] of buckets.entries()) {
    const count = counts.get(bucket)!;
    const weight = Math.sign(count) * (1 + Math.log(Math.abs(count) || 1)) * rarity(space, bucket) ** IDF_POWER;
    weights[i] = weight;
    squares[familyOf(bucket, space.shape)] += weight * weight;
  }
  const share = space.mean ? space.shape.wordsShare : 1;
  for (const [i, bucket] of buckets.entries()) {
    const family = familyOf(bucket, space.shape);
    weights[i]! *= Math.sqrt((share * SHARE[family]) / (squares[family] || 1));
  }
  return { meaning: centred(encoded, space.mean, Math.sqrt(1 - share)), buckets, weights };
}

/** How rare a bucket is among the catalogue's texts; never 0. */
export const rarity = ({ seenIn, texts }: Space, bucket: number): number =>
  Math.log(1 + (texts + 1) / (seenIn[bucket]! + 1));

const familyOf = (bucket: number, { width }: Shape): Family =>
  bucket < FIRST_OF.p * width ? 'w' : bucket < FIRST_OF.c * width ? 'p' : 'c';

export function centred(encoded: Float32Array | null, mean: Float32Array | null, length: number): Float32Array {
  if (!encoded || !mean) return new Float32Array(mean?.length ?? 0);
  const away = encoded.map((value, k) => value - mean[k]!);
  const norm = Math.sqrt(away.reduce((sum, value) => sum + value * value, 0)) || 1;
  return away.map((value) => (value * length) / norm);
}

export function meanOf(vectors: Float32Array[]): Float32Array | null {
  if (vectors.length === 0) return null;
  const sum = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (let k = 0; k < sum.length; k += 1) sum[k]! += vector[k]!;
  return Float32Array.from(sum, (value) => value / vectors.length);
}

/** Cosine of one text with others: its words are laid out once. */
export function cosine(text: TextVector): (other: TextVector) => number {
  const laid = new Float32Array(BUCKETS);
  for (const [i, bucket] of text.buckets.entries()) laid[bucket] = text.weights[i]!;
  return ({ meaning, buckets, weights }) => {
    let sum = 0;
    for (let k = 0; k < meaning.length; k += 1) sum += meaning[k]! * text.meaning[k]!;
    for (let i = 0; i < buckets.length; i += 1) sum += weights[i]! * laid[buckets[i]!]!;
    return sum;
  };
}

/** How rare a feature (as `countFeatures` names it) is among the catalogue's texts. */
export const rarityOf = (space: Space, feature: string): number =>
  rarity(space, bucketOf(feature, space.shape.width).bucket);

function bucketOf(feature: string, width: number): { bucket: number; sign: number } {
  const hash = fnv(feature);
  const family = feature[0] as Family;
  return { bucket: width * FIRST_OF[family] + ((hash >>> 1) % (width * BUCKETS_OF[family])), sign: hash & 1 ? -1 : 1 };
}
