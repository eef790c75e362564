import { type Head, logitsOf, toShares } from '../topics/logistic-head.ts';
import { countBuckets, MANNER, type Space, vectorIn } from '../topics/text-vector.ts';
import type { AskKind } from './ask.ts';

/** A remark that wants nothing and thanks for nothing is other. */
export type KindOrOther = AskKind | 'other';
export type KindShares = Record<KindOrOther, number>;

/** Fitted on `models/kinds/examples.yaml` by `scripts/fit-kinds.ts`, for one encoder. */
export interface KindHead {
  encoder: string;
  kinds: KindOrOther[];
  space: Space;
  head: Head;
}

/** How much of each kind a text is, summing to 1. `encoded` is the encoder's vector of it. */
export function kindShares({ kinds, space, head }: KindHead, text: string, encoded: Float32Array): KindShares {
  const shares = toShares(logitsOf(head, vectorIn(space, countBuckets(text, MANNER), encoded)));
  return Object.fromEntries(kinds.map((kind, i) => [kind, shares[i]!])) as KindShares;
}
