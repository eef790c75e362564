import { describe, expect, test } from 'vitest';
import { kindOf, mayReplyTo } from '../../../lib/domain/mail/kind.ts';
import { letter } from '../../builders/envelope.ts';

const kindWith = (...headers: string[]) => kindOf(letter({ headers }));
const mayReply = (headers: string[], from = 'ann.lee@corvane.example') => {
  const envelope = letter({ headers, from });
  return mayReplyTo(kindOf(envelope), envelope.headers, from, true);
};

describe('a person stays a person', () => {
  test.each([
    'Auto-Submitted: no',
    'Auto-Submitted: No',
    'Auto-Submitted: no; reason=manual',
    'Auto-Submitted: (typed by hand) no',
    'X-Autoreply: no',
    'X-Auto-Response-Suppress: All',
    'X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply',
    'X-MS-Exchange-Inbox-Rules-Loop: ann.lee@corvane.example',
    'Return-Path: <ann.lee@corvane.example>',
    'Precedence: normal',
  ])('with %s', (header) => expect(kindWith(header)).toBe('person'));

  test.each(['Automatic reply feature: how do we set it up?', 'Returned mail problems in our office'])(
    'who writes about "%s"',
    (subject) => expect(kindOf(letter({ subject }))).toBe('person'),
  );
  test('who is the postmaster of a small firm', () =>
    expect(kindOf(letter({ from: 'postmaster@corvane.example' }))).toBe('person'));
  test('who attaches a calendar file', () => expect(kindOf(letter({ partTypes: ['text/calendar'] }))).toBe('person'));
  test('who forwards a bounce as a file', () =>
    expect(kindOf(letter({ subject: 'Fwd: Undelivered Mail', partTypes: ['message/rfc822'] }))).toBe('person'));
});

describe('a responder is an auto-reply', () => {
  test.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: Auto-Replied; owner-email="ann.lee@corvane.example"',
    'Auto-Submitted: auto-generated',
    'Auto-Submitted: auto-notified',
    'Precedence: auto_reply',
    'X-Precedence: Auto_Reply',
    'X-Autoreply: yes',
    'X-Autorespond: away',
    'X-FC-MachineGenerated: true',
    'Return-Path: <>',
  ])('with %s', (header) => expect(kindWith(header)).toBe('auto-reply'));

  test('with the two marks of an Exchange absence note', () =>
    expect(kindWith('X-MS-Exchange-Inbox-Rules-Loop: a@b.example', 'X-Auto-Response-Suppress: All')).toBe(
      'auto-reply',
    ));
  test.each([
    'Automatic reply: Your offer',
    'Out of Office: holiday',
    'Abwesenheitsnotiz: Angebot',
    'Réponse automatique : Prix',
  ])('with the subject "%s"', (subject) => expect(kindOf(letter({ subject }))).toBe('auto-reply'));
});

describe('other kinds', () => {
  test('our own loop header marks our own mail, before anything else', () =>
    expect(kindWith('X-Evenhand-Loop: desk', 'Auto-Submitted: auto-replied')).toBe('own'));
  test.each(['support@haldenlabels.example', 'support+case-1@haldenlabels.example'])(
    '%s is one of our addresses',
    (from) => expect(kindOf(letter({ from }))).toBe('own'),
  );
  test('a virus verdict makes it spam', () => {
    const verdicts = { spf: '', spfDomain: '', dkim: [], dmarc: '', dmarcDomain: '', spam: 'PASS', virus: 'FAIL' };
    expect(kindOf(letter({ verdicts }))).toBe('spam');
  });
  test.each([
    'List-Id: <news.example>',
    'List-Unsubscribe: <mailto:u@x.example>',
    'Precedence: Bulk',
    'Precedence: list',
  ])('%s is a list', (header) => expect(kindWith(header)).toBe('list'));
  test('the second of two Precedence headers counts as well', () =>
    expect(kindWith('Precedence: never-bounce', 'Precedence: bulk')).toBe('list'));
  test('a notification of a list is a list', () =>
    expect(kindWith('List-Id: <n.example>', 'Auto-Submitted: auto-generated')).toBe('list'));
  test.each(['REQUEST', 'reply', 'CANCEL'])('a calendar part with method %s is calendar', (method) =>
    expect(kindOf(letter({ partTypes: [`text/calendar; method=${method}`] }))).toBe('calendar'),
  );
  test('a disposition notification is a read receipt', () =>
    expect(kindWith('Content-Type: multipart/report; report-type=disposition-notification')).toBe('read-receipt'));
  test('an abuse report is a feedback report', () =>
    expect(kindOf(letter({ partTypes: ['message/feedback-report'] }))).toBe('feedback-report'));
});

describe('bounces and delays', () => {
  const report = ['Content-Type: multipart/report; report-type="delivery-status"'];
  test.each([
    ['Action: failed', 'bounce'],
    ['Action: delayed', 'delivery-delay'],
    ['Action: delayed\nAction: failed', 'bounce'],
    ['no machine-readable word', 'bounce'],
  ])('a delivery report that says "%s" is a %s', (text, kind) =>
    expect(kindOf(letter({ headers: report, text }))).toBe(kind),
  );
  test('a mailer daemon writes bounces, also as plain text marked as auto-replied', () =>
    expect(
      kindOf(
        letter({ from: 'mailer-daemon@mx.example', headers: ['Auto-Submitted: auto-replied'], text: 'User unknown' }),
      ),
    ).toBe('bounce'));
  test('a mailer daemon that will keep trying reports a delay', () =>
    expect(kindOf(letter({ from: 'mailer-daemon@mx.example', text: 'We will keep trying for 3 days.' }))).toBe(
      'delivery-delay',
    ));
  test('a postmaster with the words of a mail server bounces', () =>
    expect(kindOf(letter({ from: 'postmaster@mx.example', subject: 'Undeliverable: Your offer' }))).toBe('bounce'));
});

describe('an automatic reply', () => {
  test('may go to a person', () => expect(mayReply([])).toBe(true));
  test.each([
    ['X-Auto-Response-Suppress: All'],
    ['X-Auto-Response-Suppress: OOF, AutoReply'],
    ['X-Auto-Response-Suppress: oof,autoreply'],
  ])('is held back by %s', (header) => expect(mayReply([header])).toBe(false));
  test('is not held back by a wish about absence notes only', () =>
    expect(mayReply(['X-Auto-Response-Suppress: DR, OOF'])).toBe(true));
  test.each([
    'no-reply@x.example',
    'donotreply@x.example',
    'owner-list@x.example',
    'list-request@x.example',
    'postmaster@x.example',
  ])('never goes to %s', (from) => expect(mayReply([], from)).toBe(false));
  test('never goes to one of two senders', () =>
    expect(mayReplyTo('person', letter().headers, 'ann.lee@corvane.example', false)).toBe(false));
  test('never goes to a mail that could not be read', () =>
    expect(mayReplyTo('malformed', letter().headers, 'ann.lee@corvane.example', true)).toBe(false));
});
