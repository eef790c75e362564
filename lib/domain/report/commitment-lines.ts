import type { Commitment } from '../commitment/commitment.ts';

export interface CommitmentLine {
  account: string;
  commitments: number;
  yearlyUpkeep: number;
  /** Null: the account is not known any more. */
  contribution: number | null;
  /** Upkeep as a share of the contribution; null where there is none to share. */
  share: number | null;
}

export interface CommitmentReport {
  accounts: CommitmentLine[];
  /** Their review day has come, and nobody has ended them. */
  due: Pick<Commitment, 'id' | 'accountName' | 'promise' | 'owner' | 'yearlyUpkeep' | 'reviewOn'>[];
}

export interface KeptCommitments {
  commitments: Commitment[];
  /** A year's contribution by account id. */
  contributions: Map<string, number>;
  /** `YYYY-MM-DD` where the desk is. */
  today: string;
}

export const isDue = ({ state, reviewOn }: Pick<Commitment, 'state' | 'reviewOn'>, today: string): boolean =>
  state === 'active' && reviewOn <= today;

export const shareOf = (upkeep: number, contribution: number | null): number | null =>
  contribution !== null && contribution > 0 ? upkeep / contribution : null;

/** What promises cost beside what the accounts bring, the most expensive share first. */
export function commitmentLines({ commitments, contributions, today }: KeptCommitments): CommitmentReport {
  const active = commitments.filter(({ state }) => state === 'active');
  const accounts = [...Map.groupBy(active, ({ account }) => account)].map(([id, theirs]): CommitmentLine => {
    const yearlyUpkeep = theirs.reduce((sum, one) => sum + one.yearlyUpkeep, 0);
    const contribution = contributions.get(id) ?? null;
    return {
      account: theirs.at(-1)!.accountName,
      commitments: theirs.length,
      yearlyUpkeep,
      contribution,
      share: shareOf(yearlyUpkeep, contribution),
    };
  });
  return {
    accounts: accounts.sort((a, b) => weight(b) - weight(a) || b.yearlyUpkeep - a.yearlyUpkeep || byName(a, b)),
    due: active
      .filter((one) => isDue(one, today))
      .sort((a, b) => (a.reviewOn < b.reviewOn ? -1 : 1))
      .map(({ id, accountName, promise, owner, yearlyUpkeep, reviewOn }) => ({
        id,
        accountName,
        promise,
        owner,
        yearlyUpkeep,
        reviewOn,
      })),
  };
}

/** Upkeep for an account that brings nothing is dearer than any share. */
const weight = ({ share, contribution, yearlyUpkeep }: CommitmentLine): number =>
  share ?? (contribution !== null && yearlyUpkeep > 0 ? Number.MAX_VALUE : -1);
const byName = (a: CommitmentLine, b: CommitmentLine): number => (a.account < b.account ? -1 : 1);
