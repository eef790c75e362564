import { bitsApart, CODE_WORDS, smallest, writeCode } from './sign-codes.ts';
import { type Query, SHARES, similarity, type TopicMatrix } from './topic-matrix.ts';

/** Rows that are looked at in full: so many, and a sixteenth of all. How often that is enough: bench/topics-cost-agree.ts. */
const lookedAt = (rows: number): number => Math.max(400, rows >> 4);

/**
 * The most similar row from `atLeast` on, of equals the first. Rows are sifted by their codes first, so that a hundred thousand
 * cost little more than a few thousand did. Deterministic; in 4,434 questions to 13,687 real texts one nearest row was missed.
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
  const asked: number[] = [];
  for (let row = 0; row < matrix.rows; row += 1) if (isAsked(row)) asked.push(row);
  const most = lookedAt(asked.length);
  if (!hasMeaning || asked.length <= most) return asked;
  const code = new Int32Array(CODE_WORDS);
  writeCode(code, 0, (k) => meaning[k]! > 0);
  const apart = new Uint16Array(asked.length);
  for (let i = 0; i < apart.length; i += 1) {
    const row = asked[i]!;
    if (matrix.lengths[row * 2]! > 0) apart[i] = bitsApart(matrix.codes, row, code);
  }
  return smallest(apart, most).map((i) => asked[i]!);
}
