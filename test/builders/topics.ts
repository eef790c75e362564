import { phraseVector, toBase64 } from '../../lib/domain/topics/phrase-vector.ts';
import type { LoggedEvent, TopicEvent, Wish } from '../../lib/domain/topics/topic-event.ts';
import { type TopicState, topicState } from '../../lib/domain/topics/topic-state.ts';

const AT = '2026-03-02T09:00:00.000Z';

/** Compared by its words alone, as without an encoder: what is one topic in a test is said in the same words. */
export const wish = (key: string, but: Partial<Wish> = {}): Wish => {
  const phrase = but.phrase ?? `we want ${key}`;
  return {
    key,
    phrase,
    vector: toBase64(phraseVector(phrase, null, () => 1)),
    language: 'en',
    account: `account of ${key}`,
    askedAt: AT,
    ...but,
  };
};

/** Entries as the log keeps them, one a second. */
export const logged = (...events: TopicEvent[]): LoggedEvent[] =>
  events.map((event, i) => ({ sequence: i + 1, at: new Date(Date.parse(AT) + i * 1000).toISOString(), event }));

export const opened = (topic: string, but: Partial<Wish> = {}): TopicEvent => ({
  what: 'opened',
  topic,
  label: `Label of ${topic}`,
  wish: wish(`${topic}-1`, but),
});
export const joined = (topic: string, key: string, but: Partial<Wish> = {}): TopicEvent => ({
  what: 'joined',
  topic,
  wish: wish(key, but),
});
export const merged = (topic: string, into: string): TopicEvent => ({ what: 'merged', topic, into, by: 'mia' });
export const moved = (from: string, to: string, ...wishes: Wish[]): TopicEvent => ({
  what: 'moved',
  from,
  to,
  label: `Label of ${to}`,
  wishes,
  by: 'mia',
});
export const renamed = (topic: string, label: string): TopicEvent => ({ what: 'renamed', topic, label, by: 'mia' });
export const adopted = (topic: string, offer: string): TopicEvent => ({ what: 'adopted', topic, offer, by: 'mia' });
export const refused = (topic: string): TopicEvent => ({ what: 'refused', topic, by: 'mia' });
export const keptApart = (...topics: [string, string]): TopicEvent => ({ what: 'kept-apart', topics, by: 'mia' });
export const undone = (sequence: number): TopicEvent => ({ what: 'undone', sequence, by: 'mia' });

export function stateOf(entries: LoggedEvent[]): TopicState {
  const state = topicState();
  for (const entry of entries) state.apply(entry);
  return state;
}
