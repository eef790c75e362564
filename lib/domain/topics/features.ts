import { stem, wordsOf } from './words.ts';

/** Text as weighted features: stemmed words, word pairs and character pieces, as in TF-IDF retrieval. Sparse, length 1. */
export type Features = Map<string, number>;
export type Idf = (feature: string) => number;

/** Shares of a cosine. Pieces forgive spelling and inflection, pairs keep "how much" from "how long". */
const SHARE = { w: 0.4, p: 0.2, c: 0.4 };
type Family = keyof typeof SHARE;
const PIECE_SIZES = [3, 4, 5];

/** Raw counts. A feature's first letter names its family. */
export function countFeatures(text: string): Features {
  const words = wordsOf(text);
  const counts: Features = new Map();
  const add = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  let before = '^';
  for (const word of words) {
    const stemmed = stem(word);
    add(`w${stemmed}`);
    add(`p${before} ${stemmed}`);
    before = stemmed;
    const padded = ` ${word} `;
    for (const size of PIECE_SIZES)
      for (let at = 0; at + size <= padded.length; at += 1) add(`c${padded.slice(at, at + size)}`);
  }
  return counts;
}

/** Sublinear counts x idf; each family gets its share by itself, so that many pieces do not drown the words. */
export function weighFeatures(counts: Features, idf: Idf): Features {
  const squares = { w: 0, p: 0, c: 0 };
  const weighed: Features = new Map();
  for (const [feature, count] of counts) {
    const weight = (1 + Math.log(count)) * idf(feature);
    weighed.set(feature, weight);
    squares[feature[0] as Family] += weight * weight;
  }
  const scale = (family: Family) => Math.sqrt(SHARE[family] / (squares[family] || 1));
  const scales = { w: scale('w'), p: scale('p'), c: scale('c') };
  for (const [feature, weight] of weighed) weighed.set(feature, weight * scales[feature[0] as Family]);
  return weighed;
}

/** How rare a feature is among these texts, to a weak power: function words (why, how, not) tell topics apart, too. */
export function idfOf(texts: Features[], power: number): Idf {
  const seenIn = new Map<string, number>();
  for (const counts of texts) for (const feature of counts.keys()) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
  return (feature) => Math.log(1 + (texts.length + 1) / ((seenIn.get(feature) ?? 0) + 1)) ** power;
}
