import { countDistinct } from '../../domain/demand/demand.ts';
import type { DemandBook } from '../../ports.ts';

interface Pair {
  topic: string;
  account: string;
  segment: string;
  firstDay: string;
  lastDay: string;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const orderOf = ({ lastDay, account }: Pair): string => `${lastDay}#${account}`;

export const memoryDemandBook = (): DemandBook => {
  const topics = new Map<string, Map<string, Pair>>();
  return {
    async record({ topic, account, segment, askedAt }) {
      const lastDay = dayOf(askedAt);
      const ofTopic = topics.get(topic) ?? new Map<string, Pair>();
      topics.set(topic, ofTopic);
      const kept = ofTopic.get(account);
      if (kept && kept.lastDay >= lastDay) return;
      ofTopic.set(account, { topic, account, segment, firstDay: kept?.firstDay ?? lastDay, lastDay });
    },

    async count({ topic, account, segment, since, cap }) {
      const recent = [...(topics.get(topic)?.values() ?? [])].filter(({ lastDay }) => lastDay >= dayOf(since));
      // Above the cap the segment's figure depends on which rows are read: the newest, as the index gives them.
      if (recent.length > cap) recent.sort((a, b) => (orderOf(a) > orderOf(b) ? -1 : 1));
      return countDistinct([...recent.slice(0, cap), { account, segment }], segment, cap);
    },

    async *pairs() {
      for (const ofTopic of topics.values()) yield* ofTopic.values();
    },
  };
};
