import type { DemandTopic } from '../../domain/topics/topic.ts';
import { type TopicLog, TopicLogMovedOn } from '../../ports.ts';
import { doc, docOf, text, topicKey } from './keys.ts';
import { putIfAbsent, queryAll, type Table } from './table.ts';

export const dynamoTopicLog = (table: Table): TopicLog => ({
  async after(sequence) {
    const rows = await queryAll(table, 'topics', topicKey(sequence).sk?.S);
    return rows.map((row) => ({ sequence: Number(text(row, 'sk')), topic: docOf<DemandTopic>(row)! }));
  },

  async append(sequence, topic) {
    if (!(await putIfAbsent(table, { ...topicKey(sequence), ...doc(topic) }))) throw new TopicLogMovedOn(sequence);
  },
});
