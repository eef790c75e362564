/** What no single file can know: whether the files of a desk agree. */
import type { AccountRows } from './account-rows.ts';
import type { DeskSettings, Offer, Policy } from './desk.ts';
import { findSharedExamples } from './examples.ts';
import { type Fault, quote } from './fault.ts';

const isDemandTopic = (topic: string): boolean => topic.startsWith('demand-');

/** Ids are told apart wherever a catalogue comes from. */
export const findDuplicateIds = (offers: { id: string }[]): Fault[] =>
  offers.flatMap(({ id }, i) => {
    const first = offers.findIndex((offer) => offer.id === id);
    const cure = `Entry ${first + 1} of the list has it already; give entry ${i + 1} an id of its own.`;
    return first === i ? [] : [{ at: [i, 'id'], problem: `the id ${quote(id)} is used twice`, cure }];
  });

export function findCatalogueFaults(catalogue: Offer[], segments: Set<string>): Fault[] {
  const faults = [...findDuplicateIds(catalogue), ...findSharedExamples(catalogue)];
  const ids = new Set(catalogue.map(({ id }) => id));
  for (const [i, { id, alternativeFor = [], segment }] of catalogue.entries()) {
    for (const [k, topic] of alternativeFor.entries()) {
      const at = [i, 'alternativeFor', k];
      if (topic === id) faults.push({ at, problem: 'an offer is named as its own alternative', cure: 'Remove it.' });
      else if (!ids.has(topic) && !isDemandTopic(topic)) faults.push(unknownTopic(at, topic));
    }
    if (segment !== undefined && segments.size > 0 && !segments.has(segment)) {
      const cure = `Use one of ${[...segments].sort().join(', ')}, or add accounts of it.`;
      faults.push({ at: [i, 'segment'], problem: `no account is in segment ${quote(segment)}`, cure });
    }
  }
  if (!catalogue.some((offer) => !offer.customisable && !offer.segment))
    faults.push({
      at: [],
      problem: 'no offer can serve as an alternative to everybody',
      cure: 'Add one without customisable and without segment: a gentle no always offers something.',
    });
  return faults;
}

export function findPolicyFaults(policy: Policy, catalogue: Offer[]): Fault[] {
  const ids = new Set(catalogue.map(({ id }) => id));
  return policy.neverList.topics.flatMap((topic, i) =>
    ids.has(topic) || isDemandTopic(topic) ? [] : [unknownTopic(['neverList', 'topics', i], topic)],
  );
}

export function findAccountFaults(
  accounts: AccountRows['accounts'],
  settings: DeskSettings | null,
  catalogue: Offer[] | null,
): AccountRows['faults'] {
  const managers = settings && new Set(settings.managers.map(({ address }) => address));
  const ids = catalogue && new Set(catalogue.map(({ id }) => id));
  return accounts.flatMap(({ row, account }) => [
    ...(managers && !managers.has(account.manager)
      ? [
          {
            row,
            at: ['manager'],
            problem: `${quote(account.manager)} is no manager of this desk`,
            cure: 'Name one from desk.yaml, or add this one there.',
          },
        ]
      : []),
    ...account.entitlements.flatMap((topic, i) =>
      !ids || ids.has(topic) || isDemandTopic(topic) ? [] : [{ row, ...unknownTopic(['entitlements', i], topic) }],
    ),
  ]);
}

const unknownTopic = (at: (string | number)[], topic: string): Fault => ({
  at,
  problem: `there is no offer ${quote(topic)}`,
  cure: 'Name the id of an offer in the catalogue, or a topic that begins with "demand-".',
});
