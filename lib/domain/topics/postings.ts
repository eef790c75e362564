import type { Features } from './features.ts';

/** For each feature the examples that have it, so that a text meets only examples it shares something with. */
export type Postings = Map<string, [example: number, weight: number][]>;

export function postingsOf(examples: Features[]): Postings {
  const postings: Postings = new Map();
  for (const [example, features] of examples.entries())
    for (const [feature, weight] of features) {
      const list = postings.get(feature);
      if (list) list.push([example, weight]);
      else postings.set(feature, [[example, weight]]);
    }
  return postings;
}

/** Cosine of a text with each of the `n` examples. */
export function cosines(postings: Postings, query: Features, n: number): Float64Array {
  const near = new Float64Array(n);
  for (const [feature, weight] of query)
    for (const [example, there] of postings.get(feature) ?? []) near[example]! += weight * there;
  return near;
}
