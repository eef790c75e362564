import { coreOf, isWish } from '../domain/asks/core.ts';
import type { Offer } from '../domain/desk/desk.ts';
import { buildCatalogueIndex, matchOffers, type OfferMatch } from '../domain/topics/catalogue-index.ts';
import { labelOf, topicIdOf } from '../domain/topics/label.ts';
import { languageOf } from '../domain/topics/meaning.ts';
import type { DemandTopic, TopicMatch } from '../domain/topics/topic.ts';
import { type NearTopic, topicIndex, wishOf } from '../domain/topics/topic-index.ts';
import { type TopicLog, TopicLogMovedOn, type Topics } from '../ports.ts';
import { idFrom } from './hash.ts';

/** From here on an ask is about its offer, however near a demand topic lies, and the topic log is not even read. */
const SURELY_OFFER = 0.85;
/** How often an opening may be overtaken by others before the mail is tried again later. */
const MAX_TRIES = 10;
const NEAREST = 3;
/** As much of an ask as is compared and kept with a new topic. */
const MAX_PHRASE = 500;

/** Words and their pieces compared with the catalogue's examples; what fits no offer joins or opens a demand topic. */
export function lexicalTopics({ catalogue, log }: { catalogue: Offer[]; log: TopicLog }): Topics {
  const index = buildCatalogueIndex(catalogue);
  const nameOf = new Map(catalogue.map(({ id, name }) => [id, name]));
  const known = topicIndex(index.idf);
  let sequence = 0;

  /** One small query: this process remembers what it has read. Others of its asks may be reading, too. */
  const readTail = async () => {
    for (const entry of await log.after(sequence)) {
      if (entry.sequence <= sequence) continue;
      known.add(entry.topic);
      sequence = entry.sequence;
    }
  };

  return {
    async match(ask, at): Promise<TopicMatch | null> {
      const { text } = ask;
      const ranked = surestOffers(text);
      const best = ranked[0];
      const nearestOffers = ranked
        .slice(0, NEAREST)
        .filter(({ similarity }) => similarity > 0)
        .map(({ offer, similarity }) => ({ offer, similarity }));
      const offer = best && asOffer(best);
      if (offer && best.confidence >= SURELY_OFFER) return { ...offer, nearestOffers };
      const phrase = (text.length > MAX_PHRASE ? coreOf(text) : text).slice(0, MAX_PHRASE);
      if (!isWish(ask) || isForeign(text) || wishOf(phrase) === '') return offer ? { ...offer, nearestOffers } : null;
      await readTail();
      const near = known.nearest(phrase);
      if (near && best && near.similarity > best.similarity) return { ...asDemand(near, best), nearestOffers };
      // Neither clearly an offer nor clearly none: the offer with its low confidence, and so a person.
      if (offer && best.confidence >= index.noneBelow) return { ...offer, nearestOffers };
      return { ...(await joinOrOpen(phrase, best, at)), nearestOffers };
    },
  };

  /** By the whole ask, or by the sentences in it that ask: a long story must not drown the wish. */
  function surestOffers(text: string): OfferMatch[] {
    const whole = matchOffers(index, text);
    const core = coreOf(text);
    if (core === text) return whole;
    const asked = matchOffers(index, core);
    return (asked[0]?.confidence ?? 0) > (whole[0]?.confidence ?? 0) ? asked : whole;
  }

  /** In a language that the catalogue has no examples in, "none of these" would only mean "not understood". */
  function isForeign(text: string): boolean {
    const language = languageOf(text);
    return language !== null && !index.languages.has(language);
  }

  /** Joining may look at a state some asks old; opening may not, or two topics for one wish are opened side by side. */
  async function joinOrOpen(phrase: string, best: OfferMatch | undefined, at: Date) {
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const near = known.nearest(phrase);
      if (near) return asDemand(near, best);
      const label = labelOf(phrase);
      const topic: DemandTopic = {
        id: topicIdOf(label, idFrom(wishOf(phrase))),
        label,
        phrase,
        openedAt: at.toISOString(),
      };
      try {
        await log.append(sequence + 1, topic);
        return { ...asDemand({ topic, similarity: 0 }, best), isNew: true };
      } catch (error) {
        if (!(error instanceof TopicLogMovedOn)) throw error;
      }
      await readTail();
    }
    throw new TopicLogMovedOn(sequence + 1);
  }

  function asOffer({ offer, confidence }: OfferMatch) {
    return { topic: offer, name: nameOf.get(offer) ?? offer, isOffer: true, isNew: false, confidence };
  }
}

/** The nearer the topic, the less room is left for the offer. */
const asDemand = ({ topic, similarity }: NearTopic, best?: OfferMatch) => ({
  topic: topic.id,
  name: topic.label,
  isOffer: false,
  isNew: false,
  confidence: 1 - (best?.confidence ?? 0) * (1 - similarity),
});
