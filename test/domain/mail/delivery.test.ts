import { describe, expect, test } from 'vitest';
import { newsOfEvent, newsOfReport, returnedReplyTo } from '../../../lib/domain/mail/delivery.ts';

const JO = 'jo@acme.example';
const nothing = { suppress: null, soft: null, outbox: null, alarm: null, because: '' };

const mail = {
  destination: [JO],
  messageId: '0100-1',
  tags: { 'ses:operation': ['SendEmail'], purpose: ['reply'], id: ['m1'] },
};
const event = (eventType: string, rest: object = {}, of: object = mail) => ({
  version: '0',
  source: 'aws.ses',
  'detail-type': 'Email Something',
  detail: { eventType, mail: of, ...rest },
});
const bounced = (bounceType: string, status?: string) =>
  event('Bounce', {
    bounce: {
      bounceType,
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'jo@elsewhere.example', status }],
    },
  });
const complained = (complaint: object) => event('Complaint', { complaint });
const outbox = (state: string) => ({ id: 'm1', purpose: 'reply', sesMessageId: '0100-1', state });

describe('an event of the mail service', () => {
  test.each([
    ['Send', 'SENT'],
    ['Delivery', 'SENT'],
    ['DeliveryDelay', 'SENT'],
  ])('%s: the mail left', (type, state) =>
    expect(newsOfEvent(event(type))).toEqual({ ...nothing, outbox: outbox(state) }),
  );

  test('Reject: it never left, and an alarm, since it holds a virus', () =>
    expect(newsOfEvent(event('Reject', { reject: { reason: 'Bad content' } }))).toEqual({
      ...nothing,
      outbox: outbox('FAILED'),
      alarm: 'MailRefused',
      because: 'the mail service found a virus in our mail',
    }));

  test.each([
    ['Permanent', '5.1.1', 'hard bounce 5.1.1'],
    ['Permanent', '5.7.1', 'hard bounce 5.7.1'],
    ['Permanent', undefined, 'hard bounce'],
    ['Transient', '5.1.1', 'hard bounce 5.1.1'],
  ])('Bounce %s %s suppresses whom we wrote to, not whom it was forwarded to', (type, status, because) =>
    expect(newsOfEvent(bounced(type, status))).toEqual({
      ...nothing,
      suppress: JO,
      outbox: outbox('FAILED'),
      because,
    }),
  );

  test.each([
    ['Transient', '4.2.2'],
    ['Transient', '5.3.0'],
    ['Undetermined', '4.0.0'],
  ])('Bounce %s %s is counted and suppresses nobody', (type, status) =>
    expect(newsOfEvent(bounced(type, status))).toEqual({ ...nothing, soft: JO, outbox: outbox('SENT') }),
  );

  test('a bounce without a status is an absence note: nothing is counted', () =>
    expect(newsOfEvent(bounced('Transient'))).toEqual({ ...nothing, outbox: outbox('SENT') }));

  test('Complaint suppresses and alarms, with and without a feedback type', () => {
    const complaint = { ...nothing, suppress: JO, outbox: outbox('SENT'), alarm: 'Complaint', because: 'complaint' };
    expect(newsOfEvent(complained({ complaintFeedbackType: 'abuse' }))).toEqual(complaint);
    expect(newsOfEvent(complained({ complaintSubType: null }))).toEqual(complaint);
    expect(newsOfEvent(complained({ complaintSubType: 'OnAccountSuppressionList' }))).toEqual({
      ...complaint,
      outbox: outbox('FAILED'),
    });
  });

  test('"not spam" is no complaint', () =>
    expect(newsOfEvent(complained({ complaintFeedbackType: 'not-spam' }))).toEqual({
      ...nothing,
      outbox: outbox('SENT'),
    }));

  test.each([
    ['nothing', undefined],
    ['words', 'Bounce'],
    ['another source', { ...event('Send'), source: 'aws.s3' }],
    ['an event that tells nothing', event('Open')],
    ['a bounce without its details', event('Bounce')],
    ['a bounce of a kind that we do not know', bounced('Sudden')],
    ['nobody written to', event('Send', {}, { ...mail, destination: [] })],
    ['tags of another shape', event('Send', {}, { ...mail, tags: { id: 'm1' } })],
    ['a mail that is not ours', event('Send', {}, { ...mail, tags: { id: ['m1'] } })],
  ])('%s is no event', (_, input) => expect(newsOfEvent(input)).toBeNull());
});

const report = (...recipients: string[][]) =>
  ['Reporting-MTA: dns; mx.acme.example', ...recipients.map((fields) => fields.join('\r\n'))].join('\r\n\r\n');
const failed = (status: string, address = JO) =>
  report([`Final-Recipient: rfc822; ${address}`, 'Action: failed', `Status: ${status}`]);

describe('a delivery report that came as a mail', () => {
  test('5.1.1 suppresses', () =>
    expect(newsOfReport(failed('5.1.1'), [JO])).toEqual({ ...nothing, suppress: JO, because: 'hard bounce 5.1.1' }));

  test.each(['4.2.2', '5.2.2', '5.2.3', '5.3.4', '5.6.1', '5.7.1', 'none'])(
    '%s says nothing about whether the mailbox is there: it is counted',
    (status) => expect(newsOfReport(failed(status), [JO])).toEqual({ ...nothing, soft: JO }),
  );

  test.each(['5.2.1', '5.4.1', '5.0.0 (unknown)'])('%s suppresses', (status) =>
    expect(newsOfReport(failed(status), [JO]).suppress).toBe(JO),
  );

  test('a report about somebody whom we never wrote to suppresses nobody: anybody can write one', () => {
    expect(newsOfReport(failed('5.1.1'), [])).toEqual(nothing);
    expect(newsOfReport(failed('5.1.1', 'ceo@acme.example'), [JO])).toEqual(nothing);
  });

  test('the address is found as the server writes it', () => {
    expect(newsOfReport(failed('5.1.1', '<Jo@ACME.example>'), [JO]).suppress).toBe(JO);
    const forwarded = ['Original-Recipient: rfc822;jo@acme.example', 'Final-Recipient: rfc822;j@b.example'];
    expect(newsOfReport(report([...forwarded, 'Action: failed', 'Status: 5.1.1']), [JO]).suppress).toBe(JO);
  });

  test.each(['delayed', 'delivered', 'relayed', 'expanded'])('%s: nothing is counted', (action) =>
    expect(
      newsOfReport(report([`Final-Recipient: rfc822; ${JO}`, `Action: ${action}`, 'Status: 4.2.2']), [JO]),
    ).toEqual(nothing),
  );

  test('of several recipients each has its own status', () => {
    const of = (address: string, status: string) => [
      `Final-Recipient: rfc822; ${address}`,
      'Action: failed',
      `Status: ${status}`,
    ];
    const two = report(of('sam@acme.example', '5.1.1'), of(JO, '4.2.2'));
    expect(newsOfReport(two, [JO])).toEqual({ ...nothing, soft: JO });
    expect(newsOfReport(two, [JO, 'sam@acme.example']).suppress).toBe('sam@acme.example');
  });

  test.each(['', '\r\n\r\n\r\n', 'Your mail could not be delivered.', 'Action: failed'])('"%s" tells nothing', (text) =>
    expect(newsOfReport(text, [JO])).toEqual(nothing),
  );

  test('a flood of recipients is read as far as a report of ours can go', () => {
    const flood = (before: number) =>
      report(...Array.from({ length: before }, () => ['Action: failed']), [
        `Final-Recipient: rfc822; ${JO}`,
        'Action: failed',
        'Status: 5.1.1',
      ]);
    expect(newsOfReport(flood(48), [JO]).suppress).toBe(JO);
    expect(newsOfReport(flood(49), [JO]).suppress).toBeNull();
  });

  test('where an answer to the returned mail would go', () => {
    const address = 'support+c.abcdefgh.ijklmnop@firm.example';
    const returned = `${failed('5.1.1')}\r\n\r\nFrom: Firm <support@firm.example>\r\nReply-To: "Firm" <${address}>\r\n`;
    expect(returnedReplyTo(returned)).toEqual([address]);
    expect(returnedReplyTo(failed('5.1.1'))).toEqual([]);
  });
});

describe('a complaint that came as a mail', () => {
  const complaint = (...fields: string[]) =>
    ['Feedback-Type: abuse', 'User-Agent: Mailer/1', 'Version: 1', ...fields].join('\r\n');

  test('suppresses whom it names, if we wrote to them, and alarms in any case', () => {
    const named = complaint(`Original-Rcpt-To: <${JO}>`);
    expect(newsOfReport(named, [JO])).toEqual({ ...nothing, suppress: JO, alarm: 'Complaint', because: 'complaint' });
    expect(newsOfReport(named, ['sam@acme.example'])).toMatchObject({ suppress: null, alarm: 'Complaint' });
  });

  test('that names nobody is about the only one whom we wrote to', () => {
    expect(newsOfReport(complaint(), [JO])).toMatchObject({ suppress: JO, alarm: 'Complaint' });
    expect(newsOfReport(complaint(), [JO, 'sam@acme.example'])).toMatchObject({ suppress: null, alarm: 'Complaint' });
    expect(newsOfReport(complaint(), [])).toMatchObject({ suppress: null, alarm: 'Complaint' });
  });

  test('"not spam" is none', () => expect(newsOfReport('Feedback-Type: not-spam', [JO])).toEqual(nothing));
});
