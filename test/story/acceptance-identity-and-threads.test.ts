/** Lines 11 to 15 of the acceptance list: who is believed, and which case a mail belongs to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailOf } from '../builders/mail.ts';
import { type Desk, deliver, demandOf, headOf, recipientsOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskUnderTest();
});
afterAll(() => desk.close());

const helen = 'Helen Achebe <helen.achebe@northgate-biobank.example>';
const order = 'Please send us twenty rolls of the thermal transfer labels 100 x 50 mm.';
/** What strangers write in somebody else's name: what a machine would decide when it is believed, and what goes to people. */
const decided = {
  order,
  'wish of a key account': 'Could you build a custom integration with our new laboratory information system for us?',
  'new wish': "We'd like to buy linerless labels without backing paper. Which widths could we get?",
};
const forPeople = {
  problem: 'The printer on dock 2 has stopped working. The red light comes on and it says "head open".',
  complaint: 'This is the third time that your rolls came late. I am very disappointed and want to complain.',
  thanks: 'Thank you very much, everything arrived on Friday. Perfect as ever!',
};
const signedByAnother = (body: string) =>
  mailOf({ from: helen, body }).replace(
    /^Authentication-Results: .*$/m,
    'Authentication-Results: amazonses.com; spf=pass envelope-from=a@evil.example; dkim=pass header.i=@evil.example; dmarc=none header.from=northgate-biobank.example;',
  );
const failed = (body: string) => mailOf({ from: helen, body, verdict: 'fail' });

describe.each([...Object.entries(decided), ...Object.entries(forPeople)])('a %s', (_, body) => {
  test.each([
    ['11 From ceo@bigbank, SPF+DKIM PASS for evil.example, dmarc GRAY', signedByAnother],
    ['12 dmarcVerdict FAIL, policy reject', failed],
  ])('%s -> HELD_UNVERIFIED, value weight not used, no mail to anybody', async (_name, write) => {
    const before = await demandOf(desk);
    const { record, sent, row } = await deliver(desk, write(body));
    expect(record).toMatchObject({ account: null, answerBy: null });
    expect(await demandOf(desk)).toEqual(before);
    expect(row).toMatchObject({ outcome: 'held', reason: 'identity not verified' });
    expect(sent).toEqual([]);
  });
});
test('11 the same wish with a signature of bigbank itself is weighed', async () => {
  const { record } = await deliver(desk, { from: helen, body: decided['wish of a key account'] });
  expect(record).toMatchObject({ account: { id: 'northgate-biobank', band: 'key' }, route: 'ask-manager' });
});

test('13 `notbigbank.com`, `bigbank.com.evil.io`, `mail.bigbank.com` -> no, no, yes (subdomain policy)', async () => {
  const accountOf = async (domain: string) =>
    (await deliver(desk, { from: `Helen <helen@${domain}>`, body: order })).record?.account?.id ?? null;
  expect(await accountOf('notnorthgate.example')).toBeNull();
  expect(await accountOf('northgate.example.evil.example')).toBeNull();
  expect(await accountOf('mail.northgate.example')).toBe('northgate-biobank');
  expect(await accountOf('northgate.example')).toBe('northgate-biobank');
});

test('14 reply to case address with valid MAC from a participant -> appended; wrong MAC -> new case', async () => {
  const first = await deliver(desk, {});
  const address = /^Reply-To: <?([^\s>]+)/m.exec(headOf(first.sent[0]!))![1]!;
  expect(address).toContain(first.row!.caseId!);
  const caseOf = async (to: string, from?: string) => (await deliver(desk, { to, ...(from && { from }) })).row!.caseId;
  expect(await caseOf(address)).toBe(first.row!.caseId);
  expect((await desk.cases.story(first.row!.caseId!))?.records).toHaveLength(2);
  const mac = /\.([a-z2-7]+)@/.exec(address)![1]!;
  for (const at of [0, 7, mac.length - 1]) {
    const other = mac.slice(0, at) + (mac[at] === 'a' ? 'b' : 'a') + mac.slice(at + 1);
    expect(await caseOf(address.replace(mac, other))).not.toBe(first.row!.caseId);
  }
  expect(await caseOf(address, helen)).not.toBe(first.row!.caseId);
});

test.each([
  ['with an ask of their own', `${order}\r\n\r\n`, 'Could you build a custom integration for us?'],
  ['without a word of their own', '', order],
  ['with a word that only points at it', 'Please see below, thanks.\r\n\r\n', order],
])(
  '15 mail forwarded by an employee of the account (Fwd:, embedded From) -> account = forwarder’s verified domain: %s',
  async (_, own, below) => {
    const forwarded = [
      '---------- Forwarded message ---------',
      `From: ${helen}`,
      'Date: Mon, 2 Nov 2026 at 09:00',
      'Subject: More rolls',
      'To: <per.lindahl@vantorfreight.example>',
      '',
      below,
    ];
    const per = 'per.lindahl@vantorfreight.example';
    const { record, sent } = await deliver(desk, {
      from: `Per Lindahl <${per}>`,
      subject: 'Fwd: More rolls',
      body: own + forwarded.join('\r\n'),
    });
    expect(record).toMatchObject({ account: { id: 'vantorfreight' }, sender: per, route: 'answer' });
    expect(record?.asks.map(({ ask }) => ask.text)).toEqual([order]);
    expect(record?.forwardedFrom).toBe(helen); // only a note
    expect(recipientsOf(sent)).toEqual([per]);
  },
);
