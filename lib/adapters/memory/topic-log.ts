import type { DemandTopic } from '../../domain/topics/topic.ts';
import { type TopicLog, TopicLogMovedOn } from '../../ports.ts';

export const memoryTopicLog = (): TopicLog => {
  const entries: { sequence: number; topic: DemandTopic }[] = [];
  return {
    after: async (sequence) => entries.slice(sequence),
    async append(sequence, topic) {
      if (sequence <= entries.length) throw new TopicLogMovedOn(sequence);
      entries.push({ sequence, topic });
    },
  };
};
