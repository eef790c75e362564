const BASE = 36;
const [LEAST, MOST] = [1, 26];
/** Beyond the last letter there is; stops the sums long before they lose digits. */
const END_OF_UNICODE = 0x10ffff;

/** One label after its `xn--` as letters (RFC 3492), or null where it spells none. Ours, since the domain room has no URL parser. */
export function decodePunycode(encoded: string): string | null {
  const hyphen = encoded.lastIndexOf('-');
  const letters = [...encoded.slice(0, Math.max(hyphen, 0))];
  let next = hyphen > 0 ? hyphen + 1 : 0;
  let code = 128;
  let place = 0;
  let bias = 72;
  while (next < encoded.length) {
    const before = place;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(encoded[next]);
      next += 1;
      place += digit * weight;
      // Also where the digits end too early, or are none.
      if (!(place <= END_OF_UNICODE * (letters.length + 1))) return null;
      const threshold = Math.min(MOST, Math.max(LEAST, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = letters.length + 1;
    bias = adapted(place - before, count, before === 0);
    code += Math.floor(place / count);
    if (code > END_OF_UNICODE || (code >= 0xd800 && code <= 0xdfff)) return null;
    place %= count;
    letters.splice(place, 0, String.fromCodePoint(code));
    place += 1;
  }
  return letters.join('');
}

/** a-z are 0 to 25, 0-9 are 26 to 35; anything else is NaN. */
const digitOf = (letter = ''): number => (Number.parseInt(letter, BASE) + 26) % BASE;

function adapted(step: number, count: number, isFirst: boolean): number {
  let delta = Math.floor(step / (isFirst ? 700 : 2));
  delta += Math.floor(delta / count);
  let k = 0;
  for (; delta > ((BASE - LEAST) * MOST) / 2; k += BASE) delta = Math.floor(delta / (BASE - LEAST));
  return k + Math.floor(((BASE - LEAST + 1) * delta) / (delta + 38));
}
