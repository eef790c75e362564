import { PER_STRANGER, tellStranger } from '../../domain/mail/strangers.ts';
import type { Strangers } from '../../ports-brakes.ts';
import { docOf, strangerKey, strangersOfKey } from './keys.ts';
import { MAX_TRIES, replaceMoments } from './moments.ts';
import { getItem, type Table } from './table.ts';

type Tells = Parameters<typeof tellStranger>[1]['toAddress'];

export const dynamoStrangers = (table: Table): Strangers => ({
  async take(address, messageId, at) {
    const [addressKey, domainKey] = [strangerKey(address), strangersOfKey(address.slice(address.lastIndexOf('@') + 1))];
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const [toAddress, toDomain] = await Promise.all([getItem(table, addressKey), getItem(table, domainKey)]);
      const kept = { toAddress: docOf<Tells>(toAddress) ?? [], toDomain: docOf<Tells>(toDomain) ?? [] };
      const told = tellStranger(messageId, kept, at);
      if (!told.may) return told;
      const kept7Days = PER_STRANGER.within;
      if (!(await replaceMoments(table, addressKey, toAddress, told.toAddress, at, kept7Days))) continue;
      if (await replaceMoments(table, domainKey, toDomain, told.toDomain, at, kept7Days)) return { may: true };
    }
    throw new Error('Too many unknown senders of one domain are told at once. The mail waits for a person.');
  },
});
