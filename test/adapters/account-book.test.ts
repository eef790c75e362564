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
    const senders = (name: string) => ({
      contacts: [`jo@${name}-contact.example`],
      domains: Array.from({ length: 24 }, (_, i) => `${name}${i}.example`),
    });
    await accounts.upsert({ ...bank, ...senders('old') });
    await accounts.upsert({ ...bank, ...senders('new') });
    expect(await idOf(accounts, 'jo@new23.example')).toBe('bank');
    expect(await idOf(accounts, 'jo@old0.example')).toBeNull();
    expect(await accounts.lookalikeOf('jo@nevv23.example')).toBe('new23.example');
    expect(await accounts.lookalikeOf('jo@o1d0.example')).toBeNull();
  });

  test.each([
    ['one letter is Cyrillic', 'jo@xn--bgbank-pvf.com', 'bigbank.com'],
    ['one letter has a mark', 'jo@xn--bigbnk-sta.com', 'bigbank.com'],
    ['a digit stands for a letter', 'jo@b1gbank.com', 'bigbank.com'],
    ['a host below an imitation', 'jo@mail.b1gbank.com', 'bigbank.com'],
    ['a domain of the account below another', 'jo@north.b1gbank.com', 'north.bigbank.com'],
    ['the domain itself', 'jo@bigbank.com', null],
    ['a host below the domain', 'jo@mail.bigbank.com', null],
    ['another ending', 'jo@bigbank.co', null],
    ['a name that only ends alike', 'jo@notbigbank.com', null],
    ['the known name in front of another', 'jo@bigbank.com.evil.example', null],
    ['free mail', 'cfo@gmail.com', null],
    ['an imitation of free mail, which stands for no account', 'cfo@gmai1.com', null],
    ['nothing', '', null],
  ])('imitated is, when %s: %s', async (_, address, domain) => {
    expect(await (await withBanks()).lookalikeOf(address)).toBe(domain);
  });

  test('a free-mail domain that an account names is not imitated by anybody', async () => {
    const { accounts } = await open(testClock().now);
    await accounts.upsert({ ...bank, domains: ['gmail.com'] });
    expect(await accounts.lookalikeOf('cfo@gmai1.com')).toBeNull();
  });

  test('a domain that the account gave up is imitated no more', async () => {
    const accounts = await withBanks();
    await accounts.upsert({ ...bank, domains: ['bank.example'] });
    expect(await accounts.lookalikeOf('jo@b1gbank.com')).toBeNull();
    expect(await accounts.lookalikeOf('jo@b\u0430nk.example')).toBe('bank.example');
  });

  test('a domain that moved to another account is imitated still', async () => {
    const accounts = await withBanks();
    await accounts.upsert({ ...branch, domains: ['bigbank.com'] });
    await accounts.upsert({ ...bank, domains: ['bank.example'] });
    expect(await accounts.lookalikeOf('jo@b1gbank.com')).toBe('bigbank.com');
  });

  test('two domains of an account may look alike, and change places', async () => {
    const accounts = await withBanks();
    await accounts.upsert({ ...bank, domains: ['bigbank.com', 'b1gbank.com'] });
    expect(await idOf(accounts, 'jo@b1gbank.com')).toBe('bank');
    await accounts.upsert({ ...bank, domains: ['b1gbank.com'] });
    expect(await accounts.lookalikeOf('jo@bigbank.com')).toBe('b1gbank.com');
  });

  test('every account is listed once', async () => {
    const all = await Array.fromAsync((await withBanks()).all());
    expect(all.map(({ id }) => id).sort()).toEqual(['bank', 'branch']);
  });
});
