import { findAlternative } from './alternative.ts';
import type { AccountValue, Decision, Demand, TrailStep } from './decision.ts';
import { type Facts, offerOf } from './facts.ts';
import { guards } from './guards.ts';

/** The decision of one ask: design, section 4. Pure: same facts, same decision, same trail. */
export function decide(facts: Facts): Decision {
  const { policyVersion } = facts;
  const trail: TrailStep[] = [];
  for (const { name, test, verdict } of guards) {
    const step = { rule: name, ...test(facts) };
    trail.push(step);
    if (!step.held) continue;
    const decided = verdict(facts);
    const reasons = { decidedBy: name, trail, policyVersion };
    if (decided.is === 'standard') return { disposition: 'standard', offer: decided.offer, ...reasons };
    if (decided.is === 'hand-to-person')
      return { disposition: null, handling: 'hand-to-person', to: decided.to, alternative: null, ...reasons };
    return { disposition: null, handling: decided.is, ...reasons };
  }
  const { value, demand } = facts;
  if (value && demand) return weigh(facts, value, demand, trail);
  const because = 'the account could not be weighed';
  trail.push({ rule: 'value unknown', held: true, because });
  const reasons = { decidedBy: 'value unknown', trail, policyVersion };
  return { disposition: null, handling: 'hand-to-person', to: 'account-manager', alternative: null, ...reasons };
}

/** Rules 4-7: the table proposes, three rules may change it, a decline needs its alternative. */
function weigh(facts: Facts, value: AccountValue, demand: Demand, trail: TrailStep[]): Decision {
  const { policy, policyVersion } = facts;
  const candidate = demand.band === 'widespread';
  let decidedBy = 'contribution and demand';
  let isCustom = policy.table[value.band][demand.band] === 'customisable';
  trail.push({ rule: decidedBy, held: true, because: tableWords(value, demand, isCustom) });

  const cost = costGuard(facts, value, demand, isCustom);
  trail.push(cost);
  if (cost.held) [isCustom, decidedBy] = [false, cost.rule];

  const special = specialCare(facts, isCustom);
  trail.push(special);
  if (special.held) [isCustom, decidedBy] = [true, special.rule];

  const alternative = findAlternative(facts);
  const missing = !isCustom && !alternative;
  trail.push({
    rule: 'no alternative',
    held: missing,
    because: alternative
      ? `"${alternative.name}" can be offered instead`
      : 'no offer comes close enough to be offered instead',
  });
  if (isCustom) return { disposition: 'customisable', candidate, alternative, decidedBy, trail, policyVersion };
  if (alternative)
    return { disposition: 'decline-with-alternative', candidate, alternative, decidedBy, trail, policyVersion };
  const reasons = { decidedBy: 'no alternative', trail, policyVersion };
  return { disposition: null, handling: 'hand-to-person', to: 'account-manager', alternative, ...reasons };
}

const tableWords = (value: AccountValue, demand: Demand, isCustom: boolean): string =>
  `${value.band} account, ${demand.band} demand (${demand.segmentAccounts} in the segment, ${demand.accounts} in all, ` +
  `${demand.windowDays} days): ${isCustom ? 'customisable' : 'decline with an alternative'}`;

function costGuard(facts: Facts, value: AccountValue, demand: Demand, isCustom: boolean): TrailStep {
  const { hourlyRate, maxShareOfContribution, defaultEffortHours } = facts.policy.costGuard;
  const hours = offerOf(facts)?.customisable?.effortHours ?? defaultEffortHours;
  const cost = hours * hourlyRate;
  const limit = Math.max(0, value.contribution) * maxShareOfContribution;
  const held = isCustom && demand.band !== 'widespread' && cost > limit;
  return {
    rule: 'cost guard',
    held,
    because: `about ${cost} of work, ${Math.round(limit)} a year is the limit for this account`,
  };
}

export const ONE_MISTAKE = 'one-mistake-is-the-end';

function specialCare({ account, topic }: Facts, isCustom: boolean): TrailStep {
  const rule = 'expectation or entitlement';
  const entitled = topic && account?.entitlements.includes(topic.topic);
  const fragile = account?.expectations.includes(ONE_MISTAKE);
  if (isCustom || !(entitled || fragile))
    return { rule, held: false, because: 'the contract and the profile ask for nothing special' };
  return { rule, held: true, because: entitled ? 'the contract grants it' : 'one mistake is the end for this account' };
}
