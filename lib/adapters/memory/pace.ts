import { allowRate, freshPace, pauseAfterRefusal, resume, takeToken } from '../../domain/mail/pace.ts';
import type { Pace } from '../../ports-brakes.ts';

export const memoryPace = (): Pace => {
  let kept = freshPace(new Date(0));
  return {
    async take(at) {
      const taken = takeToken(kept, at);
      kept = taken?.pace ?? kept;
      return taken?.turn ?? null;
    },
    async gotThrough(at) {
      kept = resume(kept, at);
    },
    async refused(at) {
      kept = pauseAfterRefusal(kept, at);
    },
    async allow(perSecond) {
      kept = allowRate(kept, perSecond);
    },
  };
};
