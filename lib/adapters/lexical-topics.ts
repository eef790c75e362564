import type { Offer } from '../domain/desk/desk.ts';
import { buildCatalogueIndex, sampleOf } from '../domain/topics/catalogue-index.ts';
import { type IndexedTopic, labelOf, meaningOf, nearestTopic, topicIdOf } from '../domain/topics/demand-topics.ts';
import type { DemandTopic, TopicMatch } from '../domain/topics/topic.ts';
import { type TopicLog, TopicLogMovedOn, type Topics } from '../ports.ts';
import { idFrom } from './hash.ts';

/** Below this the ask is taken for none of the offers; between this and the policy's limit a person decides. */
const NONE_OF_THESE = 0.4;
/** How often an opening may be overtaken by others before the mail is tried again later. */
const MAX_TRIES = 10;
const NEAREST = 3;
const MAX_SENTENCES = 6;

/** Words and their pieces compared with the catalogue's examples; what fits no offer joins or opens a demand topic. */
export function lexicalTopics({ catalogue, log }: { catalogue: Offer[]; log: TopicLog }): Topics {
  const index = buildCatalogueIndex(catalogue);
  const nameOf = new Map(catalogue.map(({ id, name }) => [id, name]));
  const topics: IndexedTopic[] = [];
  let sequence = 0;

  const readTail = async () => {
    for (const entry of await log.after(sequence)) {
      if (entry.sequence <= sequence) continue;
      topics.push({ ...entry.topic, features: index.featuresOf(meaningOf(entry.topic.phrase)) });
      sequence = entry.sequence;
    }
  };

  return {
    async match(ask, at): Promise<TopicMatch | null> {
      const { ranked, confidence } = surest(ask.text);
      const nearestOffers = ranked.slice(0, NEAREST).filter((offer) => offer.similarity > 0);
      const best = ranked[0];
      if (best && confidence >= NONE_OF_THESE)
        return {
          topic: best.offer,
          name: nameOf.get(best.offer) ?? best.offer,
          isOffer: true,
          isNew: false,
          confidence,
          nearestOffers,
        };

      const meaning = meaningOf(ask.text);
      if (meaning === '') return null;
      const found = await joinOrOpen({ phrase: ask.text.slice(0, 500), meaning, at });
      const { id, label } = found.topic;
      return { topic: id, name: label, isOffer: false, isNew: found.isNew, confidence: 1 - confidence, nearestOffers };
    },
  };

  /** The whole ask, or the one sentence in it that says it: a long preface must not drown the wish. */
  function surest(text: string) {
    const sentences = text.split(/(?<=[.!?])\s/).slice(0, MAX_SENTENCES);
    const [whole, ...others] = [text, ...sentences].map((part) => {
      const ranked = index.rank(index.featuresOf(part));
      const { similarity, margin } = sampleOf(ranked, true);
      return { ranked, confidence: index.confidence(similarity, margin) };
    });
    return others.reduce((best, next) => (next.confidence > best.confidence ? next : best), whole!);
  }

  /** Joining may look at a state some asks old; opening may not, or two topics for one wish are opened side by side. */
  async function joinOrOpen({ phrase, meaning, at }: { phrase: string; meaning: string; at: Date }) {
    const query = index.featuresOf(meaning);
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      await readTail();
      const near = nearestTopic(topics, query);
      if (near) return { topic: near.topic, isNew: false };
      const label = labelOf(phrase);
      const topic: DemandTopic = { id: topicIdOf(label, idFrom(meaning)), label, phrase, openedAt: at.toISOString() };
      try {
        await log.append(sequence + 1, topic);
        return { topic, isNew: true };
      } catch (error) {
        if (!(error instanceof TopicLogMovedOn)) throw error;
      }
    }
    throw new TopicLogMovedOn(sequence + 1);
  }
}
