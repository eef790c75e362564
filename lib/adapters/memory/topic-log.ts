import type { LoggedEvent } from '../../domain/topics/topic-event.ts';
import { type TopicLog, TopicLogMovedOn } from '../../ports.ts';

export const memoryTopicLog = (): TopicLog => {
  const entries: LoggedEvent[] = [];
  return {
    after: async (sequence, most) => entries.slice(sequence, most === undefined ? undefined : sequence + most),
    async append(entry) {
      if (entry.sequence <= entries.length) throw new TopicLogMovedOn(entry.sequence);
      entries.push(entry);
    },
  };
};
