import { TRAFFIC_MS as BUCKET_MS, type Traffic } from './brakes.ts';

export const NO_TRAFFIC: Traffic = { accepted: 0, outbound: 0 };

/** Names of the ten minutes that a moment is in, and of those before. */
export function bucketsOf(at: Date): { current: string; previous: string } {
  const start = at.getTime() - (at.getTime() % BUCKET_MS);
  return { current: new Date(start).toISOString(), previous: new Date(start - BUCKET_MS).toISOString() };
}

/**
 * The last ten minutes from two fixed buckets: of the older one that share which the window still covers, as if its mails
 * had come evenly. Two counters instead of a row a mail; after a burst it is off by what the burst was uneven.
 */
export function trafficAt(at: Date, { current, previous }: { current: Traffic; previous: Traffic }): Traffic {
  const share = 1 - (at.getTime() % BUCKET_MS) / BUCKET_MS;
  return {
    accepted: current.accepted + share * previous.accepted,
    outbound: current.outbound + share * previous.outbound,
  };
}
