/** One ask that fits no offer, as the topic log keeps it. */
export interface Wish {
  /** Who asked it where: the message and the ask's place in it. The same wish told twice counts once. */
  key: string;
  /** The customer's words, cut to MAX_PHRASE. */
  phrase: string;
  /** Int8 x DIMENSIONS as base64: what the phrase is compared by. */
  vector: string;
  /** Of the words; null when it is not clear. Wishes are compared within their language. */
  language: string | null;
  /** Account id, or null for a stranger. */
  account: string | null;
  askedAt: string;
}

/**
 * What happened to demand topics, in order; the state is the fold of these events, so that every process that has read the
 * same entries decides alike. Ids are never used again and never change; a merged topic lives on as another name of its heir.
 */
export type TopicEvent =
  | { what: 'opened'; topic: string; label: string; wish: Wish }
  | { what: 'joined'; topic: string; wish: Wish }
  /** `topic` is from now on another name of `into`. */
  | { what: 'merged'; topic: string; into: string; by: By }
  | { what: 'renamed'; topic: string; label: string; by: By }
  /** Wishes that go to another topic: one of them, or several into a new one that this event opens (then `label` is set). */
  | { what: 'moved'; from: string; to: string; label: string | null; wishes: Wish[]; by: By }
  /** A person says: this is an offer. Whoever asks it later is asking for that offer. */
  | { what: 'adopted'; topic: string; offer: string; by: By }
  /** A person says: these two are not the same, however alike they sound. */
  | { what: 'kept-apart'; topics: [string, string]; by: By }
  /** A person says: we shall never do this. Still counted, never proposed as a candidate. */
  | { what: 'refused'; topic: string; by: By }
  /** Takes an earlier event of a person or the sweep back. */
  | { what: 'undone'; sequence: number; by: By };

/** `sweep`, or the name of a person. */
export type By = string;
export const SWEEP: By = 'sweep';

export interface LoggedEvent {
  /** 1, 2, 3 … without a gap. */
  sequence: number;
  at: string;
  event: TopicEvent;
}

/** As much of an ask as is compared and kept with its topic. */
export const MAX_PHRASE = 500;
