import { expect, test } from 'vitest';
import { acme } from '../builders/facts.ts';
import { inBothWorlds, testClock, type World } from './worlds.ts';

const bank = acme({ id: 'bank', name: 'Big Bank', domains: ['bigbank.com'], contacts: ['cfo@gmail.com'] });
const branch = acme({ id: 'branch', name: 'Branch', domains: ['north.bigbank.com'], contacts: ['vip@bigbank.com'] });

inBothWorlds((open) => {
  const withBanks = async () => {
    const { accounts } = await open(testClock().now);
    await accounts.upsert(bank);
    await accounts.upsert(branch);
    return accounts;
  };
  const idOf = async (accounts: World['accounts'], address: string) => (await accounts.bySender(address))?.id ?? null;

  test.each([
    ['an address of the domain', 'jo@bigbank.com', 'bank'],
    ['an address below the domain', 'jo@mail.bigbank.com', 'bank'],
    ['a known contact, before the domain', 'vip@bigbank.com', 'branch'],
    ['the longest domain', 'jo@mail.north.bigbank.com', 'branch'],
    ['a contact with a private address', 'cfo@gmail.com', 'bank'],
    ['nobody else there', 'cto@gmail.com', null],
    ['a name that only ends alike', 'jo@notbigbank.com', null],
    ['a name that only begins alike', 'jo@bigbank.com.evil.example', null],
    ['full-width letters', 'jo@ｂigbank.com', null],
    ['no domain', 'bigbank.com', null],
    ['nothing', '', null],
  ])('%s', async (_, address, id) => {
    expect(await idOf(await withBanks(), address)).toBe(id);
  });

  test('an account is found whole', async () => {
    expect(await (await withBanks()).bySender('jo@bigbank.com')).toEqual(bank);
  });

  test('a changed account is known by its new senders and no longer by the old ones', async () => {
    const accounts = await withBanks();
    await accounts.upsert({ ...bank, name: 'Bank of Size', domains: ['bank.example'], contacts: [] });
    expect(await accounts.bySender('jo@bank.example')).toMatchObject({ name: 'Bank of Size' });
    expect(await idOf(accounts, 'jo@bigbank.com')).toBeNull();
    expect(await idOf(accounts, 'cfo@gmail.com')).toBeNull();
  });

  test('a sender that moved to another account stays there when its old account is written again', async () => {
    const accounts = await withBanks();
    await accounts.upsert({ ...branch, domains: ['bigbank.com'] });
    await accounts.upsert({ ...bank, domains: ['bank.example'] });
    expect(await idOf(accounts, 'jo@bigbank.com')).toBe('branch');
  });

  test('an account with as many senders as may be can change them all', async () => {
    const { accounts } = await open(testClock().now);
    const senders = (name: string) => Array.from({ length: 49 }, (_, i) => `${name}${i}.example`);
    await accounts.upsert({ ...bank, contacts: [], domains: senders('old') });
    await accounts.upsert({ ...bank, contacts: [], domains: senders('new') });
    expect(await idOf(accounts, 'jo@new48.example')).toBe('bank');
    expect(await idOf(accounts, 'jo@old0.example')).toBeNull();
  });

  test('every account is listed once', async () => {
    const all = await Array.fromAsync((await withBanks()).all());
    expect(all.map(({ id }) => id).sort()).toEqual(['bank', 'branch']);
  });
});
