import { coreOf, isWish } from '../domain/asks/core.ts';
import { withKind } from '../domain/asks/doubted-kind.ts';
import { type KindHead, kindShares } from '../domain/asks/kind-head.ts';
import { withWrongShare } from '../domain/topics/calibration.ts';
import {
  type CatalogueIndex,
  matchOffers,
  OFFER_FROM,
  type OfferMatch,
  SURELY_OFFER,
} from '../domain/topics/catalogue-index.ts';
import { labelOf, topicIdOf } from '../domain/topics/label.ts';
import { languageOf, nameOfLanguage } from '../domain/topics/meaning.ts';
import { phraseVector, toBase64 } from '../domain/topics/phrase-vector.ts';
import { rarityOf } from '../domain/topics/text-vector.ts';
import type { TopicMatch } from '../domain/topics/topic.ts';
import { MAX_PHRASE, type TopicEvent, type Wish } from '../domain/topics/topic-event.ts';
import type { TopicState, TopicView } from '../domain/topics/topic-state.ts';
import { wishOf } from '../domain/topics/wish-words.ts';
import { type Encoder, type TopicLog, TopicLogMovedOn, type Topics } from '../ports.ts';
import { idFrom } from './hash.ts';

/** Customers write when the list does not help them: of their asks more fit no offer than of a catalogue's own. */
const WRONG_SHARE = 0.4;
/** A person said so; yet the ask may have been taken for the topic by mistake. */
const ADOPTED = 0.9;
/** How often an opening may be overtaken by others before the mail is tried again later. */
const MAX_TRIES = 10;
const NEAREST = 3;

interface Parts {
  index: CatalogueIndex;
  nameOf: (offer: string) => string;
  encoder: Encoder | null;
  /** Null: the phrases alone tell kinds apart. */
  kinds: KindHead | null;
  log: TopicLog;
  state: TopicState;
}

/** Compared with the catalogue's examples; what fits no offer joins or opens a demand topic. */
export function topicsWith({ index, nameOf, encoder, kinds, log, state }: Parts): Topics {
  /** One ask is looked at from several sides, one after the other. */
  let last: { text: string; vector: Float32Array } | null = null;
  const encode = async (text: string) => {
    if (!encoder || last?.text === text) return last?.vector ?? null;
    last = { text, vector: await encoder.encode(text) };
    return last.vector;
  };
  const rarity = (feature: string) => rarityOf(index.examples.space, feature);

  return {
    async withKind(ask) {
      const encoded = await encode(ask.text);
      return kinds && encoded ? withKind(ask, kindShares(kinds, ask.text, encoded)) : ask;
    },

    foreignLanguage: async ({ text }) => {
      const language = languageOf(text);
      return language === null || index.languages.has(language) ? null : nameOfLanguage(language);
    },

    async match(ask, { key, account, at }): Promise<TopicMatch | null> {
      const ranked = await surestOffers(ask.text);
      const best = ranked[0];
      const nearestOffers = ranked
        .slice(0, NEAREST)
        .filter(({ similarity }) => similarity > 0)
        .map(({ offer, similarity }) => ({ offer, similarity }));
      const offer = best && asOffer(best.offer, best.confidence);
      if (offer && best.confidence >= SURELY_OFFER) return { ...offer, nearestOffers };
      const phrase = (ask.text.length > MAX_PHRASE ? coreOf(ask.text) : ask.text).slice(0, MAX_PHRASE);
      const language = languageOf(ask.text);
      if (!isWish(ask) || wishOf(phrase) === '') return offer ? { ...offer, nearestOffers } : null;

      const vector = phraseVector(phrase, await encode(phrase), rarity);
      await readTail();
      const near = state.nearest(vector, language);
      // Neither clearly an offer nor clearly none: the offer with its low confidence, and so a person.
      const isDoubtful = offer && best.confidence >= OFFER_FROM && !(near && near.similarity > best.similarity);
      if (isDoubtful && !state.topicOfWish(key)) return { ...offer, nearestOffers };
      const wish: Wish = { key, phrase, vector: toBase64(vector), language, account, askedAt: at.toISOString() };
      return { ...(await joinOrOpen(wish, vector, best?.confidence ?? 0)), nearestOffers };
    },
  };

  /** By the whole ask, or by the sentences in it that ask: a long story must not drown the wish. */
  async function surestOffers(text: string): Promise<OfferMatch[]> {
    const offersFor = async (words: string) =>
      matchOffers(index, words, await encode(words)).map((match) => ({
        ...match,
        confidence: withWrongShare(match.confidence, WRONG_SHARE),
      }));
    const whole = await offersFor(text);
    const core = coreOf(text);
    if (core === text) return whole;
    const asked = await offersFor(core);
    return (asked[0]?.confidence ?? 0) > (whole[0]?.confidence ?? 0) ? asked : whole;
  }

  /** One small query: this process remembers what it has read. */
  async function readTail() {
    for (const entry of await log.after(state.sequence)) state.apply(entry);
  }

  /** Joining and opening are appends: who was overtaken reads what happened and decides again. */
  async function joinOrOpen(wish: Wish, vector: Int8Array, ofOffer: number) {
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const before = state.topicOfWish(wish.key);
      // Looked at again after a crash: no surer than the first time, though its own words are now in the topic.
      if (before) return asTopic(state.find(before)!, { isNew: false, near: 0, ofOffer });
      const near = state.nearest(vector, wish.language);
      const event: TopicEvent = near ? { what: 'joined', topic: near.topic, wish } : openingOf(wish);
      const entry = { sequence: state.sequence + 1, at: wish.askedAt, event };
      try {
        await log.append(entry);
        state.apply(entry);
        return asTopic(state.find(event.topic)!, { isNew: !near, near: near?.similarity ?? 0, ofOffer });
      } catch (error) {
        if (!(error instanceof TopicLogMovedOn)) throw error;
      }
      await readTail();
    }
    throw new TopicLogMovedOn(state.sequence + 1);
  }

  function openingOf(wish: Wish): Extract<TopicEvent, { what: 'opened' }> {
    const label = labelOf(wish.phrase);
    return { what: 'opened', topic: topicIdOf(label, idFrom(`${wishOf(wish.phrase)} ${wish.key}`)), label, wish };
  }

  /** The nearer the topic, the less room is left for the offer. */
  function asTopic(topic: TopicView, { isNew, near, ofOffer }: { isNew: boolean; near: number; ofOffer: number }) {
    if (topic.adoptedAs) return asOffer(topic.adoptedAs, ADOPTED);
    const confidence = isNew ? 1 - ofOffer : 1 - ofOffer * (1 - near);
    return { topic: topic.id, name: topic.label, isOffer: false, isNew, confidence };
  }

  function asOffer(offer: string, confidence: number) {
    return { topic: offer, name: nameOf(offer), isOffer: true, isNew: false, confidence };
  }
}
