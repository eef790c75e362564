import type { Codes } from '../../ports.ts';

export const memoryCodes = (): Codes => {
  const kept = new Map<string, { hash: string; expiresAt: string; tries: number }>();
  const idOf = ({ publicId, address }: { publicId: string; address: string }) => `${publicId} ${address}`;
  return {
    async offer(of, code, at) {
      const before = kept.get(idOf(of));
      if (before && before.expiresAt > at.toISOString()) return false;
      kept.set(idOf(of), { ...code, tries: 0 });
      return true;
    },

    async check(of, hash, at, tries) {
      const code = kept.get(idOf(of));
      if (!code || code.tries >= tries || code.expiresAt <= at.toISOString()) return false;
      kept.set(idOf(of), { ...code, tries: code.tries + 1 });
      return code.hash === hash;
    },
  };
};
