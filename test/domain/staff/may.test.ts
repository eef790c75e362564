import { describe, expect, test } from 'vitest';
import { acts, areas, mayDo, mayOpen, maySee, seesAll } from '../../../lib/domain/staff/may.ts';

const mia = { address: 'mia@desk.example', role: 'manager' as const };
const lea = { address: 'lea@desk.example', role: 'lead' as const };
const omar = { address: 'ops@desk.example', role: 'ops' as const };
const sams = ['sam@desk.example'];

/** What each sees of others' things, and of their own. */
const seen = (person: typeof mia | typeof lea | typeof omar) =>
  areas.map((area) =>
    maySee(person, area, sams) ? 'all' : maySee(person, area, [...sams, person.address]) ? 'own' : 'none',
  );
const done = (person: typeof mia | typeof lea | typeof omar) =>
  acts.map((act) => (mayDo(person, act, sams) ? 'all' : mayDo(person, act, [person.address]) ? 'own' : 'none'));

test.each([
  ['a manager', mia, ['own', 'own', 'own', 'none', 'none', 'none']],
  ['a lead', lea, ['all', 'all', 'all', 'all', 'none', 'all']],
  ['operations', omar, ['all', 'all', 'all', 'all', 'all', 'all']],
])('%s sees requests, cases, commitments, held mail, outbox and examples: %j', (_, person, expected) => {
  expect(seen(person)).toEqual(expected);
  expect(areas.map((area) => mayOpen(person, area))).toEqual(expected.map((reach) => reach !== 'none'));
  expect(areas.map((area) => seesAll(person, area))).toEqual(expected.map((reach) => reach === 'all'));
});

test.each([
  ['a manager', mia, ['own', 'own', 'none', 'none']],
  ['a lead', lea, ['all', 'all', 'all', 'none']],
  ['operations', omar, ['own', 'own', 'all', 'all']],
])('%s takes requests, ends commitments, settles held mail and the outbox: %j', (_, person, expected) =>
  expect(done(person)).toEqual(expected),
);

describe('what is nobody’s', () => {
  test('is not a manager’s', () => expect(maySee(mia, 'cases', [])).toBe(false));
  test('is seen by a lead', () => expect(maySee(lea, 'cases', [])).toBe(true));
});
