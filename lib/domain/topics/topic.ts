/** What an ask is about: an offer, or a demand topic that nobody sells yet. */
export interface TopicMatch {
  /** An offer id, or `demand-…`. Stable for ever. */
  topic: string;
  /** Words for people: the offer's name, or the topic's label. */
  name: string;
  isOffer: boolean;
  /** True when this ask opened the topic. */
  isNew: boolean;
  /** 0..1: how sure the ask is about this topic. */
  confidence: number;
  /** The nearest offers, best first, also when the topic is a demand topic: where an alternative is looked for. */
  nearestOffers: { offer: string; similarity: number }[];
}
