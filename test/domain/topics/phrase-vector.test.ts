import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIMENSIONS, fromBase64, MEANING, phraseVector, toBase64 } from '../../../lib/domain/topics/phrase-vector.ts';

const plain = (phrase: string) => phraseVector(phrase, null, () => 1);
const words = (vector: Int8Array) => vector.subarray(MEANING);
const lengthOf = (vector: Int8Array) => Math.hypot(...vector) / 127;

describe('the vector of a phrase', () => {
  test.each([
    ['a wish', 'we want linerless labels'],
    ['64 KiB of one letter', 'a'.repeat(65_536)],
    ['64 KiB of sentences', 'We want a cake. '.repeat(4096)],
    ['ten thousand repetitions', 'cake '.repeat(10_000)],
    ['another script', 'サンプルを送ってください'],
    ['names of properties', 'constructor __proto__ toString'],
  ])('has a words block of length 1: %s', (_, phrase) => {
    expect(plain(phrase)).toHaveLength(DIMENSIONS);
    expect(lengthOf(words(plain(phrase)))).toBeCloseTo(1, 1);
    expect(
      plain(phrase)
        .subarray(0, MEANING)
        .every((value) => value === 0),
    ).toBe(true);
  });

  test.each(['', '😀 🎂', '?!', 'could you please?', '\ud83d'])('says nothing in words: %j', (phrase) =>
    expect(plain(phrase).every((value) => value === 0)).toBe(true),
  );

  test('is the same for the same words, whatever is said around them', () =>
    expect(plain('Could you please offer linerless labels?')).toEqual(plain('We want linerless labels')));

  test('holds the meaning at its scale, and no more of it than there is room', () => {
    const meaning = Float32Array.from({ length: MEANING + 5 }, (_, k) => (k % 2 === 0 ? 1 : -1));
    const vector = phraseVector('😀', meaning, () => 1);
    expect([...new Set(vector.subarray(0, MEANING))]).toEqual([127, -127]);
    expect(words(vector).every((value) => value === 0)).toBe(true);
    expect(phraseVector('😀', Float32Array.of(0.5), () => 1)[0]).toBe(64);
  });

  test('leans to the rare word', () => {
    const rare = (feature: string) => (feature.includes('linerl') ? 5 : 1);
    const near = (one: Int8Array, other: Int8Array) => one.reduce((sum, value, k) => sum + value * other[k]!, 0);
    const linerless = phraseVector('linerless', null, rare);
    expect(near(phraseVector('linerless labels', null, rare), linerless)).toBeGreaterThan(
      near(plain('linerless labels'), plain('linerless')),
    );
  });
});

test('whatever is asked, each number fits its byte and comes back as it was', () =>
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), { maxLength: MEANING }),
      (phrase, raw) => {
        const length = Math.hypot(...raw) || 1;
        const vector = phraseVector(
          phrase,
          Float32Array.from(raw, (value) => value / length),
          () => 1,
        );
        expect(Math.max(...vector)).toBeLessThanOrEqual(127);
        expect(Math.min(...vector)).toBeGreaterThanOrEqual(-127);
        expect(fromBase64(toBase64(vector))).toEqual(vector);
      },
    ),
  ));

test.each([
  ['one number too few', toBase64(new Int8Array(DIMENSIONS - 1).fill(1))],
  ['one number too many', toBase64(new Int8Array(DIMENSIONS + 1).fill(1))],
  ['no base64', 'ä!'],
  ['nothing', ''],
])('%s is a vector that nothing is near to', (_, kept) => expect(fromBase64(kept)).toEqual(new Int8Array(DIMENSIONS)));
