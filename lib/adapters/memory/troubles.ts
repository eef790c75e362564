import type { Trouble, Troubles } from '../../ports-brakes.ts';

export const memoryTroubles = (): Troubles => {
  const kept = new Map<string, Trouble & { isTold: boolean }>();
  const idOf = ({ messageId, purpose }: Trouble) => `${messageId} ${purpose}`;
  return {
    async add(trouble) {
      if (!kept.has(idOf(trouble))) kept.set(idOf(trouble), { ...trouble, isTold: false });
    },
    untold: async () => [...kept.values()].filter(({ isTold }) => !isTold).map(({ isTold: _, ...trouble }) => trouble),
    async told(trouble) {
      kept.set(idOf(trouble), { ...trouble, isTold: true });
    },
  };
};
