import type { SignInLink, SignIns } from '../../ports.ts';

export const memorySignIns = (): SignIns => {
  const links = new Map<string, SignInLink & { isUsed: boolean }>();
  const mailed = new Map<string, Date>();
  return {
    async offer(link, at, notSince) {
      const last = mailed.get(link.person);
      if (last && last > notSince) return false;
      mailed.set(link.person, at);
      links.set(link.publicId, { ...link, isUsed: false });
      return true;
    },

    async find(publicId) {
      const kept = links.get(publicId);
      if (!kept) return null;
      const { isUsed: _, ...link } = kept;
      return link;
    },

    async use(publicId, at) {
      const link = links.get(publicId);
      if (!link || link.isUsed || link.expiresAt <= at.toISOString()) return false;
      links.set(publicId, { ...link, isUsed: true });
      return true;
    },
  };
};
