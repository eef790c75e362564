import { keepMoments } from '../../domain/mail/brakes.ts';
import type { Suppressions } from '../../ports-brakes.ts';
import { docOf, softBouncesKey, suppressedKey, text } from './keys.ts';
import { MAX_TRIES, replaceMoments } from './moments.ts';
import { getItem, putIfAbsent, type Table } from './table.ts';

interface Bounce {
  messageId: string;
  at: string;
}

export const dynamoSuppressions = (table: Table): Suppressions => ({
  async add(address, because, at) {
    const row = { ...suppressedKey(address), because: { S: because }, addedAt: { S: at.toISOString() } };
    await putIfAbsent(table, row);
  },

  because: async (address) => text(await getItem(table, suppressedKey(address)), 'because'),

  async softBounce(address, messageId, at) {
    const key = softBouncesKey(address);
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const row = await getItem(table, key);
      const others = (docOf<Bounce[]>(row) ?? []).filter((bounce) => bounce.messageId !== messageId);
      const moments = keepMoments([...others, { messageId, at: at.toISOString() }], at);
      if (await replaceMoments(table, key, row, moments, at)) return moments.length;
    }
    throw new Error('The bounces of one address change too fast. Count this one again.');
  },
});
