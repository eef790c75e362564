import { keepMoments } from '../../domain/mail/brakes.ts';
import type { Suppressions } from '../../ports-brakes.ts';

export const memorySuppressions = (): Suppressions => {
  const suppressed = new Map<string, string>();
  const soft = new Map<string, { messageId: string; at: string }[]>();
  return {
    async add(address, because) {
      if (!suppressed.has(address)) suppressed.set(address, because);
    },

    because: async (address) => suppressed.get(address) ?? null,

    async softBounce(address, messageId, at) {
      const others = (soft.get(address) ?? []).filter((bounce) => bounce.messageId !== messageId);
      const moments = keepMoments([...others, { messageId, at: at.toISOString() }], at);
      soft.set(address, moments);
      return moments.length;
    },
  };
};
