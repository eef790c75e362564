import type { CaseRecord } from '../case/case.ts';

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

export interface Report {
  dispositions: Record<string, number>;
  outcomes: Record<string, number>;
  reasons: Record<string, number>;
  topics: TopicLine[];
}

interface Pair {
  topic: string;
  account: string;
  segment: string;
  firstDay: string;
  lastDay: string;
}

interface Kept {
  records: CaseRecord[];
  messages: { outcome: string | null; reason: string }[];
  pairs: Pair[];
  labels: Map<string, string>;
  now: Date;
  windowDays: number;
  widespread: number;
}

const DAY_MS = 86_400_000;
const dayBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);

/** The counts of a desk: what was decided, how it ended, and what is asked for by how many accounts. */
export function report({ records, messages, pairs, labels, now, windowDays, widespread }: Kept): Report {
  const since = dayBefore(now, windowDays);
  const middle = dayBefore(now, windowDays / 2);
  const inWindow = pairs.filter(({ lastDay }) => lastDay >= since);
  const topics = [...Map.groupBy(inWindow, ({ topic }) => topic)].map(([topic, asked]): TopicLine => {
    const newer = asked.filter(({ firstDay }) => firstDay >= middle).length;
    return {
      topic,
      label: labels.get(topic) ?? topic,
      accounts: asked.length,
      segments: count(asked.map(({ segment }) => segment)),
      newer,
      older: asked.length - newer,
      isCandidate: topic.startsWith('demand-') && asked.length >= widespread,
    };
  });
  const decisions = records.flatMap(({ asks }) => asks.map(({ decision }) => decision.disposition ?? 'no disposition'));
  return {
    dispositions: count(decisions),
    outcomes: count(messages.map(({ outcome }) => outcome ?? 'on its way')),
    reasons: count(
      messages
        .filter(({ outcome }) => outcome !== 'answered')
        .map(({ outcome, reason }) => `${outcome}: ${reason.split(' ').slice(0, 4).join(' ')}`),
    ),
    topics: topics.sort((a, b) => b.accounts - a.accounts || (a.topic < b.topic ? -1 : 1)),
  };
}

const count = (words: string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word)]
      .map(([word, list]): [string, number] => [word, list.length])
      .sort(([, a], [, b]) => b - a),
  );
