/** ISO dates. */
export interface Days {
  firstDay: string;
  lastDay: string;
}

/** When an account asked, and in which segment it was when it asked last. */
export interface Span extends Days {
  segment: string;
}

/** One account's demand for one topic: what it asked there itself, and what came from topics that were merged into it. */
export interface Pair {
  own: Span | null;
  /** By the topic that it came from, so that each merge can be undone for itself. */
  from: Record<string, Span>;
}

export const NO_PAIR: Pair = { own: null, from: {} };

/** What the pair counts as: the widest days, the newest segment. Null: the account does not want this topic any more. */
export const countedAs = ({ own, from }: Pair): Span | null =>
  [...(own ? [own] : []), ...Object.values(from)].reduce<Span | null>(widest, null);

/** Asked here. Days move forward only, so that mail in any order counts alike. */
export const ask = (pair: Pair, { segment, day }: { segment: string; day: string }): Pair =>
  pair.own && pair.own.lastDay >= day
    ? pair
    : { ...pair, own: { segment, firstDay: pair.own?.firstDay ?? day, lastDay: day } };

export const follow = (pair: Pair, topic: string, span: Span): Pair => ({
  ...pair,
  from: { ...pair.from, [topic]: span },
});

export function unfollow(pair: Pair, topic: string): Pair {
  const { [topic]: _, ...from } = pair.from;
  return { ...pair, from };
}

/** A person moved what this account asked: from now on it asked it here. */
export const receive = (pair: Pair, span: Span): Pair => ({ ...pair, own: widest(pair.own, span) });

function widest(a: Span | null, b: Span): Span {
  if (!a) return b;
  const { segment, lastDay } = b.lastDay > a.lastDay ? b : a;
  const { firstDay } = b.firstDay < a.firstDay ? b : a;
  return { segment, firstDay, lastDay };
}
