/** What names one person in any text: the address in its spellings, and the name in both orders. */
export interface Needles {
  count(text: string): number;
  /** The text with each of them blanked. */
  blank(text: string): string;
}

export const ERASED = '[erased]';

/** `names` count as whole words only. Texts are compared composed (NFC): one letter has one spelling then. */
export function needlesOf(addresses: string[], names: string[]): Needles {
  const parts = [...addresses.flatMap(addressParts), ...names.flatMap(nameParts)];
  const pattern = new RegExp(parts.join('|') || '(?!)', 'giu');
  return {
    count: (text) => [...text.normalize('NFC').matchAll(pattern)].length,
    blank: (text) => text.normalize('NFC').replace(pattern, ERASED),
  };
}

const FEWEST_LETTERS = 5;

/** "Jo" stands in many texts that are not about Jo; a name and a surname rarely do. */
export const isTelling = (name: string): boolean =>
  wordsOf(name).length > 1 && wordsOf(name).join('').length >= FEWEST_LETTERS;

const literal = (text: string): string => text.normalize('NFC').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** How an `@` is written where one is not allowed, or where somebody hides from collectors. */
const AT = '(?:@|%40|=40|\\s?[([{]at[)\\]}]\\s?|\\sat\\s)';
/** `jo@firm.example` is in neither `mary.jo@firm.example` nor `jo@firm.example.org`. */
const BEGINS = '(?<![\\p{L}\\p{N}._+-])';
const ENDS = '(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])';

function addressParts(address: string): string[] {
  const at = address.lastIndexOf('@');
  const [local, domain] = [literal(address.slice(0, at)), literal(address.slice(at + 1))];
  // The second: in return paths, `bounces+jo=firm.example@lists.example`.
  return [`${BEGINS}${local}${AT}${domain}${ENDS}`, `(?<![\\p{L}\\p{N}.])${local}=${domain}(?![\\p{L}\\p{N}-])`];
}

const wordsOf = (name: string): string[] => name.split(/[\s,]/).filter(Boolean);

function nameParts(name: string): string[] {
  const words = wordsOf(name).map(literal);
  if (words.length === 0) return [];
  const last = [words.at(-1)!, ...words.slice(0, -1)];
  // Mia is not in mia@desk.example.
  return [words, last].map((order) => `(?<![\\p{L}\\p{N}@])${order.join('[\\s,]{1,3}')}(?![\\p{L}\\p{N}@])`);
}
