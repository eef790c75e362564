import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as acts from '../../../lib/domain/topics/act-on-topic.ts';
import { MEANING, phraseVector, toBase64 } from '../../../lib/domain/topics/phrase-vector.ts';
import type { LoggedEvent, TopicEvent, Wish } from '../../../lib/domain/topics/topic-event.ts';
import { type TopicState, topicState } from '../../../lib/domain/topics/topic-state.ts';
import { wishPlaces } from '../../../lib/domain/topics/wish-places.ts';
import { adopted, keptApart, logged, merged, refused, renamed, stateOf, undone, wish } from '../../builders/topics.ts';

const phrases = ['linerless labels', 'labels without liner', 'a sauna', 'sauna visits at night', 'vegan menu', '?'];
/** As an encoder would see them: alike when they begin alike. */
const meaning = (phrase: string): Float32Array => {
  const vector = new Float32Array(MEANING);
  for (const [i, letter] of [...phrase].entries()) vector[letter.charCodeAt(0) % MEANING]! += 1 / (1 + i);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
};
const vectorOf = (phrase: string, isEncoded = true) =>
  phraseVector(phrase, isEncoded ? meaning(phrase) : null, () => 1);

const id = fc.constantFrom('t0', 't1', 't2', 't3', 't4', 't5');
const wishes: fc.Arbitrary<Wish> = fc
  .record({
    key: fc.constantFrom(...Array.from({ length: 12 }, (_, i) => `k${i}`)),
    phrase: fc.constantFrom(...phrases),
    isEncoded: fc.boolean(),
    language: fc.constantFrom('en', 'en', 'de', null),
    day: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ key, phrase, isEncoded, language, day }) =>
    wish(key, { phrase, language, vector: toBase64(vectorOf(phrase, isEncoded)), askedAt: `2026-03-0${day}` }),
  );
const asked: fc.Arbitrary<TopicEvent> = fc.oneof(
  fc.record({ what: fc.constant('opened' as const), topic: id, label: fc.constant('Opened'), wish: wishes }),
  fc.record({ what: fc.constant('joined' as const), topic: id, wish: wishes }),
);
const act: fc.Arbitrary<TopicEvent> = fc.oneof(
  fc.tuple(id, id).map(([one, other]) => merged(one, other)),
  fc.record({
    what: fc.constant('moved' as const),
    from: id,
    to: id,
    label: fc.constantFrom('Split', null),
    wishes: fc.array(wishes, { maxLength: 3 }),
    by: fc.constant('mia'),
  }),
  fc.tuple(id, id).map(([one, other]) => keptApart(one, other)),
  fc.tuple(id, fc.constantFrom('x', 'y')).map(([topic, offer]) => adopted(topic, offer)),
  id.map((topic) => renamed(topic, 'Named')),
  id.map(refused),
);
const undo: fc.Arbitrary<TopicEvent> = fc.integer({ min: 0, max: 30 }).map(undone);
const events = fc.array(
  fc.oneof({ weight: 5, arbitrary: asked }, { weight: 3, arbitrary: act }, { weight: 1, arbitrary: undo }),
  { maxLength: 25 },
);

/** Everything that is shown of topics, or decided by them. */
const views = (state: TopicState) => ({
  all: state.all(),
  nearest: phrases.flatMap((phrase) =>
    ['en', 'de'].flatMap((language) =>
      [true, false].map((isEncoded) => state.nearest(vectorOf(phrase, isEncoded), language)),
    ),
  ),
  mergeable: state.mergeable(),
});

test('whatever happened, an act that is taken back leaves everything as it was', () =>
  fc.assert(
    fc.property(events, act, (before, one) => {
      const entries = logged(...before, one, undone(before.length + 1));
      expect(views(stateOf(entries))).toEqual(views(stateOf(entries.slice(0, before.length))));
    }),
    { numRuns: 200 },
  ));

test('a state begun from the snapshot of another answers alike, and has nothing to merge that was there before', () =>
  fc.assert(
    fc.property(events, events, (before, since) => {
      const entries = logged(...before, ...since);
      const whole = stateOf(entries.slice(0, before.length));
      const snapshot: unknown = JSON.parse(JSON.stringify(whole.toSnapshot()));
      const begun = topicState({ snapshot });
      expect(begun.mergeable()).toEqual([]);
      for (const entry of entries.slice(before.length)) for (const state of [whole, begun]) state.apply(entry);
      const { mergeable: _, ...shown } = views(begun);
      expect(views(whole)).toMatchObject(shown);
      expect(begun.sequence).toBe(entries.length);
    }),
    { numRuns: 80 },
  ));

test('every wish is in one topic, however topics are merged, split and put back', () =>
  fc.assert(
    fc.property(events, (told) => {
      const state = stateOf(logged(...told));
      const all = state.all();
      for (const { id: root, size, phrases: shown } of all) {
        expect(shown).toHaveLength(size);
        for (const { key } of shown) expect(state.topicOfWish(key)).toBe(root);
      }
      const keys = all.flatMap(({ phrases: shown }) => shown.map(({ key }) => key));
      expect(new Set(keys).size).toBe(keys.length);
      const known = new Set(told.flatMap((event) => ('wish' in event ? [event.wish.key] : [])));
      expect(keys.length).toBe([...known].filter((key) => state.topicOfWish(key)).length);
    }),
    { numRuns: 150 },
  ));

/** As a person would, by numbers that pick what there is; null when the act is refused. */
function decided(entries: LoggedEvent[], [what, a, b]: [number, number, number]): TopicEvent[] {
  const state = stateOf(entries);
  const pick = <T>(list: T[], number: number): T => list[number % list.length]!;
  const ids = state.all().map((topic) => topic.id);
  const keys = [...wishPlaces(entries).keys()];
  const hash = (words: string) => `${words.length}x${entries.length}xxxxxx`;
  const known = { state, entries };
  try {
    if (what === 0) return [acts.merge(known, pick(ids, a), pick(ids, b), 'mia')];
    if (what === 1) return [acts.move(known, pick(keys, a), pick(ids, b), 'mia')];
    if (what === 2) {
      const from = state.find(pick(ids, a))!;
      return [acts.split(known, from.id, { keys: [pick(from.phrases, b).key], label: 'Split', by: 'mia', hash })];
    }
    return acts.undo(known, 1 + (a % entries.length), 'mia');
  } catch (error) {
    if (error instanceof acts.ActRefused) return [];
    throw error;
  }
}

test('whatever persons do, the state and the log agree where each wish is', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.nat(), fc.nat()), { maxLength: 10 }), (steps) => {
      const told = Array.from({ length: 8 }, (_, i): TopicEvent => {
        const topic = `t${i % 3}`;
        return i < 3
          ? { what: 'opened', topic, label: 'Opened', wish: wish(`k${i}`) }
          : { what: 'joined', topic, wish: wish(`k${i}`) };
      });
      const entries = logged(...told);
      for (const step of steps)
        for (const event of decided(entries, step)) entries.push({ sequence: entries.length + 1, at: '', event });
      const state = stateOf(entries);
      for (const [key, { topic }] of wishPlaces(entries))
        expect([key, state.topicOfWish(key)]).toEqual([key, state.rootOf(topic)]);
      expect(state.all().reduce((sum, { size }) => sum + size, 0)).toBe(8);
    }),
    { numRuns: 60 },
  ));

test('the fold never throws on nonsense: gaps, unknown ids, vectors that are none', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          sequence: fc.integer({ min: -3, max: 60 }),
          at: fc.string(),
          event: fc.oneof(
            events.chain((some) => fc.constantFrom<TopicEvent>(undone(-1), ...some)),
            fc.record({
              what: fc.constantFrom('opened' as const, 'joined' as const),
              topic: fc.constantFrom('t0', '', '__proto__', 'constructor'),
              label: fc.string(),
              wish: fc.record({
                key: fc.string(),
                phrase: fc.string({ unit: 'binary' }),
                vector: fc.oneof(fc.base64String(), fc.string()),
                language: fc.option(fc.string()),
                account: fc.option(fc.string()),
                askedAt: fc.string(),
              }),
            }),
            fc.record({ what: fc.constant('painted'), topic: id }) as unknown as fc.Arbitrary<TopicEvent>,
          ),
        }),
        { maxLength: 30 },
      ),
      (entries) => {
        const { all, nearest, mergeable } = views(stateOf(entries));
        expect(all.every(({ size, label }) => size > 0 && typeof label === 'string')).toBe(true);
        for (const found of [...nearest, ...mergeable])
          expect(found === null || (found.similarity >= 0 && found.similarity <= 1.001)).toBe(true);
      },
    ),
    { numRuns: 80 },
  ));
