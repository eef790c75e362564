import type { Offer } from '../desk/desk.ts';
import { type Confidence, fitConfidence, type Sample } from './confidence.ts';
import { countFeatures, type Features, weighFeatures } from './features.ts';

/** Function words (why, how, not) tell topics apart, too: a weak power keeps them. */
const IDF_POWER = 0.25;

export type IndexedOffer = Pick<Offer, 'id' | 'examples'> & Partial<Pick<Offer, 'name' | 'description'>>;

export interface CatalogueIndex {
  featuresOf: (text: string) => Features;
  /** Offer similarities, best first; `without` leaves one example out, `hidden` a whole offer. */
  rank: (query: Features, leave?: { example?: number; offer?: string }) => Ranked[];
  confidence: Confidence;
}

export interface Ranked {
  offer: string;
  similarity: number;
}

interface Example {
  offer: number;
  features: Features;
  isNamed: boolean;
}

export function buildCatalogueIndex(offers: IndexedOffer[]): CatalogueIndex {
  const texts = offers.flatMap(({ name, description, examples }, offer) => [
    ...examples.map((text) => ({ offer, text, isNamed: false })),
    ...(name ? [{ offer, text: `${name} ${description ?? ''}`, isNamed: true }] : []),
  ]);
  const counted = texts.map(({ text }) => countFeatures(text));
  const seenIn = new Map<string, number>();
  for (const counts of counted)
    for (const feature of counts.keys()) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1);
  const idf = (feature: string) => Math.log(1 + (texts.length + 1) / ((seenIn.get(feature) ?? 0) + 1)) ** IDF_POWER;
  const examples: Example[] = texts.map(({ offer, isNamed }, i) => ({
    offer,
    isNamed,
    features: weighFeatures(counted[i]!, idf),
  }));
  const postings = postingsOf(examples);
  const members = offers.map((_, offer) => examples.flatMap((example, i) => (example.offer === offer ? [i] : [])));

  const rank: CatalogueIndex['rank'] = (query, leave = {}) => {
    const cosines = new Float64Array(examples.length);
    for (const [feature, weight] of query)
      for (const [example, there] of postings.get(feature) ?? []) cosines[example]! += weight * there;
    return offers
      .map(({ id }, offer) => ({
        offer: id,
        similarity: id === leave.offer ? 0 : scoreOf(members[offer]!, cosines, leave.example),
      }))
      .sort((a, b) => b.similarity - a.similarity || (a.offer < b.offer ? -1 : 1));
  };

  const own = examples.flatMap((example, i) =>
    example.isNamed ? [] : [{ ...example, i, id: offers[example.offer]!.id }],
  );
  const samples: Sample[] = own.flatMap(({ features, i, id }) => {
    const known = rank(features, { example: i });
    return [sampleOf(known, known[0]?.offer === id), sampleOf(rank(features, { offer: id }), false)];
  });
  return { featuresOf: (text) => weighFeatures(countFeatures(text), idf), rank, confidence: fitConfidence(samples) };
}

export const sampleOf = ([first, second]: Ranked[], isRight: boolean): Sample => ({
  similarity: first?.similarity ?? 0,
  margin: (first?.similarity ?? 0) - (second?.similarity ?? 0),
  isRight,
});

/** The nearest example speaks loudest, the next two confirm it. */
function scoreOf(members: number[], cosines: Float64Array, leftOut = -1): number {
  const [a = 0, b = 0, c = 0] = members
    .filter((i) => i !== leftOut)
    .map((i) => cosines[i]!)
    .sort((x, y) => y - x);
  return 0.6 * a + 0.25 * b + 0.15 * c;
}

function postingsOf(examples: Example[]): Map<string, [number, number][]> {
  const postings = new Map<string, [number, number][]>();
  for (const [i, { features }] of examples.entries())
    for (const [feature, weight] of features) {
      const list = postings.get(feature);
      if (list) list.push([i, weight]);
      else postings.set(feature, [[i, weight]]);
    }
  return postings;
}
