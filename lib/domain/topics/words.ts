/** Text as lower-case words: contractions expanded; numbers, money, links and addresses as placeholders, so that "12 rolls" is "30 rolls". */

/** A letter's worth of words; a wall of text says nothing new and costs time. */
const MAX_CHARACTERS = 12_000;
const MAX_WORDS = 300;
/** Longer "words" are keys, hashes or writing without blanks: their beginning tells enough. */
const MAX_WORD = 32;

const CONTRACTIONS: [RegExp, string][] = [
  [/\bcan't\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
  [/'m\b/g, ' am'],
  [/'s\b/g, ''],
];

export function wordsOf(text: string): string[] {
  let plain = text.slice(0, MAX_CHARACTERS).normalize('NFKC').toLowerCase().replace(/[’‘`]/g, "'");
  for (const [contraction, expanded] of CONTRACTIONS) plain = plain.replace(contraction, expanded);
  const words: string[] = [];
  for (const token of plain.split(/\s+/)) {
    if (/^\W?(https?:|www\.)/.test(token)) words.push('url');
    else if (token.includes('@')) words.push('address');
    else if (/^[€$£]\d|^\d[\d.,]*[€$£]/.test(token)) words.push('money');
    else
      for (const [word] of token.matchAll(/[\p{L}\p{M}\p{N}]+/gu))
        words.push(/^\d+$/.test(word) ? '0' : word.slice(0, MAX_WORD));
    if (words.length >= MAX_WORDS) break;
  }
  return words.slice(0, MAX_WORDS);
}

/** Light, and the same for all languages at hand: endings of plurals and verbs only. */
export function stem(word: string): string {
  if (word.length < 5) return word;
  let root = word.replace(/(ing|edly|ed)$/, '');
  if (root.length < 3) root = word;
  else if (root !== word) root = root.replace(/([bdfgmnprt])\1$/, '$1');
  const shorter = root.replace(/(ies|es|en|s|e|n|y)$/, '');
  return shorter.length < 3 ? root : shorter;
}
