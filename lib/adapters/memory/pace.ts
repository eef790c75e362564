import { allowRate, freshPace, pauseAfterRefusal, takeToken } from '../../domain/mail/pace.ts';
import type { Pace } from '../../ports-brakes.ts';

export const memoryPace = (): Pace => {
  let kept = freshPace(new Date(0));
  return {
    async take(at) {
      const next = takeToken(kept, at);
      kept = next ?? kept;
      return next !== null;
    },
    async refused(at) {
      kept = pauseAfterRefusal(kept, at);
    },
    async allow(perSecond) {
      kept = allowRate(kept, perSecond);
    },
  };
};
