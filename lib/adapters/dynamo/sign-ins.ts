import type { SignInLink, SignIns } from '../../ports.ts';
import { doc, docOf, droppedAfter, signInKey, signInMailKey } from './keys.ts';
import { change, getItem, putIfAbsent, type Table } from './table.ts';

export const dynamoSignIns = (table: Table): SignIns => ({
  async offer(link, at, notSince) {
    const { publicId, person, expiresAt } = link;
    // The mail first: after a crash in between a person waits two minutes, and nobody is flooded.
    const isDue = await change(table, signInMailKey(person), {
      set: { mailedAt: { S: at.toISOString() }, ...droppedAfter(expiresAt) },
      onlyIf: 'attribute_not_exists(#mailedAt) OR #mailedAt <= :notSince',
      values: { notSince: { S: notSince.toISOString() } },
    });
    if (!isDue) return false;
    const row = { ...signInKey(publicId), ...doc(link), expiresAt: { S: expiresAt }, ...droppedAfter(expiresAt) };
    return putIfAbsent(table, row);
  },

  find: async (publicId) => docOf<SignInLink>(await getItem(table, signInKey(publicId))),

  async use(publicId, at) {
    const used = await change(table, signInKey(publicId), {
      set: { usedAt: { S: at.toISOString() } },
      onlyIf: 'attribute_not_exists(#usedAt) AND #expiresAt > :usedAt',
    });
    return used !== null;
  },
});
