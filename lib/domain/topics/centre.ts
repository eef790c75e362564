import { MEANING } from './phrase-vector.ts';

/** Weight of what was known before the first wish, in wishes. */
const PRIOR_WEIGHT = 10;
/** Renewed when a quarter more is known: between renewals nothing moves, and every process renews at the same wish. */
const GROWTH = 1.25;

/** What the wishes of one language have in common, which says nothing about any of them. */
export interface Centre {
  /** Mean of the unit vectors; what is compared is how a wish differs from it. */
  mean: Float64Array;
  /** Sum of all seen, 127 times a unit vector each. */
  sum: Float64Array;
  seen: number;
  renewedAt: number;
}

/** `prior` is the mean of the catalogue's texts, for a language that it has. */
export const newCentre = (prior: Float32Array | null): Centre => ({
  mean: prior ? Float64Array.from(prior) : new Float64Array(MEANING),
  sum: Float64Array.from({ length: MEANING }, (_, k) => (prior?.[k] ?? 0) * PRIOR_WEIGHT * 127),
  seen: 0,
  renewedAt: 0,
});

/** True when the mean was renewed: what was measured from it must be measured again. */
export function addToCentre(centre: Centre, vector: Int8Array): boolean {
  for (let k = 0; k < MEANING; k += 1) centre.sum[k]! += vector[k]!;
  centre.seen += 1;
  if (centre.seen < centre.renewedAt * GROWTH) return false;
  centre.renewedAt = centre.seen;
  for (let k = 0; k < MEANING; k += 1) centre.mean[k] = centre.sum[k]! / (127 * (centre.seen + PRIOR_WEIGHT));
  return true;
}
