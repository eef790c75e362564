import type { CatalogueIndex } from './catalogue-index.ts';
import { addToCentre, type Centre, newCentre } from './centre.ts';
import { keepPhrase, newTopic, type Topic, type TopicView, viewOf } from './kept-topic.ts';
import { labelOf } from './label.ts';
import { type MergeProposal, mergesAmong } from './merge-topics.ts';
import { fromBase64 } from './phrase-vector.ts';
import type { LoggedEvent, TopicEvent, Wish } from './topic-event.ts';
import {
  addRow,
  addRowTo,
  addVector,
  measure,
  newMatrix,
  queryOf,
  similarity,
  type TopicMatrix,
} from './topic-matrix.ts';

export type { TopicView } from './kept-topic.ts';

/** From here on a wish is about a topic: lower, different wishes mix; higher, one wish falls apart. */
export const JOIN_AT = 0.45;
/** Redeliveries come within days; so many wishes are remembered by key. */
const MAX_KEYS = 20_000;
/** Short phrases often do not tell their language; they are compared as if they were in this one. */
const USUAL_LANGUAGE = 'en';

/** The fold of the topic log. Never throws on an entry: what makes no sense changes nothing. */
export interface TopicState {
  /** Of the last entry applied. */
  readonly sequence: number;
  apply(entry: LoggedEvent): void;
  /** The topic that a name stands for now; the name itself when it is not known. */
  rootOf(id: string): string;
  /** By any of its names. */
  find(id: string): TopicView | null;
  /** Topics that are not merged into others, oldest first. */
  all(): TopicView[];
  /** The nearest topic that is near enough; of equals the oldest. */
  nearest(vector: Int8Array, language: string | null): { topic: string; similarity: number } | null;
  topicOfWish(key: string): string | null;
  /** Topics that are one wish in two, strongest first; each topic in one proposal at most. */
  mergeable(): MergeProposal[];
  /** Everything, as a value for JSON; `topicState` begins from it. */
  toSnapshot(): unknown;
}

/** What is known before the first wish: the mean of the encoder's vectors of the catalogue, and its languages. */
export interface Prior {
  mean: Float32Array;
  languages: ReadonlySet<string>;
}
export const priorOf = ({ examples, languages }: CatalogueIndex): Prior | null =>
  examples.space.mean && { mean: examples.space.mean, languages };

interface Options {
  prior?: Prior | null;
  snapshot?: unknown;
}

export function topicState({ prior = null, snapshot }: Options = {}): TopicState {
  const topics: Topic[] = [];
  const byId = new Map<string, Topic>();
  const centres = new Map<string, Centre>();
  const keys = new Map<string, Topic>();
  /** What can be taken back, by sequence. */
  const acts = new Map<number, TopicEvent>();
  const apart = new Map<string, number>();
  const matrix: TopicMatrix = newMatrix();
  const touched = new Set<Topic>();
  const history: LoggedEvent[] = [];
  let sequence = 0;

  const state: TopicState = {
    get sequence() {
      return sequence;
    },
    apply(entry) {
      if (entry.sequence <= sequence) return;
      sequence = entry.sequence;
      history.push(entry);
      happen(entry);
    },
    rootOf: (id) => rootOf(byId.get(id))?.id ?? id,
    find(id) {
      const root = rootOf(byId.get(id));
      return root && viewOf(root, matrix.sizes[root.row]!);
    },
    all: () => roots().map((root) => viewOf(root, matrix.sizes[root.row]!)),
    nearest(vector, language) {
      const centre = centreOf(language);
      const query = queryOf(vector, 1, centre);
      let [best, near] = [null as Topic | null, JOIN_AT];
      for (const topic of topics) {
        if (topic.heir || topic.language !== languageKey(language) || matrix.sizes[topic.row]! <= 0) continue;
        const here = similarity(matrix, topic.row, query);
        if (here > near || (best === null && here >= near)) [best, near] = [topic, here];
      }
      return best && { topic: best.id, similarity: near };
    },
    topicOfWish: (key) => rootOf(keys.get(key))?.id ?? null,
    mergeable() {
      const isApart = (one: string, other: string) => (apart.get(pairOf(one, other)) ?? 0) > 0;
      const proposed = mergesAmong({ topics: roots(), touched, matrix, centreOf, isApart });
      if (proposed.length === 0) touched.clear();
      return proposed;
    },
    toSnapshot: () => history,
  };
  if (Array.isArray(snapshot)) for (const entry of snapshot as LoggedEvent[]) state.apply(entry);
  // Whoever wrote the snapshot has compared them with each other.
  touched.clear();
  return state;

  function happen({ sequence: at, event }: LoggedEvent): void {
    if (event.what === 'opened') open(event.topic, event.label, event.wish);
    else if (event.what === 'joined') join(rootOf(byId.get(event.topic)), event.wish);
    else if (event.what === 'undone') takeBack(event.sequence);
    else if (act(event, at, 1)) acts.set(at, event);
  }

  function takeBack(at: number): void {
    const event = acts.get(at);
    if (!event) return;
    acts.delete(at);
    act(event, at, -1);
  }

  /** What a person or the sweep does, forwards or back. False: it makes no sense, and nothing changed. */
  function act(event: TopicEvent, at: number, sign: 1 | -1): boolean {
    if (event.what === 'kept-apart') {
      const pair = pairOf(...event.topics);
      apart.set(pair, (apart.get(pair) ?? 0) + sign);
      return true;
    }
    if (event.what === 'moved') return move(event, at, sign);
    if (event.what === 'opened' || event.what === 'joined' || event.what === 'undone') return false;
    const topic = byId.get(event.topic);
    if (!topic) return false;
    if (event.what === 'merged') return merge(topic, event.into, at, sign);
    if (event.what === 'renamed') topic.names = changed(topic.names, { at, label: event.label }, sign);
    if (event.what === 'adopted') topic.adopted = changed(topic.adopted, { at, offer: event.offer }, sign);
    if (event.what === 'refused') topic.refused = changed(topic.refused, { at }, sign);
    return true;
  }

  function open(id: string, label: string, wish: Wish | null, language = wish?.language ?? null): Topic | null {
    if (byId.has(id)) return null;
    const openedAt = wish?.askedAt ?? '';
    const topic = newTopic({ id, label, openedAt, language: languageKey(language), row: addRow(matrix) });
    topics.push(topic);
    byId.set(id, topic);
    if (wish) join(topic, wish);
    return topic;
  }

  function join(topic: Topic | null, wish: Wish): void {
    if (!topic || keys.has(wish.key)) return;
    const vector = fromBase64(wish.vector);
    put(topic, wish, vector, 1);
    remember(wish.key, topic);
    const language = topic.language;
    if (addToCentre(centreOf(language), vector))
      for (const other of topics) if (other.language === language) measure(matrix, other.row, centreOf(language));
  }

  /** Into a topic or out of it, and so for all that it was merged into. */
  function put(topic: Topic, wish: Wish, vector: Int8Array, sign: 1 | -1): void {
    for (let one: Topic | null = topic; one; one = one.heir) {
      addVector(matrix, one.row, vector, sign);
      measure(matrix, one.row, centreOf(one.language));
      touched.add(one);
    }
    const near = similarity(matrix, topic.row, queryOf(vector, 1, centreOf(topic.language)));
    keepPhrase(topic, wish, near, sign);
    if (topic.best) topic.label = labelOf(topic.best.text) || topic.label;
  }

  function remember(key: string, topic: Topic): void {
    keys.delete(key);
    keys.set(key, topic);
    if (keys.size > MAX_KEYS) keys.delete(keys.keys().next().value!);
  }

  function merge(topic: Topic, into: string, at: number, sign: 1 | -1): boolean {
    const heir = sign > 0 ? rootOf(byId.get(into)) : topic.heir;
    if (!heir || (sign > 0 && (topic.heir || heir === topic)) || (sign < 0 && topic.mergedAt !== at)) return false;
    for (let one: Topic | null = heir; one; one = one.heir) {
      addRowTo(matrix, topic.row, one.row, sign);
      measure(matrix, one.row, centreOf(one.language));
      touched.add(one);
    }
    topic.heir = sign > 0 ? heir : null;
    heir.aliases = sign > 0 ? [...heir.aliases, topic] : heir.aliases.filter((one) => one !== topic);
    topic.mergedAt = sign > 0 ? at : 0;
    touched.add(topic);
    return true;
  }

  function move(event: Extract<TopicEvent, { what: 'moved' }>, at: number, sign: 1 | -1): boolean {
    const [giver, taker] = sign > 0 ? [event.from, event.to] : [event.to, event.from];
    const from = rootOf(byId.get(giver));
    if (sign > 0 && event.label !== null && !byId.has(event.to) && event.wishes[0]) {
      const opened = open(event.to, event.label, null, event.wishes[0].language)!;
      opened.openedAt = event.wishes[0].askedAt;
      opened.names = [{ at, label: event.label }];
    }
    const to = rootOf(byId.get(taker));
    if (!from || !to || from === to) return false;
    for (const wish of event.wishes) {
      const vector = fromBase64(wish.vector);
      put(from, wish, vector, -1);
      put(to, wish, vector, 1);
      if (keys.has(wish.key)) remember(wish.key, to);
    }
    return true;
  }

  function rootOf(topic: Topic | undefined): Topic | null {
    let root = topic ?? null;
    while (root?.heir) root = root.heir;
    return root;
  }
  /** A split that was taken back leaves a topic without wishes. */
  function roots(): Topic[] {
    return topics.filter((topic) => !topic.heir && matrix.sizes[topic.row]! > 0);
  }
  function centreOf(language: string | null): Centre {
    const key = languageKey(language);
    const kept = centres.get(key) ?? newCentre(prior?.languages.has(key) ? prior.mean : null);
    centres.set(key, kept);
    return kept;
  }
}

const languageKey = (language: string | null): string => language ?? USUAL_LANGUAGE;
const pairOf = (a: string, b: string): string => JSON.stringify([a, b].sort());
const changed = <T extends { at: number }>(kept: T[], one: T, sign: 1 | -1): T[] =>
  sign > 0 ? [...kept, one] : kept.filter(({ at }) => at !== one.at);
