import type { Offer } from '../desk/desk.ts';
import { type Calibration, calibrate, cautious } from './calibration.ts';
import { countFeatures, type Idf, idfOf, weighFeatures } from './features.ts';
import { heldOutGuesses } from './held-out.ts';
import { fitHead, type Head } from './logistic-head.ts';
import { languageOf } from './meaning.ts';
import { cosines, postingsOf } from './postings.ts';
import { type Examples, weighOffers } from './weigh-offers.ts';

export type IndexedOffer = Pick<Offer, 'id' | 'examples'> & Partial<Pick<Offer, 'name' | 'description'>>;

/** Everything that is worked out once for a catalogue. */
export interface CatalogueIndex {
  ids: string[];
  idf: Idf;
  examples: Examples;
  head: Head;
  calibration: Calibration;
  /** Best offers below this confidence mean: none of these. */
  noneBelow: number;
  /** In which the examples are written. */
  languages: Set<string>;
}

export interface OfferMatch {
  offer: string;
  /** Cosine with the nearest examples, 0..1. */
  similarity: number;
  /** 0..1, calibrated for the best one: that the ask is about this offer, and not about another or none. */
  confidence: number;
}

/** Function words (why, how, not) tell topics apart, too: a weak power keeps them. */
const IDF_POWER = 0.25;
/** Fewer examples an offer, and what is held out is most of what is known: a fixed curve, and doubt goes to a person. */
const FEW_EXAMPLES = 3;
const NONE_BELOW = { calibrated: 0.4, thin: 0.08 };

/** An offer's name counts as one more example; so does its description. */
export function buildCatalogueIndex(offers: IndexedOffer[]): CatalogueIndex {
  const texts = offers.flatMap(({ name, description, examples }, offer) => [
    ...examples.map((text) => ({ offer, text, isAsk: true })),
    ...[name, description].flatMap((text) => (text ? [{ offer, text, isAsk: false }] : [])),
  ]);
  const counted = texts.map(({ text }) => countFeatures(text));
  const idf = idfOf(counted, IDF_POWER);
  const features = counted.map((counts) => weighFeatures(counts, idf));
  const postings = postingsOf(features);
  const n = texts.length;
  const kernel = new Float64Array(n * n);
  for (const [i, query] of features.entries()) kernel.set(cosines(postings, query, n), i * n);

  const isAsk = texts.map((text) => text.isAsk);
  const isThin = isAsk.filter(Boolean).length < offers.length * FEW_EXAMPLES;
  const examples: Examples = { postings, offerOf: texts.map(({ offer }) => offer), offers: offers.length };
  return {
    ids: offers.map(({ id }) => id),
    idf,
    examples,
    head: fitHead(kernel, examples.offerOf, offers.length, [...texts.keys()]),
    calibration: isThin ? cautious : calibrate(heldOutGuesses(examples, { kernel, features, isAsk })),
    languages: new Set(texts.flatMap(({ text }) => languageOf(text) ?? [])),
    noneBelow: isThin ? NONE_BELOW.thin : NONE_BELOW.calibrated,
  };
}

/** All offers, best first. */
export function matchOffers({ ids, idf, examples, head, calibration }: CatalogueIndex, text: string): OfferMatch[] {
  const query = weighFeatures(countFeatures(text), idf);
  const near = cosines(examples.postings, query, examples.offerOf.length);
  const { order, shares, similarities, evidence } = weighOffers(examples, { head, query, near });
  const sure = calibration(evidence);
  const rest = 1 - shares[order[0] ?? 0]! || 1;
  return order.map((offer, place) => ({
    offer: ids[offer]!,
    similarity: similarities[offer]!,
    confidence: place === 0 ? sure : Math.min(sure, ((1 - sure) * shares[offer]!) / rest),
  }));
}
