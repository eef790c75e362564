/** Longer than a step may take; what was claimed and not begun by then was never handed over. */
export const LEASE_MS = 30_000;
