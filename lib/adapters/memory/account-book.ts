import type { Account } from '../../domain/account/account.ts';
import { sendersOf, sendersToTry } from '../../domain/account/senders.ts';
import { imitatedBy, skeletonsOf, skeletonsToTry } from '../../domain/account/skeleton.ts';
import type { AccountBook } from '../../ports.ts';

export const memoryAccountBook = (known: Account[] = []): AccountBook => {
  const accounts = new Map<string, Account>();
  const bySender = new Map<string, Account>();
  const bySkeleton = new Map<string, { id: string; domain: string }>();
  const upsert = (account: Account) => {
    const before = accounts.get(account.id) ?? account;
    for (const sender of sendersOf(before)) if (bySender.get(sender)?.id === account.id) bySender.delete(sender);
    for (const [skeleton] of skeletonsOf(before))
      if (bySkeleton.get(skeleton)?.id === account.id) bySkeleton.delete(skeleton);
    for (const sender of sendersOf(account)) bySender.set(sender, account);
    for (const [skeleton, domain] of skeletonsOf(account)) bySkeleton.set(skeleton, { id: account.id, domain });
    accounts.set(account.id, account);
  };
  for (const account of known) upsert(account);
  return {
    async bySender(address) {
      const nearest = sendersToTry(address).find((sender) => bySender.has(sender));
      return nearest === undefined ? null : (bySender.get(nearest) ?? null);
    },
    lookalikeOf: async (address) =>
      imitatedBy(
        address,
        skeletonsToTry(address).flatMap((skeleton) => bySkeleton.get(skeleton)?.domain ?? []),
      ),
    async upsert(account) {
      upsert(account);
    },
    byId: async (id) => accounts.get(id) ?? null,
    async *all() {
      yield* accounts.values();
    },
  };
};
