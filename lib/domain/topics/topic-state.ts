import type { CatalogueIndex } from './catalogue-index.ts';
import { addToCentre, type Centre, newCentre } from './centre.ts';
import { dropWish, judge, keepWish, newTopic, type Place, type Topic, type TopicView, viewOf } from './kept-topic.ts';
import { type MergeProposal, mergesAmong } from './merge-topics.ts';
import { nearestRow } from './nearest-row.ts';
import { fromBase64 } from './phrase-vector.ts';
import type { LoggedEvent, TopicEvent, Wish } from './topic-event.ts';
import { addRow, addRowTo, addVector, measure, newMatrix, queryOf, similarity } from './topic-matrix.ts';

export type { TopicView } from './kept-topic.ts';

/** From here on a wish is about a topic: lower, different wishes mix; higher, one wish falls apart. */
export const JOIN_AT = 0.45;
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

type Moved = Extract<TopicEvent, { what: 'moved' }>;

export function topicState({ prior = null, snapshot }: { prior?: Prior | null; snapshot?: unknown } = {}): TopicState {
  const topics: Topic[] = [];
  const byId = new Map<string, Topic>();
  const centres = new Map<string, Centre>();
  /** Where each wish was put, by its key: it is in the last of these places. */
  const places = new Map<string, Place[]>();
  /** What can be taken back, by sequence. */
  const acts = new Map<number, TopicEvent>();
  const apart = new Map<string, number>();
  const matrix = newMatrix();
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
      return root && show(root);
    },
    all: () => roots().map(show),
    nearest(vector, language) {
      const key = languageKey(language);
      const found = nearestRow(matrix, queryOf(vector, 1, centreOf(language)), {
        atLeast: JOIN_AT,
        // Each topic has the row of its own place.
        isAsked: (row) => !topics[row]!.heir && topics[row]!.language === key && matrix.sizes[row]! > 0,
      });
      return found && { topic: topics[found.row]!.id, similarity: found.similarity };
    },
    topicOfWish: (key) => rootOf(places.get(key)?.at(-1)?.topic)?.id ?? null,
    mergeable() {
      const isApart = (one: string, other: string) => (apart.get(pairOf(one, other)) ?? 0) > 0;
      const proposed = mergesAmong({ topics: roots(), touched, matrix, centreOf, isApart });
      if (proposed.length === 0) touched.clear();
      return proposed;
    },
    toSnapshot: () => [...history],
  };
  if (Array.isArray(snapshot)) for (const entry of snapshot as LoggedEvent[]) state.apply(entry);
  // Whoever wrote the snapshot has compared them with each other.
  touched.clear();
  return state;

  function happen({ sequence: at, event }: LoggedEvent): void {
    if (event.what === 'opened')
      join(byId.has(event.topic) ? null : begin(event.topic, event.label, event.wish), event.wish, at);
    else if (event.what === 'joined') join(rootOf(byId.get(event.topic)), event.wish, at);
    else if (event.what === 'undone') takeBack(event.sequence);
    else if (act(event, at, 1)) acts.set(at, event);
  }

  function takeBack(at: number): void {
    const event = acts.get(at);
    if (event && acts.delete(at)) act(event, at, -1);
  }

  /** Forwards or back. False: it makes no sense, and nothing changed. */
  function act(event: TopicEvent, at: number, sign: 1 | -1): boolean {
    if (event.what === 'kept-apart') {
      const pair = pairOf(...event.topics);
      apart.set(pair, (apart.get(pair) ?? 0) + sign);
      for (const id of event.topics) lookAtAgain(id);
      return true;
    }
    if (event.what === 'moved') return sign > 0 ? move(event, at) : moveBack(event, at);
    if (event.what === 'opened' || event.what === 'joined' || event.what === 'undone') return false;
    const topic = byId.get(event.topic);
    if (!topic) return false;
    if (event.what === 'merged') return merge(topic, event.into, at, sign);
    judge(topic, event, at, sign);
    lookAtAgain(topic.id);
    return true;
  }

  function begin(id: string, label: string, first: Wish): Topic {
    const language = languageKey(first.language);
    const topic = newTopic({ id, openedAs: label, openedAt: first.askedAt, language, row: addRow(matrix) });
    topics.push(topic);
    byId.set(id, topic);
    return topic;
  }

  function join(topic: Topic | null, wish: Wish, at: number): void {
    if (!topic || places.has(wish.key)) return;
    stand(wish.key, [{ at, topic, wish, told: places.size }]);
    if (addToCentre(centreOf(topic.language), fromBase64(wish.vector)))
      for (const other of topics) if (other.language === topic.language) measureAnew(other);
  }

  /** From now on these are the places that a wish was put to. */
  function stand(key: string, stack: Place[]): void {
    const [before, after] = [places.get(key)?.at(-1), stack.at(-1)];
    places.set(key, stack);
    if (before === after) return;
    if (before) put(before, -1);
    if (after) put(after, 1);
  }

  /** Into a topic or out of it. */
  function put(place: Place, sign: 1 | -1): void {
    const vector = fromBase64(place.wish.vector);
    change(place.topic, (row) => addVector(matrix, row, vector, sign));
    if (sign > 0) keepWish(place);
    else dropWish(place);
  }

  /** A topic's row, and so those of all that it was merged into. */
  function change(topic: Topic, by: (row: number) => void): void {
    for (let one: Topic | null = topic; one; one = one.heir) {
      by(one.row);
      measureAnew(one);
      touched.add(one);
    }
  }

  function measureAnew(topic: Topic): void {
    measure(matrix, topic.row, centreOf(topic.language));
    topic.label = null;
  }

  function merge(topic: Topic, into: string, at: number, sign: 1 | -1): boolean {
    const heir = sign > 0 ? rootOf(byId.get(into)) : topic.heir;
    if (!heir || (sign > 0 && (topic.heir || heir === topic)) || (sign < 0 && topic.mergedAt !== at)) return false;
    change(heir, (row) => addRowTo(matrix, topic.row, row, sign));
    topic.heir = sign > 0 ? heir : null;
    heir.aliases = sign > 0 ? [...heir.aliases, topic] : heir.aliases.filter((one) => one !== topic);
    topic.mergedAt = sign > 0 ? at : 0;
    touched.add(topic);
    return true;
  }

  function move({ from, to, label, wishes }: Moved, at: number): boolean {
    const giver = rootOf(byId.get(from));
    const going = wishes.flatMap(({ key }) => {
      const stack = places.get(key);
      return stack && rootOf(stack.at(-1)!.topic) === giver ? [stack] : [];
    });
    const first = going[0]?.[0];
    const known = rootOf(byId.get(to));
    if (!first || known === giver || (!known && label === null)) return false;
    const taker = known ?? begin(to, label!, first.wish);
    if (!known) taker.names = [{ at, label: label! }];
    for (const stack of going) stand(stack[0]!.wish.key, [...stack, { ...stack[0]!, at, topic: taker }]);
    return true;
  }

  /** What was moved on since stays where it is now. */
  function moveBack({ to, wishes }: Moved, at: number): boolean {
    const taker = byId.get(to);
    if (taker) taker.names = taker.names.filter((name) => name.at !== at);
    for (const { key } of wishes) {
      const back = places.get(key)?.filter((place) => place.at !== at);
      if (back) stand(key, back);
    }
    return true;
  }

  function show(topic: Topic): TopicView {
    const centre = centreOf(topic.language);
    const nearOf = ({ vector }: Wish) => similarity(matrix, topic.row, queryOf(fromBase64(vector), 1, centre));
    return viewOf(topic, matrix.sizes[topic.row]!, nearOf);
  }
  /** It may be merged now with one that it could not be merged with before. */
  function lookAtAgain(id: string): void {
    const root = rootOf(byId.get(id));
    if (root) touched.add(root);
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
