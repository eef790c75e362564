import { expect, test } from 'vitest';
import { fitHead, logitsOf, toShares } from '../../../lib/domain/topics/logistic-head.ts';
import type { TextVector } from '../../../lib/domain/topics/text-vector.ts';

const point = (...meaning: number[]): TextVector => ({
  meaning: Float32Array.from(meaning),
  buckets: new Uint16Array(0),
  weights: new Float32Array(0),
});
const texts = [point(1, 0, 0, 0), point(0.9, 0.1, 0, 0), point(0, 1, 0, 0), point(0, 0, 1, 0)];
const fitOn = (rows: number[], steps = 40) => fitHead(texts, { classOf: [0, 0, 1, 2], classes: 3, rows, steps });
const bestOf = (logits: Float64Array) => logits.indexOf(Math.max(...logits));

test('each text is told its own class', () =>
  expect(texts.map((text) => bestOf(logitsOf(fitOn([0, 1, 2, 3]), text)))).toEqual([0, 0, 1, 2]));

test('what is left out stays unseen: its class gets no more than another that was not learnt', () => {
  const shares = toShares(logitsOf(fitOn([0, 1, 2]), point(0.1, 0, 0.9, 0)));
  expect(shares[2]).toBeLessThan(shares[0]!);
});

test('two classes that touch do not make the fit run away', () => {
  const touching = [point(1, 0, 0, 0), point(1, 0.001, 0, 0)];
  const head = fitHead(touching, { classOf: [0, 1], classes: 2, rows: [0, 1], steps: 200 });
  expect(Math.max(...head.weights.map(Math.abs))).toBeLessThan(10);
});

test('the same examples give the same head, to the last bit', () =>
  expect(fitOn([0, 1, 2, 3]).weights).toEqual(fitOn([0, 1, 2, 3]).weights));

test('shares sum to one, also for logits that overflow an exponential', () =>
  expect([...toShares(Float64Array.of(1000, 1000, -1000))]).toEqual([0.5, 0.5, 0]));
