/** Lines 1 to 10 of the acceptance list: automatic mail and loops. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { stampAsSes } from '../../lib/local/stamp.ts';
import type { MetricName } from '../../lib/ports-metrics.ts';
import { mailOf, partsOf } from '../builders/mail.ts';
import { type Desk, deliver, demandOf, headOf, wordsOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskUnderTest();
});
afterAll(() => desk.close());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What CloudWatch would count of this metric. */
function counting(name: MetricName): () => number[] {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'a step');
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const lines = () => log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, number>);
  return () => lines().flatMap((line) => line[name] ?? []);
}

const devi = 'Devi Raman <devi.raman@corvane.example>';
const fixture = (name: string) => readFileSync(`test/mail/${name}.eml`, 'latin1');
const silently = (reason: string) => ({ sent: [], record: null, row: { outcome: 'no-reply', reason } });

test('1 OOO from Exchange (auto-replied, X-Auto-Response-Suppress: All) -> NO_REPLY_AUTO, linked to the open case, 0 mails', async () => {
  const before = new Set(await desk.sent());
  const asked = await desk.mail('04-custom-work-for-a-key-account.eml');
  const considering = (await desk.sent()).find(
    (raw) => !before.has(raw) && raw.includes('X-Evenhand-Purpose: considering'),
  )!;
  const absent = await deliver(desk, {
    from: 'Helen Achebe <helen.achebe@northgate-biobank.example>',
    to: /^Reply-To: <?([^\s>]+)/m.exec(headOf(considering))![1]!,
    subject: 'Automatic reply: Connecting our LIMS',
    headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
    body: 'I am away until Monday. Could you build us a custom integration until then?',
  });
  expect(absent).toMatchObject(silently('auto-reply'));
  expect((await desk.ledger.find(asked.id))?.outcome).toBe('awaiting-approval');
  const story = await desk.cases.story(asked.row!.caseId!);
  expect(story?.messages.map(({ id }) => id)).toEqual([asked.id, absent.id]);
});

test('2 Gmail vacation responder (auto-replied, Precedence: bulk, subject in German) -> 0 mails', async () => {
  const absent = await deliver(desk, {
    from: devi,
    subject: '=?UTF-8?Q?Nicht_im_B=C3=BCro_Re:_Ihre_Anfrage?=',
    headers: ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Autoreply: yes'],
    body: 'Ich bin bis Montag nicht erreichbar. Bitte senden Sie uns bis dahin zwanzig Rollen.',
  });
  expect(absent).toMatchObject(silently('auto-reply'));
});

/** What a mail server sends back: its report, and the headers of our reply. */
const undelivered = (status: string, address: string, reply: string) =>
  mailOf({
    from: 'Mail Delivery System <MAILER-DAEMON@mx1.corvane.example>',
    to: 'support@haldenlabels.example',
    subject: 'Undelivered Mail Returned to Sender',
    ...partsOf('multipart/report; report-type=delivery-status', [
      { body: 'Your letter could not be delivered. Please send it again.' },
      {
        headers: ['Content-Type: message/delivery-status'],
        body: `Reporting-MTA: dns; mx1.corvane.example\r\n\r\nFinal-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: ${status}`,
      },
      { headers: ['Content-Type: text/rfc822-headers'], body: reply.slice(0, reply.indexOf('\r\n\r\n')) },
    ]),
  }).replace(/^/, 'Return-Path: <>\r\n');

/** An address of its own for each test: what is suppressed stays so. */
const colleague = (name: string) => `${name}@corvane.example`;
const troublesTold = async (address: string) => {
  const before = new Set(await desk.sent());
  await desk.invoke('sweep', {});
  return (await desk.sent()).filter(
    (raw) =>
      !before.has(raw) && headOf(raw).includes('X-Evenhand-Purpose: undelivered') && wordsOf(raw).includes(address),
  );
};

test('3 Return-Path <> DSN 5.1.1 for our reply -> BOUNCE_RECORDED, address suppressed, AM told', async () => {
  const address = colleague('gone');
  const asked = await deliver(desk, { from: address });
  const bounce = await deliver(desk, undelivered('5.1.1', address, asked.sent[0]!));
  expect(bounce).toMatchObject(silently('bounce'));
  expect(bounce.row?.caseId).toBe(asked.row?.caseId);
  const told = await troublesTold(address);
  expect(told.map((raw) => headOf(raw).match(/^To: (.*)$/m)?.[1])).toEqual(['priya.nandakumar@haldenlabels.example']);
  expect(wordsOf(told[0]!)).toContain('the mailbox does not exist');
  expect(await deliver(desk, { from: address })).toMatchObject({
    sent: [],
    row: { outcome: 'held', reason: 'address not written to: hard bounce 5.1.1' },
  });
});

test('3 a report that anybody could write, without our signed address, suppresses nobody', async () => {
  const address = colleague('envied');
  const { sent } = await deliver(desk, { from: address });
  const forged = sent[0]!.replace(
    /^Reply-To: .*$/m,
    'Reply-To: support+c.abcdefgh2345.abcdefgh2345@haldenlabels.example',
  );
  for (const returned of [forged, sent[0]!.replace(/^Reply-To: .*\r\n/m, '')])
    expect(await deliver(desk, undelivered('5.1.1', address, returned))).toMatchObject(silently('bounce'));
  // Nor does a true one about somebody who took no part in the case.
  await deliver(desk, undelivered('5.1.1', colleague('bystander'), sent[0]!));
  expect(await troublesTold(address)).toEqual([]);
  expect((await deliver(desk, { from: address })).row?.outcome).toBe('answered');
  expect((await deliver(desk, { from: colleague('bystander') })).row?.outcome).toBe('answered');
});

test('4 DSN 4.2.2 (mailbox full) -> not suppressed; three in 24 h -> flagged', async () => {
  const address = colleague('full');
  const { sent } = await deliver(desk, { from: address });
  for (const told of [0, 0, 1]) {
    await deliver(desk, undelivered('4.2.2', address, sent[0]!));
    expect(await troublesTold(address)).toHaveLength(told);
  }
  expect((await deliver(desk, { from: address })).row?.outcome).toBe('answered');
});

test('5 List-Id + List-Unsubscribe newsletter mentioning a feature -> no reply, demand not counted', async () => {
  const wish = {
    from: 'Terrence Boyd <terrence.boyd@crossdockunited.example>',
    body: "We'd like to buy linerless labels without backing paper for our H6 printers. Which widths could we get?",
  };
  const list = ['List-Id: <news.crossdockunited.example>', 'List-Unsubscribe: <https://crossdockunited.example/u>'];
  const before = await demandOf(desk);
  expect(await deliver(desk, { ...wish, headers: list })).toMatchObject(silently('list'));
  expect(await demandOf(desk)).toEqual(before);
  await deliver(desk, wish); // the same words of a person do count
  expect(await demandOf(desk)).toHaveLength(before.length + 1);
});

test('6 own mail comes back (our X-Loop / From = support address) -> NO_REPLY_AUTO', async () => {
  const ours = (await deliver(desk, {})).sent[0]!;
  expect(headOf(ours)).toContain('From: ');
  const back = (raw: string) =>
    stampAsSes(Buffer.from(raw), { verdict: 'pass', domain: 'haldenlabels.example', recipient: '' }).toString('latin1');
  expect(await deliver(desk, back(ours))).toMatchObject(silently('own'));
  const onlyLoop = ours.replace(/^From: .*$/m, 'From: relay@relay.example');
  expect(await deliver(desk, back(onlyLoop))).toMatchObject(silently('own'));
  for (const from of [
    'support@haldenlabels.example',
    'Support <HELLO@haldenlabels.example>',
    'support+c.x.y@haldenlabels.example',
  ])
    expect(await deliver(desk, { from })).toMatchObject(silently('own'));
});
test('6 own mail comes back, known by our SES id alone -> NO_REPLY_AUTO, and counted for the alarm', async () => {
  const counted = counting('OwnMailBack');
  await deliver(desk, { from: devi });
  const [id] = await desk.sentIds();
  const back = (messageId: string) =>
    deliver(
      desk,
      mailOf({ from: 'relay@relay.example', body: 'Please send twenty rolls.' }).replace(
        /^Message-ID: .*$/m,
        `Message-ID: ${messageId}`,
      ),
    );
  expect(await back(`<${id}@eu-west-1.amazonses.com>`)).toMatchObject(silently('own'));
  expect(await back(`<${id}@email.amazonses.com>`)).toMatchObject(silently('own'));
  expect(counted()).toEqual([1, 1]);
  expect((await back('<0100018c-1@eu-west-1.amazonses.com>')).row?.kind).toBe('person'); // another customer of SES
});

test('7 two instances of the product write to each other -> <= 2 mails in total', async () => {
  await deliver(desk, { from: devi });
  await desk.mail('04-custom-work-for-a-key-account.eml', (raw) =>
    raw.replace(/^Message-ID:.*$/m, 'Message-ID: <again@x.example>'),
  );
  await desk.mail('08-problem.eml');
  // What the other instance, which runs the same code, writes to us: our own mails of every kind, with the addresses exchanged.
  const ours = await desk.sent();
  const purposes = new Set(ours.map((raw) => /^X-Evenhand-Purpose: (.*)$/m.exec(headOf(raw))![1]));
  expect([...purposes]).toEqual(expect.arrayContaining(['brief', 'considering', 'handed', 'reply']));
  for (const mail of ours) {
    const theirs = mail
      .replaceAll('haldenlabels.example', 'otherdesk.example')
      .replace(/^To: .*$/m, 'To: support@haldenlabels.example');
    const other = { verdict: 'pass', domain: 'otherdesk.example', recipient: 'support@haldenlabels.example' } as const;
    const answer = await deliver(desk, stampAsSes(Buffer.from(theirs), other).toString('latin1'));
    expect(1 + answer.sent.length).toBeLessThanOrEqual(2);
    expect(answer).toMatchObject({ record: null, row: { outcome: 'no-reply' } });
    // Also where a relay on the way takes all X- headers off.
    const plain = theirs
      .replace(/^X-.*\r\n/gm, '')
      .replace(/^Message-ID: .*$/m, 'Message-ID: <relayed@otherdesk.example>');
    const relayed = await deliver(desk, stampAsSes(Buffer.from(plain), other).toString('latin1'));
    expect(1 + relayed.sent.length).toBeLessThanOrEqual(2);
  }
});

test('8 ARF complaint -> suppressed, no case, alarm metric +1', async () => {
  const address = colleague('annoyed');
  const reply = (await deliver(desk, { from: address })).sent[0]!;
  const counted = counting('Complaint');
  const arf = fixture('feedback-report').replace(
    /^Reply-To: .*\r?\n|^From: support@haldenlabels\.example$/m,
    `From: support@haldenlabels.example\r\n${/^Reply-To: .*$/m.exec(headOf(reply))![0]}`,
  );
  expect(await deliver(desk, arf)).toMatchObject(silently('feedback-report'));
  expect(counted()).toEqual([1]);
  expect((await deliver(desk, { from: address })).row).toMatchObject({
    outcome: 'held',
    reason: 'address not written to: complaint',
  });
});

test.each(['read-receipt', 'calendar-reply'])(
  '10 read receipt (disposition-notification) and calendar METHOD:REPLY -> no reply: %s',
  async (name) =>
    expect(await deliver(desk, fixture(name))).toMatchObject(silently(name === 'read-receipt' ? name : 'calendar')),
);
