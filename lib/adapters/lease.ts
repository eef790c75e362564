/** Longer than a step may take; what was claimed and not begun by then was never handed over. */
/** A notice is one call of at most 10 s; whoever comes second tries again for 15 s (the machines' retries). */
export const HAND_OVER_MS = 12_000;

export const LEASE_MS = 30_000;
