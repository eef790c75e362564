import { coreOf } from '../asks/core.ts';
import { countFeatures, type Features, type Idf, weighFeatures } from './features.ts';
import { contentOf } from './meaning.ts';
import { cosines, type Postings } from './postings.ts';
import type { DemandTopic } from './topic.ts';

/** Measured on short wishes of twenty trades: lower, different wishes mix; higher, one wish falls apart. */
export const JOIN_AT = 0.22;
/** On top of the catalogue's weak idf: between wishes the rare word is the wish ("linerless"), and "labels" says nothing. */
const IDF_POWER = 4;

export interface NearTopic {
  topic: DemandTopic;
  /** Cosine of what both are about, 0..1. */
  similarity: number;
}

/** The demand topics known so far, in the order in which they were opened. Grows in place. */
export interface TopicIndex {
  add: (topic: DemandTopic) => void;
  /** The nearest topic that is near enough; of equals the oldest. Null when none is. */
  nearest: (ask: string) => NearTopic | null;
}

export function topicIndex(idf: Idf): TopicIndex {
  const topics: DemandTopic[] = [];
  const postings: Postings = new Map();
  const featuresOf = (text: string) => wishFeatures(text, idf);
  return {
    add(topic) {
      for (const [feature, weight] of featuresOf(topic.phrase)) {
        const list = postings.get(feature);
        if (list) list.push([topics.length, weight]);
        else postings.set(feature, [[topics.length, weight]]);
      }
      topics.push(topic);
    },
    nearest(ask) {
      const near = cosines(postings, featuresOf(ask), topics.length);
      let best = -1;
      for (let i = 0; i < near.length; i += 1) if (near[i]! >= JOIN_AT && near[i]! > (near[best] ?? 0)) best = i;
      return best < 0 ? null : { topic: topics[best]!, similarity: near[best]! };
    },
  };
}

/** What is wished for, as words: of the sentences that ask, or of all when those only say "Can you do that?". Empty: nothing. */
export function wishOf(ask: string): string {
  const core = contentOf(coreOf(ask));
  return (core.length > 0 ? core : contentOf(ask)).join(' ');
}

/** Words and pieces of them: what stood next to what is chance once the small words are gone. */
function wishFeatures(ask: string, idf: Idf): Features {
  const counts = countFeatures(wishOf(ask));
  for (const feature of counts.keys()) if (feature.startsWith('p')) counts.delete(feature);
  return weighFeatures(counts, (feature) => idf(feature) ** IDF_POWER);
}
