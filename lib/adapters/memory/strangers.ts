import { tellStranger } from '../../domain/mail/strangers.ts';
import type { Strangers } from '../../ports-brakes.ts';

export const memoryStrangers = (): Strangers => {
  const kept = new Map<string, Parameters<typeof tellStranger>[1]['toAddress']>();
  return {
    async take(address, messageId, at) {
      const domain = address.slice(address.lastIndexOf('@'));
      const told = tellStranger(
        messageId,
        { toAddress: kept.get(address) ?? [], toDomain: kept.get(domain) ?? [] },
        at,
      );
      if (!told.may) return told;
      kept.set(address, told.toAddress).set(domain, told.toDomain);
      return { may: true };
    },
  };
};
