import type { Alternative } from './decision.ts';
import { type Facts, isSoldAsItIs } from './facts.ts';

/** The offer named for the topic, else the nearest offer at or above the floor; only what this account can have as it is. */
export function findAlternative({ topic, catalogue, account, policy }: Facts): Alternative | null {
  const available = catalogue.filter((offer) => isSoldAsItIs(offer, account) && offer.id !== topic?.topic);
  const named = available.find((offer) => topic && offer.alternativeFor?.includes(topic.topic));
  const near = topic?.nearestOffers
    .filter(({ similarity }) => similarity >= policy.alternatives.similarityFloor)
    .map(({ offer: id }) => available.find((offer) => offer.id === id))
    .find((offer) => offer !== undefined);
  const offer = named ?? near;
  return offer ? { offer: offer.id, name: offer.name } : null;
}
