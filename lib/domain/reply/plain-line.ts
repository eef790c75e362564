/** Characters that a reader does not see or that change the order of what is read. Joiners stay: Persian and emoji need them. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

export const withoutUnseen = (words: string): string =>
  words.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(UNSEEN, '');

/** At most `most` UTF-16 units, and never half a character. */
export const cut = (words: string, most: number): string => words.slice(0, most).replace(/[\ud800-\udbff]$/, '');

/** A stranger's words on one line: fit for a header, and for the middle of a sentence. */
export const plainLine = (words: string, most: number): string =>
  cut(withoutUnseen(words).replace(/\s+/g, ' ').trim(), most).trimEnd();
