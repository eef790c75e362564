import { type CatalogueIndex, matchOffers, OFFER_FROM, SURELY_OFFER } from './catalogue-index.ts';
import { labelOf, topicIdOf } from './label.ts';
import { languageOf } from './meaning.ts';
import { phraseVector, toBase64 } from './phrase-vector.ts';
import { strayOf } from './strays.ts';
import { rarityOf } from './text-vector.ts';
import { MAX_PHRASE, SWEEP, type TopicEvent, type Wish } from './topic-event.ts';
import { priorOf, topicState } from './topic-state.ts';
import { wishOf } from './wish-words.ts';

/** So often near-duplicates are looked for, in asks. */
const MERGE_EVERY = 100;

export interface Told {
  id: string;
  text: string;
  account: string;
}
export interface Discovered {
  /** An offer, a demand topic, or null for a text that says nothing. */
  topic: string | null;
  isNew: boolean;
  /** Distinct accounts so far, that of this text among them. */
  accounts: number;
}

/**
 * What is asked, one text after the other, online: an answer depends only on the texts before it. Every text is taken for a wish.
 * `hash` makes ids: at least six letters or digits.
 */
export function discovery(index: CatalogueIndex | null, hash: (words: string) => string) {
  const space = index?.examples.space ?? null;
  const rarity = (feature: string) => (space ? rarityOf(space, feature) : 1);
  const state = topicState({ prior: index && priorOf(index) });
  const accounts = new Map<string, Set<string>>();
  /** Of each topic: by best offer, confidences added up. */
  const likeness = new Map<string, Map<string, number>>();
  const merges: { merged: string; into: string }[] = [];
  let told = 0;

  return {
    /** `encoded` is the encoder's vector of the text; null without an encoder. */
    tell({ id, text, account }: Told, encoded: Float32Array | null): Discovered {
      if (!/[\p{L}\p{N}]/u.test(text)) return { topic: null, isNew: false, accounts: 0 };
      told += 1;
      const phrase = text.slice(0, MAX_PHRASE);
      const vector = phraseVector(phrase, encoded, rarity);
      // Without a catalogue nothing tells which languages to keep apart, and names and loan words are the same in many.
      const language = index && languageOf(text);
      const near = state.nearest(vector, language);
      const best = index && matchOffers(index, text, encoded)[0];
      const isOffer =
        best && best.confidence >= (near && near.similarity > best.similarity ? SURELY_OFFER : OFFER_FROM);
      const wish = { key: `${told}/${id}`, phrase, vector: toBase64(vector), language, account, askedAt: '' };
      const answer = isOffer ? { topic: best.offer, isNew: false } : joinOrOpen(wish, near?.topic ?? null);
      const asked = (accounts.get(answer.topic) ?? new Set()).add(account);
      accounts.set(answer.topic, asked);
      if (best && !isOffer) like(answer.topic, best.offer, best.confidence);
      if (told % MERGE_EVERY === 0) merge();
      return { ...answer, accounts: asked.size };
    },
    /** All merges from the beginning on, in their order; then topics that are asks of an offer, as it seems now. */
    end() {
      merge();
      return [...merges, ...strays()];
    },
  };

  function joinOrOpen(wish: Wish, near: string | null) {
    if (near) note({ what: 'joined', topic: near, wish });
    if (near) return { topic: near, isNew: false };
    const label = labelOf(wish.phrase);
    const topic = topicIdOf(label, hash(`${wishOf(wish.phrase)} ${wish.key}`));
    note({ what: 'opened', topic, label, wish });
    return { topic, isNew: true };
  }

  function merge(): void {
    for (let found = state.mergeable(); found.length > 0; found = state.mergeable())
      for (const { topic, into } of found) {
        note({ what: 'merged', topic, into, by: SWEEP });
        merges.push({ merged: topic, into });
        accounts.set(into, (accounts.get(into) ?? new Set()).union(accounts.get(topic) ?? new Set()));
        for (const [offer, confidence] of likeness.get(topic) ?? []) like(into, offer, confidence);
      }
  }

  function like(topic: string, offer: string, confidence: number): void {
    const sums = likeness.get(topic) ?? new Map<string, number>();
    likeness.set(topic, sums.set(offer, (sums.get(offer) ?? 0) + confidence));
  }

  /** Told and not noted: whoever asks on may show that the topic is a wish of its own. */
  function strays(): { merged: string; into: string }[] {
    const topics = state.all().map(({ id, size }) => ({ id, size, accounts: accounts.get(id)?.size ?? 0 }));
    const isOffer = new Set(index?.ids);
    const offers = new Map([...accounts].filter(([id]) => isOffer.has(id)).map(([id, asked]) => [id, asked.size]));
    const traffic = { offers, topics: topics.map((topic) => topic.accounts) };
    return topics.flatMap(({ id, size, accounts }) => {
      const into = strayOf({ accounts, likeness: likeness.get(id) ?? new Map(), wishes: size }, traffic);
      return into ? [{ merged: id, into }] : [];
    });
  }

  function note(event: TopicEvent): void {
    state.apply({ sequence: state.sequence + 1, at: '', event });
  }
}
