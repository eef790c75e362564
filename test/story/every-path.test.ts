import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Awaited<ReturnType<typeof openDeskUnderTest>>;
beforeAll(async () => {
  desk = await openDeskUnderTest();
});
afterAll(() => desk.close());

/** Another Message-ID and body, so that it is another mail. */
const fresh = (words: string) => (raw: string) =>
  raw.replace(/^message-id:.*$/im, `Message-ID: <${words}@story.example>`);
const READ = ['Read the message', 'Is there something to decide?'];
const DECIDED = [...READ, 'Decide', 'What was decided?'];

test.each([
  ['a standard request', '01-standard-order-from-stock.eml', [...DECIDED, 'Send the reply'], 'answered'],
  [
    'a custom wish of a light account',
    '05-custom-work-for-a-light-account.eml',
    [...DECIDED, 'Send the reply'],
    'answered',
  ],
  ['thanks', '07-thanks.eml', [...DECIDED, 'File without reply'], 'no-reply'],
  ['a problem', '08-problem.eml', [...DECIDED, 'Hand to a person'], 'handed-to-person'],
  ['a complaint', '19-complaint.eml', [...DECIDED, 'Hand to a person'], 'handed-to-person'],
  ['a sender that is not verified', '21-sender-not-verified.eml', [...DECIDED, 'Hand to a person'], 'held'],
  ['an out-of-office note', '09-out-of-office.eml', [...READ, 'File without reply'], 'no-reply'],
  ['a bounce', '18-bounce.eml', [...READ, 'File without reply'], 'no-reply'],
  ['a malformed mail', '38-malformed.eml', [...READ, 'Hand to a person'], 'parked'],
])('%s', async (words, name, states, outcome) => {
  const told = await desk.mail(name, fresh(words.replaceAll(' ', '-')));
  expect(told.states).toEqual(states);
  expect(told.row?.outcome).toBe(outcome);
});

const waiting = async (words: string) => {
  const told = await desk.mail('04-custom-work-for-a-key-account.eml', fresh(words));
  const approval = await desk.approvals.byMessage(told.id);
  return { ...told, approval: approval! };
};
const replies = async (id: string) =>
  (await desk.sent()).filter((raw) => raw.includes('auto-replied') && raw.includes(id.slice(0, 12)));

test('a custom wish of a key account waits for its manager, and approving sends one reply', async () => {
  const { states, row, approval, id } = await waiting('approved');
  expect(states).toEqual([...DECIDED, 'Start the approval', 'Ask the account manager']);
  expect(row?.outcome).toBe('awaiting-approval');
  await desk.approvals.decide(approval.publicId, 'approved', 'good customer', new Date());
  const after = await desk.statesOf(() => desk.invoke('sweep', {}));
  expect(after).toEqual(['Settle', 'How was it settled?', 'Send the reply']);
  expect((await desk.ledger.find(id))?.outcome).toBe('answered');
  expect(await replies(id)).toHaveLength(1);
});

test('declining offers the alternative', async () => {
  const { approval, id } = await waiting('declined');
  await desk.approvals.decide(approval.publicId, 'declined', 'no time this year', new Date());
  await desk.statesOf(() => desk.invoke('sweep', {}));
  const [reply] = await replies(id);
  expect(reply).toContain('Open printing interface');
  expect(reply).not.toContain('no time this year');
});

test('no answer in time goes to a person, and a late answer changes nothing', async () => {
  const { approval, id } = await waiting('expired');
  await desk.approvals.expire(id, new Date());
  const after = await desk.statesOf(() => desk.invoke('sweep', {}));
  expect(after).toEqual(['Settle', 'How was it settled?', 'Hand to a person']);
  expect((await desk.ledger.find(id))?.outcome).toBe('handed-to-person');
  await expect(desk.approvals.decide(approval.publicId, 'approved', 'too late', new Date())).rejects.toMatchObject({
    name: 'ApprovalMovedOn',
  });
  expect(await replies(id)).toEqual([]);
});

test('a mail whose object is gone goes to a person, not into silence', async () => {
  const body = JSON.stringify({ time: '2026-11-20T10:00:00.000Z', detail: { object: { key: 'raw/gone' } } });
  const states = await desk.statesOf(() => desk.invoke('receive', { Records: [{ messageId: '1', body }] }));
  expect(states.at(-1)).toBe('Hand to a person');
});

test('the same event five times is one reply', async () => {
  const { id, key } = await desk.mail('12-standard-html-only.eml');
  const body = JSON.stringify({ time: '2026-11-20T10:00:00.000Z', detail: { object: { key } } });
  await desk.statesOf(() =>
    Promise.all([1, 2, 3, 4].map((n) => desk.invoke('receive', { Records: [{ messageId: `${n}`, body }] }))),
  );
  expect(await replies(id)).toHaveLength(1);
});

test('what cannot be started goes back to the queue alone', async () => {
  const answer = await desk.invoke('receive', { Records: [{ messageId: 'bad', body: 'no event' }] });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
});

test('a reply to the signed case address continues the case; a wrong signature or another sender opens a new one', async () => {
  const first = await desk.mail('03-standard-in-german.eml', fresh('thread-1'));
  const caseId = first.row!.caseId!;
  const reply = (await desk.sent()).find((raw) => raw.includes(`+c.${caseId}.`))!;
  const address = /support\+c\.[a-z2-7.]+@[\w.]+/.exec(reply)![0];
  const to = (recipient: string, words: string) => (raw: string) =>
    fresh(words)(raw).replace(/^to:.*$/im, `To: ${recipient}`);
  const next = await desk.mail('03-standard-in-german.eml', to(address, 'thread-2'));
  expect(next.row?.caseId).toBe(caseId);
  const forged = address.replace(
    /\.(\w)(\w{15})@/,
    (_, first: string, rest: string) => `.${first === 'a' ? 'b' : 'a'}${rest}@`,
  );
  expect((await desk.mail('03-standard-in-german.eml', to(forged, 'thread-3'))).row?.caseId).not.toBe(caseId);
  expect((await desk.mail('12-standard-html-only.eml', to(address, 'thread-4'))).row?.caseId).not.toBe(caseId);
});

test('no mail leaves without the marks that keep machines from answering', async () => {
  await desk.mail('13-two-asks-in-one-mail.eml');
  for (const raw of await desk.sent()) {
    expect(raw).toMatch(/^Auto-Submitted: auto-(replied|generated)/m);
    expect(raw).toMatch(/^X-Auto-Response-Suppress: All/m);
    expect(raw.match(/^To: /gm)).toHaveLength(1);
  }
});
