import { expect, test } from 'vitest';
import { addToCentre, newCentre } from '../../../lib/domain/topics/centre.ts';
import { DIMENSIONS, MEANING } from '../../../lib/domain/topics/phrase-vector.ts';

/** A wish whose meaning lies along one direction. */
const along = (direction: number): Int8Array => {
  const vector = new Int8Array(DIMENSIONS);
  vector[direction] = 127;
  return vector;
};
const prior = Float32Array.from({ length: MEANING }, (_, k) => (k === 0 ? 1 : 0));

test('it is renewed by the first wishes, and then whenever a quarter more is known', () => {
  const centre = newCentre(null);
  const renewedAt = Array.from({ length: 24 }, (_, i) => (addToCentre(centre, along(0)) ? i + 1 : 0)).filter(Boolean);
  expect(renewedAt).toEqual([1, 2, 3, 4, 5, 7, 9, 12, 15, 19, 24]);
});

test('between renewals nothing moves, so that every process measures alike', () => {
  const centre = newCentre(null);
  for (let i = 0; i < 5; i += 1) addToCentre(centre, along(0));
  const before = [...centre.mean];
  expect(addToCentre(centre, along(1))).toBe(false);
  expect([...centre.mean]).toEqual(before);
  expect(addToCentre(centre, along(1))).toBe(true);
  expect([...centre.mean.slice(0, 3)]).toEqual([5 / 17, 2 / 17, 0]);
});

test('what the catalogue says counts as ten wishes, and is the centre before the first one', () => {
  const centre = newCentre(prior);
  expect(centre.mean[0]).toBe(1);
  for (let i = 0; i < 9; i += 1) addToCentre(centre, along(1));
  expect([...centre.mean.slice(0, 2)]).toEqual([10 / 19, 9 / 19]);
});

test('without a catalogue it begins at nothing, and few wishes do not make all that follow look alike', () => {
  const centre = newCentre(null);
  expect(centre.mean.every((value) => value === 0)).toBe(true);
  addToCentre(centre, along(0));
  expect(centre.mean[0]).toBe(1 / 11);
});

test('the same wishes in another order give the same centre', () => {
  const [one, other] = [newCentre(prior), newCentre(prior)];
  for (const direction of [1, 2, 3, 1, 5]) addToCentre(one, along(direction));
  for (const direction of [5, 1, 1, 3, 2]) addToCentre(other, along(direction));
  expect(one).toEqual(other);
});

test('a catalogue is not changed by what is asked', () => {
  const kept = [...prior];
  addToCentre(newCentre(prior), along(7));
  expect([...prior]).toEqual(kept);
});
