import { COLD_SHARE } from './assumptions.ts';
import { type StackFacts, totalOf } from './bill.ts';
import { averageMail, type Mix } from './figures.ts';
import { PRICES_OF } from './prices.ts';
import { type Metered, type Month, monthOf, sweepsOfAMail } from './volume.ts';

/** What `evenhand cost` tells. */
export interface Cost {
  /** Dollars for 1,000 mails, by service. */
  per1000: Record<string, number>;
  transitionsPerMail: number;
  wruPerMail: number;
  rruPerMail: number;
  callsPerMail: number;
  /** By mails a month: the dollars of that month, with what is paid when no mail comes. */
  atVolume: Record<string, Month>;
  /** What 1,000 mails of each outcome cost, without the sweeps, and its share of the mix. */
  outcomes: Record<string, { share: number; per1000: number }>;
  metered: { mails: number; prices: string };
}

/** Mails a month. */
const VOLUMES = [1_000, 10_000, 100_000, 1_000_000];

export function costOf(metered: Metered, mix: Mix, facts: StackFacts, alsoAt: number | null): Cost {
  const { usages } = metered;
  const average = (of: Mix) => averageMail(usages, of, facts, COLD_SHARE);
  const { bill, ...mail } = average(mix);
  const sweeps = sweepsOfAMail(metered, facts);
  const perMail = { total: totalOf(bill) + sweeps, ...bill, sweeps };
  const shares = Object.values(mix).reduce((sum, share) => sum + share, 0);
  const volumes = [...VOLUMES, ...(alsoAt === null ? [] : [alsoAt])].sort((a, b) => a - b);
  return {
    per1000: Object.fromEntries(Object.entries(perMail).map(([part, dollars]) => [part, 1_000 * dollars])),
    transitionsPerMail: mail.transitions,
    wruPerMail: mail.writeUnits,
    rruPerMail: mail.readUnits,
    callsPerMail: mail.calls,
    atVolume: Object.fromEntries(volumes.map((volume) => [volume, monthOf(volume, metered, mix, facts)])),
    outcomes: Object.fromEntries(
      Object.entries(mix).map(([outcome, share]) => [
        outcome,
        { share: share / shares, per1000: 1_000 * totalOf(average({ [outcome]: 1 }).bill) },
      ]),
    ),
    metered: { mails: usages.length, prices: PRICES_OF },
  };
}
