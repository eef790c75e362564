import type { Trouble, Troubles } from '../../ports-brakes.ts';
import { doc, docOf, indexed, troubleKey } from './keys.ts';
import { change, putIfAbsent, queryIndex, type Table } from './table.ts';

export const dynamoTroubles = (table: Table): Troubles => ({
  async add(trouble) {
    const { messageId, purpose, at } = trouble;
    await putIfAbsent(table, {
      ...troubleKey(messageId, purpose),
      ...doc(trouble),
      ...indexed('troubles', `${at}#${messageId}#${purpose}`),
    });
  },

  untold: async () => (await queryIndex(table, 'troubles')).map((row) => docOf<Trouble>(row)!),

  async told({ messageId, purpose }) {
    await change(table, troubleKey(messageId, purpose), {
      remove: ['gsi1pk', 'gsi1sk'],
      onlyIf: 'attribute_exists(pk)',
    });
  },
});
