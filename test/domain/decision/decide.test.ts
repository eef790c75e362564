import { expect, test } from 'vitest';
import { decide, ONE_MISTAKE } from '../../../lib/domain/decision/decide.ts';
import type { DemandBand } from '../../../lib/domain/decision/decision.ts';
import type { Facts } from '../../../lib/domain/decision/facts.ts';
import { acme, labels, ownFormat, policy, quiet } from '../../builders/facts.ts';

const demand = (band: DemandBand) => ({ accounts: 4, segmentAccounts: 3, windowDays: 180, band });
const value = (band: 'key' | 'core' | 'light' | 'costly', contribution = 20_000) => ({ contribution, band });
const ask = (text: string) => ({ text, kind: 'request' as const, confidence: 0.9 });
const topic = (but: Partial<NonNullable<Facts['topic']>>) => ({ ...quiet().topic!, ...but });

test.each<[string, Facts, string | null, string]>([
  ['a core account alone is declined', quiet(), 'decline-with-alternative', 'contribution and demand'],
  [
    'a standard offer is standard for anybody',
    quiet({ topic: topic({ topic: 'labels' }) }),
    'standard',
    'sold as it is',
  ],
  [
    'a standard offer is standard even for a sender without account',
    quiet({ topic: topic({ topic: 'labels' }), account: null, value: null, demand: null }),
    'standard',
    'sold as it is',
  ],
  [
    'a custom wish of a sender without account goes to a person',
    quiet({ account: null, value: null, demand: null }),
    null,
    'account unknown',
  ],
  [
    'confidence at the limit acts alone',
    quiet({ topic: topic({ confidence: 0.6 }) }),
    'decline-with-alternative',
    'contribution and demand',
  ],
  [
    'confidence just under the limit asks a person',
    quiet({ topic: topic({ confidence: 0.59 }) }),
    null,
    'topic not sure',
  ],
  ['an ask that resembles nothing goes to a person', quiet({ topic: null }), null, 'topic not sure'],
  [
    'an unverified sender is held',
    quiet({ identity: { result: 'unverified', because: 'DMARC failed' } }),
    null,
    'identity not verified',
  ],
  [
    'a problem of an unverified sender is held, too',
    quiet({
      identity: { result: 'unverified', because: 'DMARC failed' },
      ask: { ...ask('The printer is broken'), kind: 'problem' },
    }),
    null,
    'identity not verified',
  ],
  ['a phrase of the never-list goes to a person', quiet({ ask: ask('We will SUE you.') }), null, 'never-list'],
  [
    'a word that only contains the phrase does not',
    quiet({ ask: ask('The issue of sued leather labels') }),
    'decline-with-alternative',
    'contribution and demand',
  ],
  [
    'a topic of the never-list goes to a person',
    quiet({ topic: topic({ topic: 'source-escrow', isOffer: false }) }),
    null,
    'never-list',
  ],
  [
    'work at the share of contribution stays customisable',
    quiet({ demand: demand('recurring'), value: value('core', 10_000) }),
    'customisable',
    'contribution and demand',
  ],
  [
    'work one over the share is declined',
    quiet({ demand: demand('recurring'), value: value('core', 9_999) }),
    'decline-with-alternative',
    'cost guard',
  ],
  [
    'widespread demand lifts the cost guard',
    quiet({ demand: demand('widespread'), value: value('core', 9_999) }),
    'customisable',
    'contribution and demand',
  ],
  [
    'an entitlement turns a decline into a question',
    quiet({ account: acme({ entitlements: ['own-format'] }) }),
    'customisable',
    'expectation or entitlement',
  ],
  [
    'another entitlement does not',
    quiet({ account: acme({ entitlements: ['labels'] }) }),
    'decline-with-alternative',
    'contribution and demand',
  ],
  [
    'one mistake is the end: ask the manager',
    quiet({ account: acme({ expectations: [ONE_MISTAKE] }) }),
    'customisable',
    'expectation or entitlement',
  ],
  ['no alternative at all: a person', quiet({ catalogue: [ownFormat] }), null, 'no alternative'],
])('%s', (_, facts, disposition, decidedBy) => {
  expect(decide(facts)).toMatchObject({ disposition, decidedBy, policyVersion: 'v1' });
});

test.each(['problem', 'complaint', 'about-open-case', 'thanks'] as const)(
  'a %s never meets the value table',
  (kind) => {
    const decision = decide(quiet({ ask: { text: 'x', kind, confidence: 1 } }));
    expect(decision).toMatchObject({ disposition: null, decidedBy: 'not a request' });
    expect(decision.trail.map(({ rule }) => rule)).toEqual(['identity not verified', 'kind not sure', 'not a request']);
  },
);

const cells = Object.entries(policy.table).flatMap(([band, row]) =>
  Object.entries(row).map(([wanted, disposition]) => [band, wanted, disposition] as const),
);
test.each(cells)('%s x %s is %s', (band, wanted, disposition) => {
  const facts = quiet({ value: value(band as 'key', 20_000), demand: demand(wanted as DemandBand) });
  expect(decide(facts)).toMatchObject({ disposition, candidate: wanted === 'widespread' });
});

test('an offer of another segment is weighed, not sold as it is', () => {
  const catalogue = [{ ...ownFormat, customisable: undefined, segment: 'industry' }, labels];
  expect(decide(quiet({ catalogue }))).toMatchObject({ disposition: 'decline-with-alternative' });
  expect(decide(quiet({ catalogue, account: acme({ segment: 'industry' }) }))).toMatchObject({
    disposition: 'standard',
  });
});

test('similarity at the floor is offered instead, just under it is not', () => {
  const unnamed = [{ ...labels, alternativeFor: [] }, ownFormat];
  const near = (similarity: number) =>
    decide(quiet({ catalogue: unnamed, topic: topic({ nearestOffers: [{ offer: 'labels', similarity }] }) }));
  expect(near(0.2)).toMatchObject({ disposition: 'decline-with-alternative', alternative: { offer: 'labels' } });
  expect(near(0.19)).toMatchObject({ disposition: null, decidedBy: 'no alternative' });
});

test.each([
  [0.5, 'contribution and demand'],
  [0.49, 'kind not sure'],
])('an ask whose kind is %d sure is decided by: %s', (confidence, decidedBy) =>
  expect(decide(quiet({ ask: { text: 'labels in our own size', kind: 'request', confidence } }))).toMatchObject({
    decidedBy,
  }),
);

test('a language without examples goes to a person with the language named, however sure the topic seems', () =>
  expect(decide(quiet({ foreignLanguage: 'French' }))).toMatchObject({
    decidedBy: 'language not understood',
    disposition: null,
  }));

test('the trail keeps every rule tried, held or not, with its because', () => {
  expect(decide(quiet()).trail.map(({ rule, held }) => `${held ? 'yes' : 'no'}: ${rule}`)).toEqual([
    'no: identity not verified',
    'no: kind not sure',
    'no: not a request',
    'no: language not understood',
    'no: topic not sure',
    'no: never-list',
    'no: sold as it is',
    'no: account unknown',
    'yes: contribution and demand',
    'no: cost guard',
    'no: expectation or entitlement',
    'no: no alternative',
  ]);
});

test('a decline without alternative does not compile', () => {
  const reasons = { decidedBy: 'x', trail: [], policyVersion: 'v1' };
  // @ts-expect-error the alternative is missing
  const decline: import('../../../lib/domain/decision/decision.ts').Decision = {
    disposition: 'decline-with-alternative',
    candidate: false,
    ...reasons,
  };
  expect(decline).not.toHaveProperty('alternative');
});
