import type { Days } from '../demand/pair.ts';
import type { LoggedEvent, TopicEvent, Wish } from './topic-event.ts';
import type { TopicState } from './topic-state.ts';

/** What has to be done to the demand book so that it counts as the topic log says. Each may be done again. */
export type CountChange =
  | { what: 'unfollow'; from: string; to: string }
  | { what: 'move'; names: string[]; to: string; account: string; only: Days | null }
  | { what: 'follow'; from: string; to: string };

type State = Pick<TopicState, 'apply' | 'rootOf' | 'find' | 'topicOfWish'>;

export interface ChangingState {
  /** Applies an entry to the state. For an undo, `undone` is what it takes back. */
  apply(entry: LoggedEvent, undone?: TopicEvent): void;
  /**
   * What the entries since the beginning change for the counts. For the same entries it is the same, so that whoever
   * stopped half way begins anew.
   */
  changes(): CountChange[];
}

/**
 * `hasMore`: whether an account has wishes in a topic, by any of its names. The state shows the newest wishes only: where
 * there are more the account is believed to stay, since a count too many is seen and taken back, one too few is not.
 */
export function changingState(
  state: State,
  hasMore = (account: string, topic: string): boolean => {
    const { phrases, size } = state.find(topic) ?? { phrases: [], size: 0 };
    return size > phrases.length || phrases.some((phrase) => phrase.account === account);
  },
): ChangingState {
  /** Of every name that was under another heir for a while: those heirs. */
  const heirsOf = new Map<string, Set<string>>();
  const moved = new Map<string, MovedWish>();
  return {
    apply(entry, undone) {
      const act = undone ?? entry.event;
      if (act.what === 'moved')
        for (const wish of act.wishes) {
          const topics = [...(moved.get(wish.key)?.topics ?? []), act.from, act.to];
          moved.set(wish.key, { wish, topics, last: undone ? act.from : act.to });
        }
      if (act.what === 'merged')
        for (const name of namesOf(state, act.topic))
          heirsOf.set(name, (heirsOf.get(name) ?? new Set()).add(state.rootOf(name)));
      state.apply(entry);
    },
    changes() {
      const heirs = new Set([...heirsOf].flatMap(([name, before]) => [name, ...before]).map(state.rootOf));
      return [
        ...[...heirsOf].flatMap(([from, before]) =>
          [...before]
            .filter((to) => to !== from && to !== state.rootOf(from))
            .map((to): CountChange => ({ what: 'unfollow', from, to })),
        ),
        ...movesOf(state, [...moved.values()], hasMore),
        // Older names of an heir, too: what was beyond the cap of its copies may be within it now.
        ...[...heirs].flatMap((to) =>
          namesOf(state, to)
            .filter((from) => from !== to)
            .map((from): CountChange => ({ what: 'follow', from, to })),
        ),
      ];
    },
  };
}

interface MovedWish {
  wish: Wish;
  /** Where it was and where it went. */
  topics: string[];
  /** Where it is, should the state have forgotten it. */
  last: string;
}

/** By account: from each topic that its wishes are no longer in, to the one that they are in now. */
function movesOf(
  state: State,
  moved: MovedWish[],
  hasMore: (account: string, topic: string) => boolean,
): CountChange[] {
  const steps = moved.flatMap(({ wish: { key, account, askedAt }, topics, last }) => {
    if (!account) return [];
    const to = state.rootOf(state.topicOfWish(key) ?? last);
    const left = new Set(topics.map((topic) => state.rootOf(topic)).filter((topic) => topic !== to));
    return [...left].map((from) => ({ from, to, account, day: askedAt.slice(0, 10) }));
  });
  const together = Map.groupBy(steps, ({ from, to, account }) => JSON.stringify([from, to, account]));
  return [...together.values()].map((some): CountChange => {
    const { from, to, account } = some[0]!;
    const days = some.map(({ day }) => day).sort();
    const only = hasMore(account, from) ? { firstDay: days[0]!, lastDay: days.at(-1)! } : null;
    return { what: 'move', names: namesOf(state, from), to, account, only };
  });
}

function namesOf(state: State, name: string): string[] {
  const topic = state.find(name);
  return topic ? [topic.id, ...topic.aliases] : [name];
}
