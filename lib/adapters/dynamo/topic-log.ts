import type { LoggedEvent } from '../../domain/topics/topic-event.ts';
import { type TopicLog, TopicLogMovedOn } from '../../ports.ts';
import { doc, docOf, topicKey } from './keys.ts';
import { putIfAbsent, queryAll, type Table } from './table.ts';

export const dynamoTopicLog = (table: Table): TopicLog => ({
  async after(sequence, most) {
    const rows = await queryAll(table, 'topics', { after: topicKey(sequence).sk?.S, most });
    return rows.map((row) => docOf<LoggedEvent>(row)!);
  },

  async append(entry) {
    const isNew = await putIfAbsent(table, { ...topicKey(entry.sequence), ...doc(entry) });
    if (!isNew) throw new TopicLogMovedOn(entry.sequence);
  },
});
