import type { Account } from '../../domain/account/account.ts';
import { sendersOf, sendersToTry } from '../../domain/account/senders.ts';
import type { AccountBook } from '../../ports.ts';

export const memoryAccountBook = (known: Account[] = []): AccountBook => {
  const accounts = new Map<string, Account>();
  const bySender = new Map<string, Account>();
  const upsert = (account: Account) => {
    for (const sender of sendersOf(accounts.get(account.id) ?? account))
      if (bySender.get(sender)?.id === account.id) bySender.delete(sender);
    for (const sender of sendersOf(account)) bySender.set(sender, account);
    accounts.set(account.id, account);
  };
  for (const account of known) upsert(account);
  return {
    async bySender(address) {
      const nearest = sendersToTry(address).find((sender) => bySender.has(sender));
      return nearest === undefined ? null : (bySender.get(nearest) ?? null);
    },
    async upsert(account) {
      upsert(account);
    },
    byId: async (id) => accounts.get(id) ?? null,
    async *all() {
      yield* accounts.values();
    },
  };
};
