import type { Ask, AskKind } from './ask.ts';
import type { KindShares } from './kind-head.ts';
import { weighKind } from './weigh-kind.ts';

/** Below this nobody can say what is wanted: a person looks. */
export const KIND_SURE = 0.5;
/** Phrases found nothing, and the ask is only taken for something. */
const NO_CUE = 0.4;
const IN_DOUBT = 0.4;

const isWish = (kind: AskKind): boolean => kind === 'request' || kind === 'question';

/**
 * The ask with the kind that phrases and sentence tell together. Where the phrases found trouble and the sentence a wish, it is
 * in doubt: a problem that is taken for a request gets a sales answer, the other way round only a person.
 */
export function withKind(ask: Ask, shares: KindShares): Ask {
  const cue = ask.confidence > NO_CUE ? ask.kind : null;
  const { kind, confidence } = weighKind({ cue, shares });
  // Two voices, the one sure and the other not: the sure one counts.
  if (cue !== null && confidence < KIND_SURE) return ask;
  if (kind === 'other') return { ...ask, confidence: Math.min(ask.confidence, IN_DOUBT) };
  const isTrouble = cue !== null && !isWish(cue) && cue !== 'thanks';
  if (isTrouble && isWish(kind)) return { ...ask, confidence: IN_DOUBT };
  // A request and a question get the same treatment; which of the two it is needs no certainty.
  const alike =
    isWish(kind) && cue !== null && isWish(cue) ? Math.max(confidence, shares.request + shares.question) : confidence;
  return { ...ask, kind, confidence: cue === null ? alike : Math.min(alike, Math.max(ask.confidence, KIND_SURE)) };
}
