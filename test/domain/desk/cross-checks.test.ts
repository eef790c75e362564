import { expect, test } from 'vitest';
import { canonicalJson } from '../../../lib/domain/desk/canonical-json.ts';
import { findAccountFaults, findCatalogueFaults, findPolicyFaults } from '../../../lib/domain/desk/cross-checks.ts';
import type { Offer } from '../../../lib/domain/desk/desk.ts';
import { acme, labels, ownFormat, policy } from '../../builders/facts.ts';

const retail = new Set(['retail']);
const problems = (...offers: Offer[]) =>
  findCatalogueFaults(offers, retail).map(({ at, problem }) => `${at.join('.')}: ${problem}`);

test('offers that agree have no fault, and an alternative may be named for a topic nobody sells yet', () =>
  expect(problems({ ...labels, alternativeFor: ['own-format', 'demand-abc'] }, ownFormat)).toEqual([]));

test('examples that a sign or a letter tells apart are two', () => {
  const examples = ['labels in C#', 'labels in C++', 'labels in C', '日本語', '🙂'];
  expect(problems({ ...labels, examples }, ownFormat)).toEqual([]);
});

test.each<[string, Offer[], string[]]>([
  [
    'one id for two offers',
    [labels, ownFormat, { ...labels, examples: ['other words'] }],
    ['2.id: the id "labels" is used twice'],
  ],
  [
    'one example in two offers, whatever its case, blanks and punctuation',
    [labels, { ...ownFormat, examples: [' “Do you  sell: LABELS?!”'] }],
    ['1.examples.0: the example is already one of "labels"'],
  ],
  [
    'one example twice in one offer',
    [{ ...labels, examples: ["we don't need labels", 'we dont need labels'] }, ownFormat],
    ['0.examples.1: the example is there twice'],
  ],
  ['an example without a word', [{ ...labels, examples: ['???'] }, ownFormat], ['0.examples.0: holds no word']],
  [
    'an alternative for what is not there',
    [{ ...labels, alternativeFor: ['own-fromat'] }],
    ['0.alternativeFor.0: there is no offer "own-fromat"'],
  ],
  [
    'an offer instead of itself',
    [{ ...labels, alternativeFor: ['labels'] }],
    ['0.alternativeFor.0: an offer is named as its own alternative'],
  ],
  [
    'a segment without accounts',
    [labels, { ...ownFormat, segment: 'retial' }],
    ['1.segment: no account is in segment "retial"'],
  ],
  [
    'nothing that everybody can have',
    [{ ...labels, segment: 'retail' }, ownFormat],
    [': no offer can serve as an alternative to everybody'],
  ],
])('%s', (_, offers, faults) => expect(problems(...offers)).toEqual(faults));

test('a never-list that names an unknown offer would never hold, so it is a fault', () =>
  expect(findPolicyFaults(policy, [labels])).toMatchObject([{ at: ['neverList', 'topics', 0] }]));

test('an account needs a manager of the desk and entitlements that exist', () => {
  const settings = { managers: [{ address: 'mia@desk.example', name: 'Mia' }] } as Parameters<
    typeof findAccountFaults
  >[1];
  const accounts = [
    { row: 2, account: acme({ entitlements: ['labels'] }) },
    { row: 3, account: acme({ manager: 'jo@desk.example', entitlements: ['gold'] }) },
  ];
  const faults = findAccountFaults(accounts, settings, [labels]);
  expect(faults.map(({ row, at }) => [row, ...at])).toEqual([
    [3, 'manager'],
    [3, 'entitlements', 0],
  ]);
});

test('canonical JSON does not know the order of fields, but that of entries', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});
