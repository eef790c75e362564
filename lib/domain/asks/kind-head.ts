import { type Head, logitsOf, toShares } from '../topics/logistic-head.ts';
import { centred } from '../topics/text-vector.ts';
import type { AskKind } from './ask.ts';

/** A remark that wants nothing and thanks for nothing is other. */
export type KindOrOther = AskKind | 'other';
export type KindShares = Record<KindOrOther, number>;

/** Fitted on `models/kinds/examples.yaml` by `scripts/fit-kinds.ts`, for one encoder. */
export interface KindHead {
  encoder: string;
  kinds: KindOrOther[];
  /** Mean of the examples' vectors. */
  mean: number[];
  /** A row of `kinds.length` numbers per dimension. */
  weights: number[];
}

/** How much of each kind a text is, summing to 1. `encoded` is the encoder's vector of it. */
export function kindShares({ kinds, mean, weights }: KindHead, encoded: Float32Array): KindShares {
  const head: Head = { classes: kinds.length, weights: Float32Array.from(weights) };
  const meaning = centred(encoded, Float32Array.from(mean), 1);
  const shares = toShares(logitsOf(head, { meaning, buckets: new Uint16Array(0), weights: new Float32Array(0) }));
  return Object.fromEntries(kinds.map((kind, i) => [kind, shares[i]!])) as KindShares;
}
