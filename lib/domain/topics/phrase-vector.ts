import { countFeatures } from './features.ts';
import { fnv } from './hashing.ts';
import { contentOf } from './meaning.ts';

/** Numbers of the encoder, then buckets of words. One byte each: an exhaustive scan of 100,000 topics stays in memory. */
export const MEANING = 384;
const WORDS = 256;
export const DIMENSIONS = MEANING + WORDS;
const SCALE = 127;

/** How much a feature (as `countFeatures` names it) tells: rare ones more. */
export type Rarity = (feature: string) => number;

/**
 * What a wish is compared by: the encoder's unit vector (zeros without an encoder), and its words of meaning and their pieces,
 * hashed (Weinberger et al. 2009). Between wishes the rare word is the wish ("linerless"), and "labels" says nothing.
 */
export function phraseVector(phrase: string, meaning: Float32Array | null, rarity: Rarity): Int8Array {
  const vector = new Int8Array(DIMENSIONS);
  for (let k = 0; k < Math.min(MEANING, meaning?.length ?? 0); k += 1) vector[k] = Math.round(meaning![k]! * SCALE);
  const words = new Float64Array(WORDS);
  for (const [feature, count] of countFeatures(contentOf(phrase).join(' '))) {
    // What stood next to what is chance once the small words are gone.
    if (feature.startsWith('p')) continue;
    const hash = fnv(feature);
    words[(hash >>> 1) % WORDS]! += (hash & 1 ? -1 : 1) * (1 + Math.log(count)) * rarity(feature);
  }
  const length = Math.hypot(...words) || 1;
  for (let k = 0; k < WORDS; k += 1) vector[MEANING + k] = Math.round((words[k]! / length) * SCALE);
  return vector;
}

/** Plain arithmetic on bytes, since this room has no Buffer. */
export const toBase64 = (vector: Int8Array): string => btoa(String.fromCharCode(...new Uint8Array(vector.buffer)));
/** Of another length than ours, or not base64: nothing that could be compared. */
export function fromBase64(words: string): Int8Array {
  try {
    const bytes = Int8Array.from(atob(words), (letter) => letter.charCodeAt(0));
    return bytes.length === DIMENSIONS ? bytes : new Int8Array(DIMENSIONS);
  } catch {
    return new Int8Array(DIMENSIONS);
  }
}
