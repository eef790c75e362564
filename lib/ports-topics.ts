/** What recognising an ask and counting demand need of the world. Import them from ports.ts, like the others. */
import type { Ask } from './domain/asks/ask.ts';
import type { Days } from './domain/demand/pair.ts';
import type { TopicMatch } from './domain/topics/topic.ts';
import type { LoggedEvent } from './domain/topics/topic-event.ts';

export interface DemandBook {
  /** One pair (topic, account); asking again only moves its last day forward. */
  record(pair: { topic: string; account: string; segment: string; askedAt: Date }): Promise<void>;
  /** Distinct accounts since, `account` always among them; at most `cap` rows are read, so both figures end there. */
  count(query: { topic: string; account: string; segment: string; since: Date; cap: number }): Promise<{
    accounts: number;
    segmentAccounts: number;
  }>;
  /** The newest `most` accounts that asked since. */
  askers(query: { topic: string; since: Date; most: number }): Promise<{ account: string; segment: string }[]>;
  /** After a merge: the `cap` newest pairs of `from` count for `to`, too. Also repeated it counts nothing twice. */
  follow(merge: { from: string; to: string; cap: number }): Promise<void>;
  /** Takes back exactly what followed; what the account asked at `to` itself stays. */
  unfollow(merge: { from: string; to: string }): Promise<void>;
  /**
   * A person moved what one account asked. `names`: the topic it was at and all merged into it. `only`: the days of what was
   * moved when the account has more there that stays; null when nothing stays. Also repeated it counts nothing twice.
   */
  move(pair: { names: string[]; to: string; account: string; only: Days | null }): Promise<void>;
  /** Who asked where, before any merge: for reports. Days are ISO dates. */
  pairs(): AsyncIterable<{ topic: string; account: string; segment: string; firstDay: string; lastDay: string }>;
}

/** Append-only. Every event is an append at the next sequence number; who was overtaken reads the tail and decides again. */
export interface TopicLog {
  /** Entries after `sequence`, in order; `most` of them when it is given. */
  after(sequence: number, most?: number): Promise<LoggedEvent[]>;
  /** Throws `TopicLogMovedOn` when `sequence` is taken. */
  append(entry: LoggedEvent): Promise<void>;
}

/** Text as a direction in space: what means alike lies close. Runs in process; nothing leaves the machine. */
export interface Encoder {
  /** Name and content hash of the model: vectors of different ids cannot be compared. */
  id: string;
  dimensions: number;
  /** Of length 1. Text beyond the model's limit is cut. The same text gives the same bits. */
  encode(text: string): Promise<Float32Array>;
}

/** What is asked. Null: nothing that can be named, a person decides. */
export interface Topics {
  /** The ask with its kind told by what it means, and how sure that is. */
  withKind(ask: Ask): Promise<Ask>;
  /** The name of the ask's language when the catalogue has no examples in it; null when it is understood. */
  foreignLanguage(ask: Ask): Promise<string | null>;
  /** Asked again with the same `key` it gives the same topic and counts nothing twice. */
  match(ask: Ask, from: { key: string; account: string | null; at: Date }): Promise<TopicMatch | null>;
}
