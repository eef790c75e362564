import { MEANING } from './phrase-vector.ts';

/** One bit a number of the meaning: on which side of the centre it lies. Two wishes alike differ in few of them. */
export const CODE_WORDS = MEANING / 32;

/** Writes the code of one row. */
export function writeCode(codes: Int32Array, row: number, isAbove: (k: number) => boolean): void {
  for (let word = 0; word < CODE_WORDS; word += 1) {
    let bits = 0;
    for (let k = 0; k < 32; k += 1) if (isAbove(word * 32 + k)) bits |= 1 << k;
    codes[row * CODE_WORDS + word] = bits;
  }
}

/** Bits in which a row differs from a code: a hundredth of the work of a cosine. */
export function bitsApart(codes: Int32Array, row: number, code: Int32Array): number {
  const at = row * CODE_WORDS;
  let apart = 0;
  // Three words at a time: their counts by four bits fit into four bits.
  for (let word = 0; word < CODE_WORDS; word += 3) {
    let fours = byFours(codes[at + word]! ^ code[word]!);
    fours += byFours(codes[at + word + 1]! ^ code[word + 1]!);
    fours += byFours(codes[at + word + 2]! ^ code[word + 2]!);
    const bytes = (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
    apart += Math.imul(bytes, 0x01010101) >>> 24;
  }
  return apart;
}

/** How many bits of each four are set, in those four. */
function byFours(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** The `most` smallest of these distances and all that equal the last of them; in their order. */
export function smallest(distances: Uint16Array, most: number): number[] {
  const counts = new Uint32Array(MEANING + 2);
  for (const distance of distances) counts[distance]! += 1;
  let limit = -1;
  for (let seen = 0; limit < MEANING && seen < most; ) {
    limit += 1;
    seen += counts[limit]!;
  }
  const found: number[] = [];
  for (let i = 0; i < distances.length; i += 1) if (distances[i]! <= limit) found.push(i);
  return found;
}
