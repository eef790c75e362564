import { bitsApart, CODE_WORDS, smallest, writeCode } from './sign-codes.ts';
import { type Query, similarity, SHARES, type TopicMatrix } from './topic-matrix.ts';

/** So many rows are looked at in full. Measured with 10,000 real texts as topics: the nearest is among far fewer. */
const LOOKED_AT = 400;

/**
 * The most similar row from `atLeast` on, of equals the first. Rows are sifted by their codes first, so that a hundred thousand
 * cost little more than a hundred. Deterministic; a near row that the codes miss is as good as none.
 */
export function nearestRow(
  matrix: TopicMatrix,
  query: Query,
  { atLeast, isAsked }: { atLeast: number; isAsked: (row: number) => boolean },
): { row: number; similarity: number } | null {
  let found: { row: number; similarity: number } | null = null;
  for (const row of promising(matrix, query, isAsked)) {
    const here = Math.min(1, similarity(matrix, row, query, SHARES, found?.similarity ?? atLeast));
    if (found ? here > found.similarity : here >= atLeast) found = { row, similarity: here };
  }
  return found;
}

/** Without meaning there is no code to go by. */
function promising(matrix: TopicMatrix, { meaning, hasMeaning }: Query, isAsked: (row: number) => boolean): number[] {
  const asked = Array.from({ length: matrix.rows }, (_, row) => row).filter(isAsked);
  if (!hasMeaning || asked.length <= LOOKED_AT) return asked;
  const code = new Int32Array(CODE_WORDS);
  writeCode(code, 0, (k) => meaning[k]! > 0);
  const distances = Uint16Array.from(asked, (row) =>
    matrix.lengths[row * 2]! > 0 ? bitsApart(matrix.codes, row, code) : 0,
  );
  return smallest(distances, LOOKED_AT).map((i) => asked[i]!);
}
