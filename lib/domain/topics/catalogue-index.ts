import type { Offer } from '../desk/desk.ts';
import { type Calibration, calibrate, trust } from './calibration.ts';
import { heldOutGuesses } from './held-out.ts';
import { fitHead, type Head } from './logistic-head.ts';
import { languageOf } from './meaning.ts';
import { countBuckets, spaceOf, vectorIn } from './text-vector.ts';
import { type Examples, weighOffers } from './weigh-offers.ts';

export type IndexedOffer = Pick<Offer, 'id' | 'examples'> & Partial<Pick<Offer, 'name' | 'description'>>;

/** Everything that is worked out once for a catalogue. Numbers only, so that it can be stored. */
export interface CatalogueIndex {
  ids: string[];
  examples: Examples;
  head: Head;
  calibration: Calibration | null;
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

/** Below this confidence "none of these" is likelier than the best offer. The confidence is calibrated on the catalogue itself. */
export const NONE_BELOW = 0.32;
/** Below this an ask may open a new topic: more likely than not it is no offer. */
export const OFFER_FROM = 0.5;
/**
 * From here on it is the offer, however near a demand topic lies. Between the two the nearer one wins: asks that nobody sells
 * anything for sound like an offer each by itself, and most of all like each other.
 */
export const SURELY_OFFER = 0.97;
/** Fewer examples an offer, and what is held out is most of what is known: a fixed curve, and doubt goes to a person. */
const FEW_EXAMPLES = 3;
/** Measured: more change no answer; many examples pull in many directions and need more. */
const stepsFor = (texts: number): number => Math.min(48, 16 + Math.floor(texts / 400));

/** An offer's name counts as one more example; so does its description. Ids of several words are names, too: "card_arrival". */
const textsOf = ({ id, name = nameIn(id), description, examples }: IndexedOffer) => [
  ...examples.map((text) => ({ text, isAsk: true })),
  ...[name, description].flatMap((text) => (text ? [{ text, isAsk: false }] : [])),
];
const nameIn = (id: string): string => (/^\p{L}{2,}([-_ ]\p{L}{2,})+$/u.test(id) ? id.replace(/[-_]/g, ' ') : '');

/** What an encoder has to encode for `buildCatalogueIndex`. */
export const textsOfCatalogue = (offers: IndexedOffer[]): string[] =>
  offers.flatMap((offer) => textsOf(offer).map(({ text }) => text));

/** `vectors` holds the encoder's vector of each text of the catalogue; null without an encoder. */
export function buildCatalogueIndex(
  offers: IndexedOffer[],
  vectors: ReadonlyMap<string, Float32Array> | null,
): CatalogueIndex {
  const all = offers.flatMap((offer, place) => textsOf(offer).map((text) => ({ ...text, place })));
  const counted = all.map(({ text }) => countBuckets(text));
  const encoded = vectors && all.map(({ text }) => vectors.get(text)!);
  const space = spaceOf(counted, encoded);
  const examples: Examples = {
    space,
    texts: counted.map((counts, i) => vectorIn(space, counts, encoded?.[i] ?? null)),
    offerOf: Uint16Array.from(all, ({ place }) => place),
    textsOf: offers.map((_, offer) => all.flatMap(({ place }, i) => (place === offer ? [i] : []))),
  };
  const isAsk = all.map((text) => text.isAsk);
  const isThin = isAsk.filter(Boolean).length < offers.length * FEW_EXAMPLES;
  const calibration = isThin ? null : calibrate(heldOutGuesses(examples, isAsk));
  const rows = [...all.keys()];
  return {
    ids: offers.map(({ id }) => id),
    examples,
    head: fitHead(examples.texts, {
      classOf: examples.offerOf,
      classes: offers.length,
      rows,
      steps: stepsFor(rows.length),
    }),
    calibration,
    languages: new Set(all.flatMap(({ text }) => languageOf(text) ?? [])),
  };
}

/** All offers, best first. `encoded` is the encoder's vector of the text; null without an encoder. */
export function matchOffers(index: CatalogueIndex, text: string, encoded: Float32Array | null): OfferMatch[] {
  const { ids, examples, head, calibration } = index;
  const query = vectorIn(examples.space, countBuckets(text), encoded);
  const { order, shares, similarities, evidence } = weighOffers(examples, head, query);
  const sure = trust(calibration, evidence);
  const rest = 1 - shares[order[0] ?? 0]! || 1;
  return order.map((offer, place) => ({
    offer: ids[offer]!,
    similarity: similarities[offer]!,
    confidence: place === 0 ? sure : Math.min(sure, ((1 - sure) * shares[offer]!) / rest),
  }));
}
