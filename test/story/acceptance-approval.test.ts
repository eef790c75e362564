/** Lines 23 to 27 of the acceptance list: what a link may do, and what happens when nobody uses it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fieldsOf } from '../web/desk-in-memory.ts';
import { type Desk, headOf, recipientsOf, request, stateOf, waitingWish, wordsOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
const logged: string[] = [];
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T10:00:00Z') });
  for (const level of ['log', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void logged.push(words.map(String).join(' ')));
  desk = await openDeskUnderTest({ answerWithinDays: 10 });
});
afterAll(async () => {
  await desk.close();
  vi.restoreAllMocks();
  vi.useRealTimers();
});
beforeEach(() => void logged.splice(0));

const own = { 'sec-fetch-site': 'same-origin' };
const sweep = async () => {
  await desk.invoke('sweep', {});
  await desk.idle();
};
const purposeOf = (raw: string) => /^X-Evenhand-Purpose: (.*)$/m.exec(headOf(raw))?.[1];

test('23 50 GET/HEAD of all links by scanner UA -> state unchanged', async () => {
  const wish = await waitingWish(desk);
  const address = 'priya.nandakumar@haldenlabels.example';
  await request(desk, 'POST', '/desk/sign-in', { fields: { address }, headers: own });
  const mails = (await desk.sent()).map(wordsOf);
  const links = [...new Set(mails.flatMap((mail) => mail.match(/http:\/\/desk\.example\/[\w/]+#[\w-]+/g) ?? []))];
  expect(new Set(links.map((link) => link.split('/')[3]))).toEqual(new Set(['a', 's']));
  const before = await stateOf(desk, wish);
  for (const link of links)
    for (let i = 0; i < 50; i += 1) {
      const { pathname, hash } = new URL(link);
      const headers = { 'user-agent': 'LinkScanner/1.0', 'sec-purpose': 'prefetch' };
      const query = ['', 'decide', 'undo', 'give', `decide&secret=${hash.slice(1)}&answer=approved&reason=because`][
        i % 5
      ]!;
      const { statusCode } = await request(desk, i % 2 ? 'HEAD' : 'GET', pathname, { query, headers });
      expect(statusCode).toBe(200);
    }
  await desk.idle();
  expect(await stateOf(desk, wish)).toBe(before);
});

/** Fills the page in as its reader would. */
async function answer(wish: Awaited<ReturnType<typeof waitingWish>>, typed: Record<string, string>) {
  const opened = await request(desk, 'POST', wish.path, { fields: { secret: wish.secret }, headers: own });
  const fields = { ...fieldsOf(opened.body), ...typed };
  return () => request(desk, 'POST', wish.path, { query: 'decide', fields, headers: own });
}
const replies = async (id: string) =>
  (await desk.sent()).filter((raw) => purposeOf(raw) === 'reply' && raw.includes(`<reply-${id}@`));
const decisionsOf = async (caseId: string) =>
  (await desk.audit.of(caseId)).filter(({ event }) => event === 'decided').length;

describe('24 -> 1 decision, 1 customer mail', () => {
  test('POST twice', async () => {
    const wish = await waitingWish(desk);
    const post = await answer(wish, { answer: 'approved', reason: 'worth it' });
    expect((await post()).body).toContain('Decided, thank you');
    expect((await post()).body).toContain('Already settled');
    await desk.idle();
    await sweep();
    expect(await replies(wish.id)).toHaveLength(1);
    expect(await decisionsOf(wish.row!.caseId!)).toBe(1);
  });

  test('200 concurrent, half of them yes and half of them no', async () => {
    const wish = await waitingWish(desk);
    const yes = await answer(wish, { answer: 'approved', reason: 'worth it' });
    const no = await answer(wish, { answer: 'declined', reason: 'too dear' });
    const said = await Promise.all(Array.from({ length: 200 }, (_, i) => (i % 2 ? yes() : no())));
    expect(said.filter(({ body }) => body.includes('Decided, thank you'))).toHaveLength(1);
    expect(said.filter(({ body }) => body.includes('Already settled'))).toHaveLength(199);
    await desk.idle();
    await sweep();
    expect(await replies(wish.id)).toHaveLength(1);
    expect(await decisionsOf(wish.row!.caseId!)).toBe(1);
  });
});

test('25 expired, truncated, bit-flipped token; other case’s token -> same refusal page', async () => {
  const wish = await waitingWish(desk);
  const other = await waitingWish(desk);
  const open = (path: string, secret: string) => request(desk, 'POST', path, { fields: { secret }, headers: own });
  const { path, secret } = wish;
  const flipped = [0, 20, 42].map(
    (at) => secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1),
  );
  const refused = await open('/a/nobodyhasthis234', secret);
  const before = await stateOf(desk, wish);
  for (const wrong of [...flipped, secret.slice(0, -1), '', `${secret}A`, other.secret])
    expect(await open(path, wrong)).toEqual(refused);
  expect(await open(other.path, secret)).toEqual(refused);
  expect(await stateOf(desk, wish)).toBe(before);
  expect((await open(path, secret)).statusCode).toBe(200);

  vi.setSystemTime(new Date(Date.parse(wish.approval.answerBy) + 30 * 86_400_000));
  expect((await open(path, secret)).statusCode).toBe(200); // the last moment of the link
  vi.setSystemTime(Date.now() + 1);
  expect(await open(path, secret)).toEqual(refused);
  expect(refused.statusCode).toBe(403);
});

describe('26 cross-site POST without Origin/nonce -> 403, logged', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['from another site, as its browser says', { 'sec-fetch-site': 'cross-site' }, true],
    ['from another site, by its Origin', { origin: 'https://evil.example' }, true],
    ['without Origin', {}, true],
    ['from our own page without its nonce', own, false],
  ])('%s', async (_, headers, hasPass) => {
    const wish = await waitingWish(desk);
    const opened = await request(desk, 'POST', wish.path, { fields: { secret: wish.secret }, headers: own });
    const { pass = '', ...fields } = { ...fieldsOf(opened.body), answer: 'approved', reason: 'worth it' } as Record<
      string,
      string
    >;
    const { statusCode } = await request(desk, 'POST', wish.path, {
      query: 'decide',
      fields: { ...fields, ...(hasPass && { pass }) },
      headers,
    });
    expect(statusCode).toBe(403);
    expect(await desk.approvals.byMessage(wish.id)).toEqual(wish.approval);
    expect(logged.filter((line) => line.includes('request-refused') && line.includes(wish.id))).toHaveLength(1);
    expect((await desk.audit.of(wish.row!.caseId!)).at(-1)).toMatchObject({ event: 'request-refused' });
  });
});

test('27 no decision for 10 working days -> reminders 1+1, escalation, EXPIRED, neutral reply; never auto-approved', async () => {
  vi.setSystemTime('2027-02-01T10:00:00Z'); // a Monday, later than the other tests ever get
  const wish = await waitingWish(desk);
  const [manager, deputy, lead] = ['priya.nandakumar', 'jonas.wieland', 'saskia.roelofs'];
  const aboutIt = async () =>
    (await desk.sent()).filter((raw) => wordsOf(raw).includes(wish.approval.publicId) || raw.includes(wish.id));
  const seen: string[] = [];
  for (let day = 1; day <= 26; day += 1) {
    const before = new Set(await aboutIt());
    for (const hour of [9, 11, 15]) {
      vi.setSystemTime(Math.max(Date.now(), Date.UTC(2027, 1, day, hour)));
      await sweep();
    }
    const { state } = (await desk.approvals.byMessage(wish.id))!;
    const sent = (await aboutIt()).filter((raw) => !before.has(raw));
    const said = sent.map((raw) => `${purposeOf(raw)} to ${recipientsOf([raw])[0]!.split('@')[0]}`).sort();
    seen.push(...said.map((words) => `${day} Feb, ${state}: ${words}`));
  }
  expect(seen).toEqual([
    `2 Feb, PENDING: brief to ${manager}`,
    `3 Feb, PENDING: brief to ${manager}`,
    `4 Feb, PENDING: brief to ${deputy}`,
    `5 Feb, PENDING: brief to ${lead}`,
    '15 Feb, EXPIRED: expired to helen.achebe',
    `15 Feb, EXPIRED: handed to ${lead}`,
  ]);
  const letter = (await aboutIt())
    .filter((raw) => purposeOf(raw) === 'expired')
    .map(wordsOf)
    .join();
  expect(letter).toContain('We have not come to an answer yet');
  expect(letter).not.toMatch(/we will do this|we cannot|not possible|declin|approv/i);
  expect(
    (await request(desk, 'POST', wish.path, { fields: { secret: wish.secret }, headers: own })).body,
  ).not.toContain('Approve');
  expect(await desk.approvals.byMessage(wish.id)).toMatchObject({ state: 'EXPIRED', decision: null });
  expect(await desk.commitments.find(wish.id)).toBeNull();
  expect(await desk.ledger.find(wish.id)).toMatchObject({ outcome: 'handed-to-person' });
  expect(await replies(wish.id)).toEqual([]);
});
