/** Who asked, and how well the offers explain it. */
export interface Demand {
  /** Distinct accounts. */
  accounts: number;
  /** By offer: confidences of the asks whose best offer it was, added up. */
  likeness: ReadonlyMap<string, number>;
  /** Wishes behind those sums. */
  wishes: number;
}
/** Distinct accounts of each offer that was asked for, and of each demand topic. */
export interface Traffic {
  offers: ReadonlyMap<string, number>;
  topics: number[];
}

/** Fewer accounts are not raised as new demand anyhow. */
const WORTH_A_LOOK = 5;

/**
 * The offer that a topic is a stray part of, or null. Some asks of every offer are not recognised, and those gather in topics of
 * their own: small beside an offer's usual demand, partly explained by the offers, and more of them where most of what is asked is
 * known. A new wish outgrows this; one that resembles no offer is never taken for a stray.
 */
export function strayOf({ accounts, likeness, wishes }: Demand, { offers, topics }: Traffic): string | null {
  const known = sum(offers.values());
  if (accounts < WORTH_A_LOOK || known === 0) return null;
  const usual = known / offers.size;
  const knownShare = known / (known + sum(topics));
  const explained = sum(likeness.values()) / wishes;
  if (accounts >= usual * knownShare * explained) return null;
  const asked = [...likeness].filter(([offer]) => offers.has(offer));
  return asked.reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as [string, number])[0] || null;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
