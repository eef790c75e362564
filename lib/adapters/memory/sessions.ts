import type { Session, Sessions } from '../../ports.ts';

export const memorySessions = (): Sessions => {
  const kept = new Map<string, Session>();
  return {
    async open(session) {
      kept.set(session.id, session);
    },
    find: async (id) => kept.get(id) ?? null,
    async close(id) {
      kept.delete(id);
    },
  };
};
