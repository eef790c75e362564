export interface TopicLine {
  topic: string;
  label: string;
  accounts: number;
  segments: Record<string, number>;
  /** Accounts that asked for the first time in the newer half of the window, and in the older half. */
  newer: number;
  older: number;
  isCandidate: boolean;
}

export interface Pair {
  topic: string;
  account: string;
  segment: string;
  firstDay: string;
  lastDay: string;
}

export interface Asked {
  pairs: Pair[];
  labels: Map<string, string>;
  /** The heir of a merged topic; any other id is its own. */
  rootOf: (topic: string) => string;
  /** Demand topics that are an offer by now, or never will be: counted, and proposed no more. */
  isSettled: (topic: string) => boolean;
  now: Date;
  windowDays: number;
  widespread: number;
}

const DAY_MS = 86_400_000;
const dayBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);

/** What is asked for by how many accounts, most first. Who asked for several merged topics asked once. */
export function topicLines({ pairs, labels, rootOf, isSettled, now, windowDays, widespread }: Asked): TopicLine[] {
  const since = dayBefore(now, windowDays);
  const middle = dayBefore(now, windowDays / 2);
  const heirs = pairs.map((pair) => ({ ...pair, topic: rootOf(pair.topic) }));
  const once = [...Map.groupBy(heirs, ({ topic, account }) => JSON.stringify([topic, account])).values()].map(widest);
  const inWindow = once.filter(({ lastDay }) => lastDay >= since);
  const lines = [...Map.groupBy(inWindow, ({ topic }) => topic)].map(([topic, asked]): TopicLine => {
    const newer = asked.filter(({ firstDay }) => firstDay >= middle).length;
    return {
      topic,
      label: labels.get(topic) ?? topic,
      accounts: asked.length,
      segments: count(asked.map(({ segment }) => segment)),
      newer,
      older: asked.length - newer,
      isCandidate: topic.startsWith('demand-') && !isSettled(topic) && asked.length >= widespread,
    };
  });
  return lines.sort((a, b) => b.accounts - a.accounts || (a.topic < b.topic ? -1 : 1));
}

/** The newest segment, the widest days. */
function widest(pairs: Pair[]): Pair {
  const newest = pairs.reduce((a, b) => (b.lastDay > a.lastDay ? b : a));
  const { firstDay } = pairs.reduce((a, b) => (b.firstDay < a.firstDay ? b : a));
  return { ...newest, firstDay };
}

/** How often each word is there, most first. */
export const count = (words: string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)]
      .map(([word, list]): [string, number] => [word, list.length])
      .sort(([, a], [, b]) => b - a),
  );
