/** Text as weighted features: stemmed words, word pairs and character pieces, as in TF-IDF retrieval. Sparse, L2-normalised. */
export type Features = Map<string, number>;

/** A letter's worth of words; a wall of text says nothing new and costs time. */
const MAX_WORDS = 400;
const WEIGHT = { word: 0.4, pair: 0.2, piece: 0.4 };

/** Lower case, numbers, money, links and addresses as placeholders. */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, 20_000)
    .toLowerCase()
    .replace(/https?:\/\/\S{1,300}/g, ' url ')
    .replace(/\S{1,64}@\S{1,200}/g, ' address ')
    .replace(/[’`]/g, "'")
    .replace(/n't\b/g, ' not')
    .replace(/'(s|ve|d|re|ll|m)\b/g, '')
    .replace(/\d+([.,:x/-]\d+)*/g, ' 0 ');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS).map(stem);
}

/** Light and the same for all languages at hand: plural and verb endings only. */
export function stem(word: string): string {
  if (word.length < 5) return word;
  return word.replace(/(ing|edly|ed|ies|es|en|s|e|n)$/u, '');
}

/** Raw weights per family, before idf: 1 + ln(count). */
export function countFeatures(text: string): Features {
  const words = wordsOf(text);
  const features: Features = new Map();
  const add = (family: keyof typeof WEIGHT, value: string) =>
    features.set(`${family}:${value}`, (features.get(`${family}:${value}`) ?? 0) + 1);
  for (const [i, word] of words.entries()) {
    add('word', word);
    if (i > 0) add('pair', `${words[i - 1]} ${word}`);
    const padded = ` ${word} `;
    for (let size = 3; size <= 5; size += 1)
      for (let at = 0; at + size <= padded.length && at < 24; at += 1) add('piece', padded.slice(at, at + size));
  }
  return features;
}

const familyOf = (feature: string): keyof typeof WEIGHT =>
  feature.slice(0, feature.indexOf(':')) as keyof typeof WEIGHT;

/** Each family is normalised by itself, then weighed, so that many character pieces do not drown the words. */
export function weighFeatures(counts: Features, idf: (feature: string) => number): Features {
  const norms: Record<keyof typeof WEIGHT, number> = { word: 0, pair: 0, piece: 0 };
  const raw: [string, keyof typeof WEIGHT, number][] = [];
  for (const [feature, count] of counts) {
    const family = familyOf(feature);
    const weight = (1 + Math.log(count)) * idf(feature);
    norms[family] += weight * weight;
    raw.push([feature, family, weight]);
  }
  return new Map(
    raw.map(([feature, family, weight]) => [
      feature,
      (weight * Math.sqrt(WEIGHT[family])) / Math.sqrt(norms[family] || 1),
    ]),
  );
}

export function cosine(a: Features, b: Features): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [feature, weight] of small) sum += weight * (large.get(feature) ?? 0);
  return sum;
}
