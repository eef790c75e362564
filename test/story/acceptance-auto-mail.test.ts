/** Lines 1 to 10 of the acceptance list: automatic mail and loops. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stampAsSes } from '../../lib/local/stamp.ts';
import { mailOf, partsOf } from '../builders/mail.ts';
import { type Desk, deliver, demandOf, headOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskUnderTest();
});
afterAll(() => desk.close());

const devi = 'Devi Raman <devi.raman@corvane.example>';
const fixture = (name: string) => readFileSync(`test/mail/${name}.eml`, 'latin1');
const silently = (reason: string) => ({ sent: [], record: null, row: { outcome: 'no-reply', reason } });

test('1 OOO from Exchange (auto-replied, X-Auto-Response-Suppress: All) to an open case -> NO_REPLY_AUTO, 0 mails', async () => {
  const asked = await desk.mail('04-custom-work-for-a-key-account.eml');
  const considering = (await desk.sent()).find((raw) => raw.includes('X-Evenhand-Purpose: considering'))!;
  const absent = await deliver(desk, {
    from: 'Helen Achebe <helen.achebe@northgate-biobank.example>',
    to: /^Reply-To: <?([^\s>]+)/m.exec(headOf(considering))![1]!,
    subject: 'Automatic reply: Connecting our LIMS',
    headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
    body: 'I am away until Monday. Could you build us a custom integration until then?',
  });
  expect(absent).toMatchObject(silently('auto-reply'));
  expect((await desk.ledger.find(asked.id))?.outcome).toBe('awaiting-approval');
});
test.todo(
  '1 OOO from Exchange -> linked to the open case: the ledger row of a machine’s mail keeps no case, also where the mail names one by its signed address',
);

test('2 Gmail vacation responder (auto-replied, Precedence: bulk, subject in German) -> 0 mails', async () => {
  const absent = await deliver(desk, {
    from: devi,
    subject: '=?UTF-8?Q?Nicht_im_B=C3=BCro_Re:_Ihre_Anfrage?=',
    headers: ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Autoreply: yes'],
    body: 'Ich bin bis Montag nicht erreichbar. Bitte senden Sie uns bis dahin zwanzig Rollen.',
  });
  expect(absent).toMatchObject(silently('auto-reply'));
});

const undelivered = (status: string, caseAddress = 'support@haldenlabels.example') =>
  mailOf({
    from: 'Mail Delivery System <MAILER-DAEMON@mx1.corvane.example>',
    to: caseAddress,
    subject: 'Undelivered Mail Returned to Sender',
    ...partsOf('multipart/report; report-type=delivery-status', [
      { body: 'Your letter could not be delivered. Please send it again.' },
      {
        headers: ['Content-Type: message/delivery-status'],
        body: `Reporting-MTA: dns; mx1.corvane.example\r\n\r\nFinal-Recipient: rfc822; devi.raman@corvane.example\r\nAction: failed\r\nStatus: ${status}`,
      },
    ]),
  }).replace(/^/, 'Return-Path: <>\r\n');

test('3 Return-Path <> DSN 5.1.1 for our reply -> BOUNCE_RECORDED, 0 mails', async () => {
  const reply = (await deliver(desk, { from: devi })).sent[0]!;
  const replyTo = /^Reply-To: <?([^\s>]+)/m.exec(headOf(reply))![1]!;
  expect(await deliver(desk, undelivered('5.1.1', replyTo))).toMatchObject(silently('bounce'));
});
test.todo(
  '3 DSN 5.1.1 -> address suppressed, AM told: there is no list of suppressed addresses that send-reply asks, the bounce is not tied to the reply it is about, and nobody is told',
);

test.todo(
  '4 DSN 4.2.2 (mailbox full) -> not suppressed; three in 24 h -> flagged: the status code is not read (4.2.2 and 5.1.1 are both a bounce), nothing is suppressed, and bounces are not counted by address',
);

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
test.todo(
  '6 own mail comes back -> by its SES id: a mail whose From and X-Evenhand-Loop a relay took away is not known by the Message-ID that SES gave it; alarm after 3: nothing counts mails of our own that come back',
);

test('7 two instances of the product write to each other -> <= 2 mails in total', async () => {
  await deliver(desk, { from: devi });
  await desk.mail('04-custom-work-for-a-key-account.eml', (raw) =>
    raw.replace(/^Message-ID:.*$/m, 'Message-ID: <again@x.example>'),
  );
  await desk.mail('08-problem.eml');
  // What the other instance, which runs the same code, writes to us: our own mails of every kind, with the addresses exchanged.
  const ours = await desk.sent();
  const purposes = new Set(ours.map((raw) => /^X-Evenhand-Purpose: (.*)$/m.exec(headOf(raw))![1]));
  expect([...purposes].sort()).toEqual(['brief', 'considering', 'handed', 'reply']);
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

test('8 ARF complaint -> no case, 0 mails', async () =>
  expect(await deliver(desk, fixture('feedback-report'))).toMatchObject(silently('feedback-report')));
test.todo(
  '8 ARF complaint -> suppressed, alarm metric +1: there is no list of suppressed addresses, and no metric or alarm of complaints',
);

test.todo(
  '9 200 mails in 5 min from one sender -> <= 3 mails in the first 10 min, all 200 in the ledger: there are no brakes (per address, case, domain, nor the global breaker); all 200 would be answered',
);

test.each(['read-receipt', 'calendar-reply'])(
  '10 read receipt (disposition-notification) and calendar METHOD:REPLY -> no reply: %s',
  async (name) =>
    expect(await deliver(desk, fixture(name))).toMatchObject(silently(name === 'read-receipt' ? name : 'calendar')),
);
