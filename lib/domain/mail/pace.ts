/** How fast mail may leave: the rate that the mail service allows, as a token bucket, and a pause when it says no. */

/** The rest is for mail to our own people, who do not wait in the outbox. */
const SHARE_OF_RATE = 0.8;
const MINUTE = 60_000;
const CLOCKS_DIFFER_MS = MINUTE;
const FIRST_PAUSE_MS = MINUTE;
/** While the service takes nothing, few mails find that out: one a pause. */
const LONGEST_PAUSE_MS = 15 * MINUTE;

export interface Pace {
  /** Mails a second that the service allows; null: not known, and only pauses hold mail back. */
  perSecond: number | null;
  /** How many may leave at `at`. */
  tokens: number;
  at: string;
  pause: { until: string; milliseconds: number } | null;
}

export const freshPace = (now: Date): Pace => ({ perSecond: null, tokens: 0, at: now.toISOString(), pause: null });

const isPaused = ({ pause }: Pace, now: Date): boolean => pause !== null && now < new Date(pause.until);

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

/** The pace after one more mail; null: it has to wait. */
export function takeToken(pace: Pace, now: Date): Pace | null {
  if (isPaused(pace, now)) return null;
  if (pace.perSecond === null) return pace;
  const tokens = tokensAt(pace, now);
  return tokens < 1 ? null : { ...pace, tokens: tokens - 1, at: later(pace.at, now) };
}

/**
 * Clocks of two processes differ: time does not run backwards, or a second would be counted twice. But one clock that was far
 * ahead must not stop all the others until they have caught up.
 */
const later = (at: string, now: Date): string => {
  const ahead = Date.parse(at) - now.getTime();
  return 0 < ahead && ahead < CLOCKS_DIFFER_MS ? at : now.toISOString();
};

/** The service refused a mail for now. Each pause soon after another is twice as long; mails of the same moment are one. */
export function pauseAfterRefusal(pace: Pace, now: Date): Pace {
  const { pause } = pace;
  if (isPaused(pace, now)) return pace;
  const isSoon = pause !== null && now.getTime() - Date.parse(pause.until) < LONGEST_PAUSE_MS;
  const milliseconds = isSoon ? Math.min(2 * pause.milliseconds, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
  // After it one mail goes first.
  return { ...pace, tokens: 0, pause: { until: new Date(now.getTime() + milliseconds).toISOString(), milliseconds } };
}
