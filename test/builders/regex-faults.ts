/** What makes a regular expression slow on a text that somebody wrote for it. Knows the syntax that this project uses. */

interface Item {
  /** As it is written, without the quantifier. */
  source: string;
  min: number;
  max: number;
  /** Of a group, its alternatives; none for a letter, a class, an assertion. */
  alternatives: Item[][];
  /** Takes no letters: `^`, `\b`, a lookaround. */
  isWidthless: boolean;
}

const GROUP = /^\((\?(:|<?[=!]|<\w{1,40}>))?/;
const CLASS = /^\[(?:\\.|[^\]\\])*\]/s;
const ESCAPE = /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|k<\w*>|.)/is;
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/;

function parse(source: string): Item[][] {
  let at = 0;
  const taken = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(source.slice(at));
    at += found?.[0].length ?? 0;
    return found;
  };
  const alternatives = (): Item[][] => {
    const found: Item[][] = [[]];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        found.push([]);
        at += 1;
      } else found.at(-1)!.push(item());
    }
    return found;
  };
  function item(): Item {
    const from = at;
    const group = taken(GROUP);
    const inner = group ? alternatives() : [];
    if (group) at += 1;
    else if (!taken(CLASS) && !taken(ESCAPE)) at += 1;
    const written = source.slice(from, at);
    const [, sign, least, comma, most] = taken(QUANTIFIER) ?? [];
    const counted = least === undefined ? 1 : Number(least);
    return {
      source: written,
      min: sign ? (sign === '+' ? 1 : 0) : counted,
      max: sign === '?' ? 1 : sign || (comma && !most) ? Number.POSITIVE_INFINITY : Number(most ?? counted),
      alternatives: inner,
      isWidthless: /^(\^|\$|\\b|\\B|\(\?<?[=!])/.test(written),
    };
  }
  return alternatives();
}

const everyItem = (alternatives: Item[][]): Item[] =>
  alternatives.flat().flatMap((item) => [item, ...everyItem(item.alternatives)]);
const isUnbounded = ({ max }: Item): boolean => max > 100;
const isVarying = ({ min, max }: Item): boolean => max !== min;

const LETTERS = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  'ä',
  'ß',
  'я',
  '日',
  '\u00a0',
  '。',
  '…',
];
/** The letters that can come first. */
function first(item: Item, flags: string): Set<string> {
  if (item.isWidthless) return new Set();
  if (item.alternatives.length > 0)
    return new Set(item.alternatives.flatMap((sequence) => [...firstOf(sequence, flags)]));
  const pattern = new RegExp(`^(?:${item.source})$`, flags.replace(/[gy]/g, ''));
  return new Set(LETTERS.filter((letter) => pattern.test(letter)));
}
function firstOf(sequence: Item[], flags: string): Set<string> {
  const found = new Set<string>();
  for (const item of sequence) {
    for (const letter of first(item, flags)) found.add(letter);
    if (item.min > 0 && !item.isWidthless) break;
  }
  return found;
}
const overlap = (one: Set<string>, other: Set<string>): boolean => [...one].some((letter) => other.has(letter));

export function regexFaults(source: string, flags: string): string[] {
  const all = parse(source);
  const repeated = everyItem(all).filter(isUnbounded);
  const nested = repeated.flatMap(({ source: written, alternatives }) =>
    everyItem(alternatives).some(isVarying) ? [`a quantifier within a repeated group: ${written}`] : [],
  );
  const choices = repeated.flatMap(({ source: written, alternatives }) => {
    const sets = alternatives.map((sequence) => firstOf(sequence, flags));
    return sets.some((one, i) => sets.slice(i + 1).some((other) => overlap(one, other)))
      ? [`repeated alternatives that begin alike: ${written}`]
      : [];
  });
  return [...nested, ...choices, ...all.flatMap((sequence) => findRestart(sequence, flags) ?? [])];
}

/** A run that may begin at any of its own letters and then not be followed by what must follow: quadratic. */
function findRestart(sequence: Item[], flags: string): string | null {
  for (const [i, item] of sequence.entries()) {
    if (item.source === '^') return null;
    if (isUnbounded(item)) {
      const before = firstOf(sequence.slice(0, i), flags);
      const mayFail = sequence.slice(i + 1).some(({ min, isWidthless }) => min > 0 || isWidthless);
      const begins = i === 0 || sequence.slice(0, i).every(({ min, isWidthless }) => min === 0 || isWidthless);
      if (mayFail && (begins || overlap(before, first(item, flags))))
        return `a run that begins anywhere: ${item.source}`;
    }
  }
  return null;
}
