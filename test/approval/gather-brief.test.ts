import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { gatherBrief } from '../../lib/approval/gather-brief.ts';
import type { Account } from '../../lib/domain/account/account.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import { draftLetters } from '../../lib/domain/reply/draft-letters.ts';
import { letter, promised } from '../adapters/samples.ts';
import { ask, decided, deps, desk, record } from '../domain/reply/builders.ts';

const now = new Date('2026-11-20T09:00:00.000Z');
const account = (id: string, but: Partial<Account> = {}): Account => ({
  id,
  name: `Firm ${id}`,
  domains: [],
  contacts: [],
  segment: 'retail',
  annualRevenue: 100_000,
  grossMarginPct: 20,
  costToServe: 1_500,
  manager: 'mia@desk.example',
  entitlements: [],
  expectations: [],
  ...but,
});

/** The brief of one record, with the accounts that asked for the same. */
async function gather(
  but: Partial<CaseRecord> = {},
  { others = 0, acme = {} as Partial<Account>, replies = [] as never[] } = {},
) {
  const stores = memoryStores(() => now);
  await stores.accounts.upsert(account('acme', { name: 'Acme', ...acme }));
  for (let i = 0; i <= others; i += 1) {
    const id = i === 0 ? 'acme' : `a${i}`;
    if (i > 0) await stores.accounts.upsert(account(id));
    await stores.demand.record({ topic: 'own-format', account: id, segment: 'retail', askedAt: now });
  }
  await stores.commitments.add(promised('m9', { promise: 'Own paper' }));
  await stores.commitments.add(promised('m8', { promise: 'An ended one' }));
  await stores.commitments.end(
    'm8',
    { at: '', by: '', reason: '' },
    { at: '', by: '', event: 'commitment-ended', because: '', facts: {} },
  );
  const one = record(but);
  const brief = await gatherBrief({ ...stores, letters: draftLetters(deps), desk })(
    one,
    { records: [one], replies },
    'p1',
  );
  return brief;
}
const demanded = (accounts: number) => ({
  asks: [
    {
      ...ask('Our own size?', decided.customisable),
      demand: { accounts, segmentAccounts: accounts, windowDays: 180, band: 'recurring' as const },
    },
  ],
});

describe('what an account manager decides from', () => {
  test('the account with its figures, its profile and what is still promised', async () => {
    const brief = await gather({}, { acme: { expectations: ['one-mistake-is-the-end', 'answers-within-a-day'] } });
    expect(brief).toMatchObject({
      account: 'Acme',
      band: 'core',
      contribution: '20,000 EUR',
      costToServe: '1,500 EUR',
    });
    expect(brief.expectations).toEqual([expect.stringContaining('one mistake is the end'), 'answers within a day']);
    expect(brief.promises).toEqual(['Own paper (200 EUR a year, review 2027-03-02)']);
  });

  test('who else asks, by name, the account itself left out', async () => {
    const [asked] = (await gather(demanded(3), { others: 2 })).asks;
    expect(asked?.demand).toMatch(
      /^3 accounts in 180 days with this one, 3 of them in its segment: Firm a\d, Firm a\d$/,
    );
  });

  test('five are named, the sixth is one more', async () => {
    expect((await gather(demanded(6), { others: 5 })).asks[0]?.demand).not.toContain('more');
    expect((await gather(demanded(7), { others: 6 })).asks[0]?.demand).toContain('and 1 more');
  });

  test('effort beside what the account contributes; below zero that is said instead', async () => {
    const effort = async (contribution: number) =>
      (await gather({ account: { ...record().account!, contribution } })).asks[0]?.effort;
    expect(await effort(20_000)).toBe('about 10 hours, 1,000 EUR, 5 % of what the account contributes in a year');
    expect(await effort(0)).toBe('about 10 hours, 1,000 EUR; the account contributes nothing');
  });

  test('the terms that are proposed: what was asked, at no charge, a share of the effort, a year from now', async () =>
    expect((await gather()).terms).toEqual({
      promise: 'Own label format',
      price: 0,
      yearlyUpkeep: 200,
      reviewOn: '2027-11-20',
    }));

  test('both letters as they would leave, and the alternatives with the proposed one first', async () => {
    const { drafts, alternatives, offers } = await gather();
    expect(drafts.approved).toContain('Yes, we will do this for you');
    expect(drafts.declined).toContain('Standard labels');
    expect(alternatives[0]).toEqual({ offer: 'labels', name: 'Standard labels' });
    expect(offers[0]?.id).toBe('own-format');
  });

  test('without a fitting alternative no letter of decline is drafted, and one can still be chosen', async () => {
    const { drafts, alternatives } = await gather({ asks: [ask('Our own size?', decided.withoutAlternative)] });
    expect(drafts.declined).toBeNull();
    expect(alternatives).toEqual([{ offer: 'labels', name: 'Standard labels' }]);
  });

  test('the conversation in its order, what we sent in between', async () => {
    const reply = {
      messageId: 'm1',
      purpose: 'reply',
      caseId: 'c',
      mail: letter(),
      changedAt: '2026-11-21T09:00:00.000Z',
    };
    const { thread } = await gather(
      {},
      {
        replies: [
          { ...reply, state: 'SENT' },
          { ...reply, state: 'PENDING' },
        ] as never[],
      },
    );
    expect(thread.map(({ isOurs }) => isOurs)).toEqual([false, true]);
  });
});

test('a record without an account has nobody who could decide', async () =>
  await expect(gather({ account: null })).rejects.toThrow('no account'));
