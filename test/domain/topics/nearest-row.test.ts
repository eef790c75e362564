import { describe, expect, test } from 'vitest';
import { newCentre } from '../../../lib/domain/topics/centre.ts';
import { nearestRow } from '../../../lib/domain/topics/nearest-row.ts';
import { DIMENSIONS, MEANING } from '../../../lib/domain/topics/phrase-vector.ts';
import { bitsApart, CODE_WORDS, smallest, writeCode } from '../../../lib/domain/topics/sign-codes.ts';
import { addRow, addVector, measure, newMatrix, queryOf, similarity } from '../../../lib/domain/topics/topic-matrix.ts';

const codeOf = (...set: number[]): Int32Array => {
  const code = new Int32Array(CODE_WORDS);
  writeCode(code, 0, (k) => set.includes(k));
  return code;
};

describe('a code', () => {
  test.each([
    ['the same', [3, 200], [3, 200], 0],
    ['one bit more, the last', [3], [3, MEANING - 1], 1],
    ['others altogether', [0, 31, 32], [1, 63, 64, 95], 7],
    ['nothing and everything', [], Array.from({ length: MEANING }, (_, k) => k), MEANING],
  ])('tells how many bits are not alike: %s', (_, one, other, apart) =>
    expect(bitsApart(codeOf(...one), 0, codeOf(...other))).toBe(apart),
  );

  test.each([
    [1, [1, 3]],
    [2, [1, 3]],
    [3, [0, 1, 3]],
    [9, [0, 1, 2, 3]],
  ])('of the %i nearest all that are as near count', (most, found) =>
    expect(smallest(Uint16Array.of(5, 2, MEANING, 2), most)).toEqual(found),
  );
});

/** The same numbers for the same seed; about as long as the encoder's. */
function vectors(count: number) {
  let seed = 7;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed / 2_147_483_647) * 22 - 11;
  };
  return Array.from({ length: count }, () => Int8Array.from({ length: DIMENSIONS }, next));
}
const centre = newCentre(null);
function matrixOf(rows: Int8Array[]) {
  const matrix = newMatrix();
  for (const vector of rows) {
    const row = addRow(matrix);
    addVector(matrix, row, vector, 1);
    measure(matrix, row, centre);
  }
  return matrix;
}
const all = { atLeast: 0.45, isAsked: () => true };

describe('among more rows than are looked at in full', () => {
  const rows = vectors(1_000);
  const matrix = matrixOf(rows);

  test('the one that a scan of all finds is found', () => {
    for (const row of [0, 399, 400, 999]) {
      const vector = rows[row]!.map((value, k) => (k % 4 === 0 ? 0 : value));
      const query = queryOf(vector, 1, centre);
      expect(nearestRow(matrix, query, all)).toEqual({ row, similarity: similarity(matrix, row, query) });
    }
  });

  test('of equals the first, and only what may be', () => {
    const twice = matrixOf([...rows, rows[5]!]);
    const query = queryOf(rows[5]!, 1, centre);
    expect(nearestRow(twice, query, all)?.row).toBe(5);
    expect(nearestRow(twice, query, { ...all, isAsked: (row) => row !== 5 })?.row).toBe(1_000);
  });

  test('nothing where nothing is near enough', () =>
    expect(nearestRow(matrix, queryOf(vectors(1_001).at(-1)!, 1, centre), all)).toBeNull());

  test('a row, or a question, without meaning is found by its words', () => {
    const wordsOnly = rows[7]!.map((value, k) => (k < MEANING ? 0 : value));
    const mixed = matrixOf([...rows, wordsOnly]);
    expect(nearestRow(mixed, queryOf(wordsOnly, 1, centre), all)?.row).toBe(7);
    expect(nearestRow(mixed, queryOf(rows[7]!, 1, centre), { ...all, isAsked: (row) => row !== 7 })?.row).toBe(1_000);
  });
});
