import type { Account } from './account.ts';
import { isFreeMail } from './free-mail.ts';
import { decodePunycode } from './punycode.ts';
import { withParents } from './senders.ts';

/** After normalisation and lower-casing: what a hurried reader takes for the Latin letter in front. */
const looksLike = Object.entries({
  a: 'аαɑ',
  ae: 'æӕ',
  b: 'ьβßƅɓ',
  c: 'сςᴄ',
  d: 'ԁđɗ',
  e: 'еєҽεɛ',
  f: 'ƒϝ',
  g: 'ɡցɠ',
  h: 'һհнħ',
  j: 'јյȷ',
  k: 'кκқӄĸ',
  l: '1iıіιɩӏլłɪǀ',
  m: 'мɱ',
  n: 'пոռηŋ',
  o: '0оοօσøɵѳө',
  oe: 'œ',
  p: 'рρþ',
  q: 'ԛզգ',
  r: 'гɾ',
  s: 'ѕꜱʂ',
  t: 'тτŧ',
  u: 'υսμʋ',
  v: 'νѵᴠ',
  w: 'ԝωѡաшᴡ',
  x: 'хχҳ',
  y: 'уγүɣʏ',
  z: 'ᴢʐƶ',
  '-': '‐‒–—−',
});
const latinOf = new Map(looksLike.flatMap(([latin, letters]) => [...letters].map((letter) => [letter, latin])));

/** As long as a domain may be: one label of punycode can unfold into thousands of letters, and a table's keys have an end. */
const MAX_SKELETON = 253;

/**
 * What a mail domain looks like: two domains with one skeleton are mistaken for each other. The way of UTS 39, section 4
 * (decompose, drop what is not seen, put one letter for all that look like it), coarser in two points: compatibility
 * letters count as their plain ones, and marks are dropped. The table is a small one of our own for Cyrillic, Greek,
 * Armenian and Latin; the standard's thousands of pairs are not in it. To be compared only, never to be matched with an
 * account: it turns full-width letters into a customer's domain.
 */
export function skeletonOf(domain: string): string {
  const labels = unfolded(domain).split(/[.。]/).map(decoded);
  const shown = unfolded(labels.join('.'));
  const seen = [...shown].filter((letter) => !/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(letter));
  return seen
    .map((letter) => latinOf.get(letter) ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

const unfolded = (text: string): string => text.normalize('NFKD').toLowerCase();

const decoded = (label: string): string =>
  (label.startsWith('xn--') ? decodePunycode(label.slice('xn--'.length)) : null) ?? label;

/** It, or a domain above it, looks like `known`, and it is neither `known` nor below it. */
export function isLookalike(domain: string, known: string): boolean {
  const isKnown = `.${domain.toLowerCase()}`.endsWith(`.${known}`);
  return !isKnown && withParents(skeletonOf(domain)).includes(skeletonOf(known));
}

/** Under which skeletons a domain would be known that this address imitates. Free mail imitates nobody. */
export function skeletonsToTry(address: string): string[] {
  const domain = domainOf(address);
  return isFreeMail(domain) ? [] : withParents(skeletonOf(domain)).filter(isKept);
}

/** The account's domains by their skeletons. */
export const skeletonsOf = ({ domains }: Pick<Account, 'domains'>): Map<string, string> =>
  new Map(
    domains
      .filter((domain) => !isFreeMail(domain))
      .map((domain) => [skeletonOf(domain), domain] as const)
      .filter(([skeleton]) => isKept(skeleton)),
  );

/** The first of these known domains that the address imitates. */
export const imitatedBy = (address: string, known: string[]): string | null =>
  known.find((domain) => isLookalike(domainOf(address), domain)) ?? null;

const isKept = (skeleton: string): boolean => skeleton.length <= MAX_SKELETON;
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
