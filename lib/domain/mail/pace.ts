/** How fast mail may leave: the rate that the mail service allows, as a token bucket, and a pause when it says no. */

/** The rest is for mail to our own people, who do not wait in the outbox. */
const SHARE_OF_RATE = 0.8;
const MINUTE = 60_000;
const CLOCKS_DIFFER_MS = MINUTE;
const FIRST_PAUSE_MS = MINUTE;
/** While the service takes nothing, few mails find that out: one a pause. */
const LONGEST_PAUSE_MS = 15 * MINUTE;
/** Longer than a step may take: whoever went first and is not heard of by then has died. */
const PROBE_MS = MINUTE / 2;

export interface Pace {
  /** Mails a second that the service allows; null: not known, and only pauses hold mail back. */
  perSecond: number | null;
  /** How many may leave at `at`. */
  tokens: number;
  at: string;
  /** Until a mail got through again. `probedUntil`: one went first, and the others wait for what becomes of it. */
  pause: { until: string; milliseconds: number; probedUntil: string | null } | null;
}

export const freshPace = (now: Date): Pace => ({ perSecond: null, tokens: 0, at: now.toISOString(), pause: null });

/** A second's worth; at least one, or a desk in the sandbox (one a second) would never send. */
const burstOf = (perSecond: number): number => Math.max(1, perSecond * SHARE_OF_RATE);

const tokensAt = ({ perSecond, tokens, at }: Pace, now: Date): number => {
  const rate = (perSecond ?? 0) * SHARE_OF_RATE;
  const passed = now.getTime() - Date.parse(at);
  const since = passed <= -CLOCKS_DIFFER_MS ? 1 : Math.max(0, passed) / 1000;
  return Math.min(burstOf(perSecond ?? 0), tokens + since * rate);
};

/** The rate is known now, or another one. Nothing left at it yet. */
export const allowRate = (pace: Pace, perSecond: number): Pace =>
  pace.perSecond === perSecond ? pace : { ...pace, perSecond, tokens: burstOf(perSecond) };

/** `first`: the one that goes first after a pause; `resume` when it got through. */
export type Turn = 'go' | 'first';

/** The pace after one more mail; null: it has to wait. */
export function takeToken(pace: Pace, now: Date): { pace: Pace; turn: Turn } | null {
  const { pause } = pace;
  if (pause) {
    const until = pause.probedUntil ?? pause.until;
    if (now < new Date(until)) return null;
    const probedUntil = new Date(now.getTime() + PROBE_MS).toISOString();
    return { pace: { ...pace, pause: { ...pause, probedUntil } }, turn: 'first' };
  }
  if (pace.perSecond === null) return { pace, turn: 'go' };
  const tokens = tokensAt(pace, now);
  return tokens < 1 ? null : { pace: { ...pace, tokens: tokens - 1, at: later(pace.at, now) }, turn: 'go' };
}

/**
 * Clocks of two processes differ: time does not run backwards, or a second would be counted twice. But one clock that was far
 * ahead must not stop all the others until they have caught up.
 */
const later = (at: string, now: Date): string => {
  const ahead = Date.parse(at) - now.getTime();
  return 0 < ahead && ahead < CLOCKS_DIFFER_MS ? at : now.toISOString();
};

/** The service refused a mail for now. When it refuses the first one after a pause, the next is twice as long. */
export function pauseAfterRefusal(pace: Pace, now: Date): Pace {
  const { pause } = pace;
  if (pause && now < new Date(pause.until)) return pace; // several of the same moment are one
  const milliseconds = pause ? Math.min(2 * pause.milliseconds, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
  const until = new Date(now.getTime() + milliseconds).toISOString();
  return { ...pace, pause: { until, milliseconds, probedUntil: null } };
}

/** The first one after a pause got through. */
export const resume = (pace: Pace, now: Date): Pace => ({ ...pace, tokens: 0, at: later(pace.at, now), pause: null });
