import { describe, expect, test } from 'vitest';
import { isTelling, needlesOf } from '../../../lib/domain/person/needles.ts';

const { count, blank } = needlesOf(['anna.lind@acme.example'], ['Anna Lindqvist']);

describe('an address is found', () => {
  test.each([
    'anna.lind@acme.example',
    'Write to Anna.Lind@ACME.example.',
    '<mailto:anna.lind@acme.example>',
    'mailto:anna.lind%40acme.example',
    'anna.lind=40acme.example',
    'anna.lind (at) acme.example',
    'anna.lind[at]acme.example',
    'anna.lind at acme.example',
    'bounces+anna.lind=acme.example@lists.example',
  ])('in %s', (text) => expect(count(text)).toBe(1));

  test.each([
    'joanna.lind@acme.example',
    'b.anna.lind@acme.example',
    'other+anna.lind@acme.example',
    'anna.lind@acme.example.org',
    'anna.lind@acme.examples',
    'annaXlind@acme.example',
    'anna.lind@acmeXexample',
    'anna.lind@bolt.example',
  ])('not in %s, which is another one', (text) => expect(count(text)).toBe(0));
});

describe('a name is found', () => {
  test.each(['Anna Lindqvist', 'Yours,\nANNA  LINDQVIST', 'Lindqvist, Anna', 'Anna\u00a0Lindqvist'])('in %j', (text) =>
    expect(count(text)).toBe(1),
  );
  test.each(['Anna', 'Joanna Lindqvist', 'Anna Lindqvistson', 'Anna and Lindqvist'])('not in %j', (text) =>
    expect(count(text)).toBe(0),
  );
  test('with its accents in either spelling', () => {
    const { count } = needlesOf([], ['Zoë Müller']);
    expect(['Zoë Müller', 'Zoë Müller'.normalize('NFD')].map(count)).toEqual([1, 1]);
  });
});

test('each of them is blanked, and the rest stays', () =>
  expect(blank('Anna Lindqvist <anna.lind@acme.example> of Acme')).toBe('[erased] <[erased]> of Acme'));

test('signs of patterns in a name or address mean themselves', () => {
  const { count } = needlesOf(['a+b.c$(x)@acme.example'], ['A. (Bob) [C] .*']);
  expect(count('a+b.c$(x)@acme.example and A. (Bob) [C] .*')).toBe(2);
  expect(count('aab.c$(x)@acme.example and Any Thing At all')).toBe(0);
});

test('a name that is an address of somebody is not that name', () =>
  expect(['mia@desk.example', 'jo@mia.example', 'Mia: hello'].map(needlesOf([], ['Mia']).count)).toEqual([0, 0, 1]));

test('a hyphen is a letter like others', () =>
  expect(
    needlesOf(['jo-ann@quay-side.example'], ['Jo-Ann Smith-Kay']).count('Jo-Ann Smith-Kay jo-ann@quay-side.example'),
  ).toBe(2));

test('who has no name is not found everywhere', () => {
  expect(needlesOf([], ['', ' , ']).count('some text')).toBe(0);
});

test.each([
  ['Anna Lindqvist', true],
  ['Bo Li', false],
  ['Bo Lin', true],
  ['Anna', false],
  ['Support', false],
  ['', false],
])('%j tells who is meant: %s', (name, tells) => expect(isTelling(name)).toBe(tells));

test('a long text of near hits takes no time that grows with its square', () => {
  const text = 'anna.lind anna.lind@acme Anna Anna  Anna, '.repeat(50_000);
  expect(count(text)).toBe(0);
});
