import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Approval, ApprovalAnswer } from '../../lib/domain/approval/approval.ts';
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
/** Mails to the customer about one message, by their purpose. */
const letters = async (id: string, purpose: string) =>
  (await desk.sent()).filter(
    (raw) =>
      raw.includes(`X-Evenhand-Purpose: ${purpose}`) && raw.includes(id.slice(0, 12)) && !raw.includes('To: priya'),
  );
const replies = (id: string) => letters(id, 'reply');
const decide = ({ messageId, manager }: Approval, answer: ApprovalAnswer, reason: string) => {
  const at = new Date().toISOString();
  const decision = { by: manager, at, answer, reason, view: { reasonable: null, abusiveTone: false }, sendAt: at };
  return desk.approvals.decide(messageId, decision, { at, by: manager, event: 'decided', because: reason, facts: {} });
};
const terms = { promise: 'A connection to their own system', price: 450, yearlyUpkeep: 300, reviewOn: '2027-11-20' };
const SETTLED = ['Wait while it can be undone', 'Settle', 'How was it settled?'];

test('a custom wish of a key account waits for its manager, and the customer hears at once that it is considered', async () => {
  const { states, row, id } = await waiting('considered');
  expect(states).toEqual([...DECIDED, 'Start the approval', 'Tell that it is considered', 'Ask the account manager']);
  expect(row?.outcome).toBe('awaiting-approval');
  expect(await letters(id, 'considering')).toHaveLength(1);
  expect(await replies(id)).toEqual([]);
});

test('approving sends one reply with what is promised, and keeps a commitment', async () => {
  const { approval, id, row } = await waiting('approved');
  await decide(approval, { kind: 'approved', terms, text: null }, 'good customer');
  const after = await desk.statesOf(() => desk.invoke('sweep', {}));
  expect(after).toEqual([...SETTLED, 'Send the reply']);
  expect((await desk.ledger.find(id))?.outcome).toBe('answered');
  const [reply, ...more] = await replies(id);
  expect(more).toEqual([]);
  expect(reply).toContain('A connection to their own system');
  expect(reply).toContain('450 EUR');
  expect(reply).not.toContain('good customer');
  expect(await desk.commitments.find(id)).toMatchObject({ ...terms, caseId: row?.caseId, state: 'active' });
});

test('declining offers the chosen alternative, and keeps the reason to ourselves', async () => {
  const { approval, id } = await waiting('declined');
  await decide(approval, { kind: 'declined', alternative: 'barcode-templates', text: null }, 'no time this year');
  await desk.statesOf(() => desk.invoke('sweep', {}));
  const [reply] = await replies(id);
  expect(reply).toMatch(/barcode/i);
  expect(reply).not.toContain('no time this year');
});

test('"it is standard" sends the answer of the offer and proposes the phrase as its example', async () => {
  const { approval, id } = await waiting('standard');
  await decide(
    approval,
    { kind: 'standard', offer: 'open-interface', phrase: 'write our own connection' },
    'we sell this',
  );
  await desk.statesOf(() => desk.invoke('sweep', {}));
  expect(await replies(id)).toHaveLength(1);
  expect((await desk.proposals.all()).find(({ messageId }) => messageId === id)).toMatchObject({
    offer: 'open-interface',
  });
});

test('who decides to call gets the task, and the customer no reply', async () => {
  const { approval, id } = await waiting('called');
  await decide(approval, { kind: 'call' }, 'quicker by phone');
  const after = await desk.statesOf(() => desk.invoke('sweep', {}));
  expect(after).toEqual([...SETTLED, 'Hand to a person']);
  expect((await desk.sent()).at(-1)).toContain('Subject: Please call');
  expect(await replies(id)).toEqual([]);
});

test('no answer in time: the customer hears it, the lead takes over, and a late answer changes nothing', async () => {
  const { approval, id } = await waiting('expired');
  await desk.approvals.seal(id, new Date(approval.answerBy));
  const after = await desk.statesOf(() => desk.invoke('sweep', {}));
  expect(after).toEqual([...SETTLED, 'Tell that it takes longer', 'Hand to a person']);
  expect((await desk.ledger.find(id))?.outcome).toBe('handed-to-person');
  expect(await letters(id, 'expired')).toHaveLength(1);
  expect((await desk.sent()).at(-1)).toContain('To: saskia.roelofs@haldenlabels.example');
  await expect(decide(approval, { kind: 'call' }, 'too late')).rejects.toMatchObject({ name: 'ApprovalMovedOn' });
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

test('a custom wish whose event comes five times at once asks its manager once', async () => {
  const raw = readFileSync('desk/mail/04-custom-work-for-a-key-account.eml', 'latin1');
  const briefs = async () => (await desk.sent()).filter((mail) => mail.includes('X-Evenhand-Purpose: brief')).length;
  const before = await briefs();
  const states = await desk.statesOf(async () => {
    const { key, started } = await desk.deliver(Buffer.from(fresh('at-once')(raw), 'latin1'), new Date());
    const body = JSON.stringify({ time: '2026-11-20T10:00:00.000Z', detail: { object: { key } } });
    const more = [1, 2, 3, 4].map((n) => desk.invoke('receive', { Records: [{ messageId: `${n}`, body }] }));
    await Promise.all([started, ...more]);
  });
  expect(states.filter((state) => state === 'Ask the account manager')).toHaveLength(1);
  expect(await briefs()).toBe(before + 1);
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
