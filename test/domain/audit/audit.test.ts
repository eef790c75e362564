import { expect, test } from 'vitest';
import { hexHash } from '../../../lib/adapters/hash.ts';
import { findBreak, type LoggedEntry, logged } from '../../../lib/domain/audit/audit.ts';

const chain = (...reasons: string[]): LoggedEntry[] => {
  const entries: LoggedEntry[] = [];
  for (const because of reasons)
    entries.push(
      logged(
        { at: '2026-11-20T09:00:00Z', by: 'mia@desk.example', event: 'decided', because, facts: { page: 'abc' } },
        entries.at(-1) ?? null,
        hexHash,
      ),
    );
  return entries;
};
const whole = chain('one', 'two', 'three');
const changed = (at: number, but: Partial<LoggedEntry>) =>
  whole.map((entry, i) => (i === at ? { ...entry, ...but } : entry));

test('a chain as it was written holds, an empty one too', () => {
  expect(findBreak(whole, hexHash)).toBeNull();
  expect(findBreak([], hexHash)).toBeNull();
});

test.each([
  ['a reason', { because: 'other' }],
  ['a moment', { at: '2026-11-20T09:00:01Z' }],
  ['a person', { by: 'sam@desk.example' }],
  ['a fact', { facts: { page: 'abd' } }],
  ['a hash', { hash: '0'.repeat(64) }],
])('%s changed afterwards is found where it is', (_, but) =>
  expect(findBreak(changed(1, but), hexHash)).toBe('entry 2 was changed after it was written'),
);

test('an entry taken out, put in or moved is found', () => {
  expect(findBreak([whole[0]!, whole[2]!], hexHash)).toBe('entry 2 is missing');
  expect(findBreak(whole.slice(1), hexHash)).toBe('entry 1 is missing');
  const foreign = chain('one', 'another')[1]!;
  expect(findBreak([whole[0]!, foreign, whole[2]!], hexHash)).toBe('entry 3 does not follow the one before it');
  expect(findBreak([...whole].reverse(), hexHash)).toBe('entry 1 is missing');
});

test('a changed entry whose own hash was made anew breaks the next one', () => {
  const forged = logged({ ...plain(whole[0]!), because: 'forged' }, null, hexHash);
  expect(findBreak([forged, ...whole.slice(1)], hexHash)).toBe('entry 2 does not follow the one before it');
});

const plain = ({ at, by, event, because, facts }: LoggedEntry) => ({ at, by, event, because, facts });
