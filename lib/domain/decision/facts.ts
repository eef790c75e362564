import type { Account } from '../account/account.ts';
import type { Ask } from '../asks/ask.ts';
import type { Offer, Policy } from '../desk/desk.ts';
import type { Identity } from '../mail/message.ts';
import type { TopicMatch } from '../topics/topic.ts';
import type { AccountValue, Demand } from './decision.ts';

/** All that a decision may look at. */
export interface Facts {
  ask: Ask;
  identity: Identity;
  /** Named when the catalogue has no examples in the ask's language. */
  foreignLanguage: string | null;
  /** Null: nothing that can be named. */
  topic: TopicMatch | null;
  account: Account | null;
  value: AccountValue | null;
  demand: Demand | null;
  catalogue: Offer[];
  policy: Policy;
  policyVersion: string;
}

export const offerOf = ({ topic, catalogue }: Pick<Facts, 'topic' | 'catalogue'>): Offer | undefined =>
  topic?.isOffer ? catalogue.find((offer) => offer.id === topic.topic) : undefined;

/** Sold to this account without anything made for it. */
export const isSoldAsItIs = (offer: Offer, account: Pick<Account, 'segment'> | null): boolean =>
  !offer.customisable && (!offer.segment || offer.segment === account?.segment);
