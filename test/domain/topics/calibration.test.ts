import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Calibration,
  calibrate,
  type Evidence,
  type Sample,
  trust,
  withWrongShare,
} from '../../../lib/domain/topics/calibration.ts';
import { buildCatalogueIndex } from '../../../lib/domain/topics/catalogue-index.ts';

/** A guess in the middle of everything. */
const evidence = (but: Partial<Evidence> = {}): Evidence => ({
  similarity: 0.5,
  top: 2,
  margin: 1,
  known: 0.5,
  ...but,
});
/** Guesses whose evidence rises with how often they are right; `noise` turns some around. */
const samples = (right: number, wrong: number, noise = 0): Sample[] =>
  Array.from({ length: right + wrong }, (_, i) => {
    const isRight = i < right;
    const level = (isRight ? 0.6 : 0.3) + ((i * 37) % 23) / 100;
    const turned = noise > 0 && i % noise === 0 ? 1 - level : level;
    return { similarity: turned, top: 4 * level, margin: 2 * turned, known: ((i * 11) % 10) / 10, isRight };
  });
const fitted = calibrate(samples(60, 40, 7))!;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const someEvidence: fc.Arbitrary<Evidence> = fc.record({
  similarity: share,
  top: fc.double({ min: -20, max: 20, noNaN: true }),
  margin: fc.double({ min: 0, max: 20, noNaN: true }),
  known: share,
});

describe.each<[string, Calibration | null]>([
  ['learnt from a catalogue', fitted],
  ['of a catalogue that is too small', null],
])('trust %s', (_, calibration) => {
  test('lies between 0 and 0.99: a few examples prove no more', () =>
    fc.assert(
      fc.property(someEvidence, (seen) => {
        expect(trust(calibration, seen)).toBeGreaterThanOrEqual(0);
        expect(trust(calibration, seen)).toBeLessThanOrEqual(0.99);
      }),
    ));

  test('never falls when there is more evidence', () =>
    fc.assert(
      fc.property(someEvidence, someEvidence, (one, other) => {
        const more: Evidence = {
          similarity: Math.max(one.similarity, other.similarity),
          top: Math.max(one.top, other.top),
          margin: Math.max(one.margin, other.margin),
          known: Math.max(one.known, other.known),
        };
        expect(trust(calibration, more)).toBeGreaterThanOrEqual(trust(calibration, one));
      }),
    ));
});

describe('a calibration', () => {
  test('trusts what looks like the right guesses more than what looks like the wrong ones', () => {
    const right = trust(fitted, evidence({ similarity: 0.75, top: 3, margin: 1.5 }));
    const wrong = trust(fitted, evidence({ similarity: 0.35, top: 1.4, margin: 0.7 }));
    expect([right > 0.65, wrong < 0.3]).toEqual([true, true]);
  });

  test('from evidence that says the contrary trusts nothing more for it', () => {
    const upside = samples(40, 40).map((sample) => ({ ...sample, known: sample.isRight ? 0.1 : 0.9 }));
    expect(calibrate(upside)!.weights[3]).toBe(0);
  });

  test('is the same for the same guesses', () => expect(calibrate(samples(60, 40, 7))).toEqual(fitted));

  test.each([
    [12, 12, true],
    [11, 12, false],
    [12, 11, false],
    [0, 0, false],
  ])('of %i right and %i wrong guesses: learnt from, %s', (right, wrong, isLearnt) =>
    expect(calibrate(samples(right, wrong)) !== null).toBe(isLearnt),
  );
});

describe('a catalogue with few examples', () => {
  const offers = (examples: number) =>
    ['cakes', 'bread', 'tea', 'flowers', 'chairs', 'lamps', 'tents', 'bikes', 'boats', 'kites'].map((id) => ({
      id,
      examples: Array.from(
        { length: examples },
        (_, i) => `${['we want', 'do you sell', 'a price for', 'please send'][i]} ${id}`,
      ),
    }));
  test.each([
    [2, true],
    [3, false],
  ])('%i an offer: judged by the cautious curve, %s', (examples, isThin) =>
    expect(buildCatalogueIndex(offers(examples), null).calibration === null).toBe(isThin),
  );

  test('is not trusted for a middling guess, and never for one of another trade', () => {
    expect(trust(null, evidence({ similarity: 0 }))).toBeLessThan(0.3);
    expect(trust(null, evidence({ similarity: 0, margin: 0 }))).toBeLessThan(0.05);
    expect(trust(null, evidence({ similarity: 1, margin: 5 }))).toBeGreaterThan(0.65);
  });
});

describe('where another share of guesses is wrong', () => {
  test('the share that the calibration assumes, a quarter, changes nothing', () =>
    fc.assert(
      fc.property(share, (confidence) => {
        expect(withWrongShare(confidence, 0.25)).toBeCloseTo(confidence, 10);
      }),
    ));

  test('the order of confidences stays, and all stay between 0 and 1', () =>
    fc.assert(
      fc.property(share, share, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (one, other, wrong) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((each) => withWrongShare(each, wrong));
        expect(low).toBeLessThanOrEqual(high!);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    ));

  test('more wrong ones mean less trust', () => {
    expect(withWrongShare(0.8, 0.4)).toBeLessThan(0.8);
    expect(withWrongShare(0.8, 0.1)).toBeGreaterThan(0.8);
  });

  test('nothing is sure, and certainty stays what it is', () =>
    expect([withWrongShare(0, 0.4), withWrongShare(1, 0.4)]).toEqual([0, 1]));
});
