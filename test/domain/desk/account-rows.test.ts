import { describe, expect, test } from 'vitest';
import { MAX_ACCOUNT_ROWS, readAccountRows } from '../../../lib/domain/desk/account-rows.ts';
import { acme } from '../../builders/facts.ts';

const header =
  'id,name,domains,contacts,segment,annual_revenue,gross_margin_pct,cost_to_serve,manager,entitlements'.split(',');
const quiet = {
  id: 'acme',
  name: 'Acme',
  domains: 'acme.example',
  contacts: '',
  segment: 'retail',
  annual_revenue: '40000',
  gross_margin_pct: '50',
  cost_to_serve: '0',
  manager: 'mia@desk.example',
  entitlements: '',
};
const row = (but: Partial<typeof quiet> = {}): string[] => Object.values({ ...quiet, ...but });
const read = (...rows: string[][]) => readAccountRows([header, ...rows]);
const faults = (...rows: string[][]) =>
  read(...rows).faults.map(({ row, at, problem }) => `${row} ${at.join('.')}: ${problem}`);

test('a row becomes an account, lists are split and addresses are lower case', () => {
  const { accounts } = read(row({ domains: 'Acme.example; shop.acme.example;', contacts: 'Jo@Gmail.com' }));
  const expected = acme({ domains: ['acme.example', 'shop.acme.example'], contacts: ['jo@gmail.com'] });
  expect(accounts).toEqual([{ row: 2, account: expected }]);
});

test('expectations are a column that may be there, at any place', () => {
  const { accounts } = readAccountRows([
    ['expectations', ...header],
    ['one-mistake-is-the-end', ...row()],
  ]);
  expect(accounts[0]?.account.expectations).toEqual(['one-mistake-is-the-end']);
});

test('a name that a spreadsheet would calculate is kept as it is', () =>
  expect(read(row({ name: '=1+1 Ltd' })).accounts[0]?.account.name).toBe('=1+1 Ltd'));

describe('amounts are plain numbers', () => {
  test.each([
    ['12500.50', 12500.5],
    [' 0 ', 0],
  ])('%s is read', (cell, amount) =>
    expect(read(row({ annual_revenue: cell })).accounts[0]?.account.annualRevenue).toBe(amount),
  );

  test.each(['NaN', 'Infinity', '1e9', '1.234,50', '12 500', '€5', '0x10', ''])('%s is refused', (cell) =>
    expect(faults(row({ annual_revenue: cell }))).toContain('2 annual_revenue: is not a plain number'),
  );

  test('a loss-making margin is read, one over a hundred is not', () => {
    expect(read(row({ gross_margin_pct: '-12' })).accounts[0]?.account.grossMarginPct).toBe(-12);
    expect(faults(row({ gross_margin_pct: '100' }))).toEqual([]);
    expect(faults(row({ gross_margin_pct: '100.1' }))).toEqual(['2 gross_margin_pct: is not between -1000 and 100']);
  });
});

const TOO_MANY = '2 : has more than 49 domains and contacts, each domain counted twice';

describe('a domain has to stand for one account', () => {
  test('an international domain is written in punycode', () =>
    expect(faults(row({ domains: 'xn--bcher-kva.example' }))).toEqual([]));

  test.each([
    ['letters outside ASCII', 'bücher.example', 'is not plain ASCII'],
    ['full-width letters that normalise to another domain', 'ａｃｍｅ.example', 'is not plain ASCII'],
    ['the Kelvin sign, which becomes a k in lower case', '\u212Aacme.example', 'is not plain ASCII'],
    ['an unseen letter', 'acme.example\u200b', 'is not plain ASCII'],
    ['one label', 'localhost', 'is not a mail domain'],
    ['an address', 'jo@acme.example', 'is not a mail domain'],
    ['a numeric host', '192.0.2.1', 'is not a mail domain'],
    ['free mail', 'Gmail.com', 'anybody can have an address at'],
    ['an ending that firms share', 'co.uk', 'many firms share'],
  ])('%s', (_, domains, problem) => expect(faults(row({ domains }))).toEqual([expect.stringContaining(problem)]));

  test('a domain and 47 contacts fit into one write, 48 do not', () => {
    const contacts = (n: number) => Array.from({ length: n }, (_, i) => `p${i}@acme.example`).join(';');
    expect(faults(row({ contacts: contacts(47) }))).toEqual([]);
    expect(faults(row({ contacts: contacts(48) }))).toEqual([TOO_MANY]);
  });

  test('24 domains and a contact fit into one write, 25 domains do not', () => {
    const domains = (n: number) => Array.from({ length: n }, (_, i) => `acme${i}.example`).join(';');
    expect(faults(row({ domains: domains(24), contacts: 'p@acme.example' }))).toEqual([]);
    expect(faults(row({ domains: domains(25), contacts: '' }))).toEqual([TOO_MANY]);
  });
});

describe('rows beside each other', () => {
  test('a bad row is refused by its number and the others go in', () => {
    const { accounts, faults } = read(row({ id: 'a', domains: '' }), row({ name: '' }), row({ id: 'b' }));
    expect([accounts.map(({ row }) => row), faults.map(({ row }) => row)]).toEqual([[2, 4], [3]]);
  });

  test.each([
    ['an id', { domains: '' }, '3 id: id acme already belongs to row 2'],
    [
      'a domain',
      { id: 'b', domains: 'b.example;ACME.example' },
      '3 domains.1: domain acme.example already belongs to row 2',
    ],
    [
      'a contact',
      { id: 'b', domains: '', contacts: 'JO@x.example' },
      '3 contacts.0: contact jo@x.example already belongs to row 2',
    ],
  ])('%s in two accounts', (_, but, fault) =>
    expect(faults(row({ contacts: 'jo@x.example' }), row(but))).toEqual([fault]),
  );

  test('an empty line is passed over and still counts as a row', () =>
    expect(faults([''], row({ segment: '' }))).toEqual(['3 segment: is empty']));

  test('a cell too many', () => expect(faults([...row(), 'x'])).toEqual(['2 : has 11 cells where the header has 10']));
});

test('a header with the wrong separator is one fault, not one a row', () =>
  expect(readAccountRows([[header.join(';')], row(), row()]).faults).toHaveLength(1));

test('the most rows are read, one more is refused', () => {
  const empty = (n: number) => readAccountRows([header].concat(Array.from({ length: n }, () => ['']))).faults;
  expect(empty(MAX_ACCOUNT_ROWS)).toEqual([]);
  expect(empty(MAX_ACCOUNT_ROWS + 1)).toMatchObject([{ problem: '200001 rows, 200000 are the limit' }]);
});
