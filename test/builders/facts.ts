import type { Account } from '../../lib/domain/account/account.ts';
import type { Facts } from '../../lib/domain/decision/facts.ts';
import type { Offer, Policy } from '../../lib/domain/desk/desk.ts';

export const labels: Offer = {
  id: 'labels',
  name: 'Standard labels',
  description: 'Labels from stock',
  examples: ['do you sell labels'],
  answer: 'Yes.',
  alternativeFor: ['own-format'],
};
export const ownFormat: Offer = {
  id: 'own-format',
  name: 'Own label format',
  description: 'A format made for one firm',
  examples: ['labels in our own size'],
  customisable: { effortHours: 10 },
};

export const policy: Policy = {
  bands: { key: 50_000, core: 10_000, light: 0 },
  demand: { windowDays: 180, recurring: 3, widespread: 8 },
  table: {
    key: { 'one-off': 'customisable', recurring: 'customisable', widespread: 'customisable' },
    core: { 'one-off': 'decline-with-alternative', recurring: 'customisable', widespread: 'customisable' },
    light: { 'one-off': 'decline-with-alternative', recurring: 'decline-with-alternative', widespread: 'customisable' },
    costly: {
      'one-off': 'decline-with-alternative',
      recurring: 'decline-with-alternative',
      widespread: 'decline-with-alternative',
    },
  },
  confidence: { actAlone: 0.6 },
  neverList: { topics: ['source-escrow'], phrases: ['terminate our contract', 'sue'] },
  costGuard: { hourlyRate: 100, maxShareOfContribution: 0.1, defaultEffortHours: 10 },
  alternatives: { similarityFloor: 0.2 },
  approval: {
    answerWithinDays: 10,
    remindAfterDays: [1, 3],
    deputyAfterDays: 5,
    leadAfterDays: 7,
    undoMinutes: 5,
    level: 'link',
    codeAboveContribution: null,
  },
  commitments: { reviewAfterMonths: 12, upkeepShareOfEffort: 0.2 },
};

export const acme = (but: Partial<Account> = {}): Account => ({
  id: 'acme',
  name: 'Acme',
  domains: ['acme.example'],
  contacts: [],
  segment: 'retail',
  annualRevenue: 40_000,
  grossMarginPct: 50,
  costToServe: 0,
  manager: 'mia@desk.example',
  entitlements: [],
  expectations: [],
  ...but,
});

const oneOff = { accounts: 1, segmentAccounts: 1, windowDays: 180, band: 'one-off' } as const;

/** A verified core account asks for its own label format, alone: declined with the named alternative. */
export const quiet = (but: Partial<Facts> = {}): Facts => ({
  ask: { text: 'Could you print labels in our own size?', kind: 'request', confidence: 0.9 },
  identity: { result: 'verified', because: 'DMARC passed' },
  foreignLanguage: null,
  topic: {
    topic: 'own-format',
    name: 'Own label format',
    isOffer: true,
    isNew: false,
    confidence: 0.9,
    nearestOffers: [{ offer: 'labels', similarity: 0.5 }],
  },
  account: acme(),
  value: { contribution: 20_000, band: 'core' },
  demand: { ...oneOff },
  catalogue: [labels, ownFormat],
  policy,
  policyVersion: 'v1',
  ...but,
});
