import { describe, expect, test } from 'vitest';
import { toHtml } from '../../../lib/adapters/markdown.ts';
import { draftNotices, type Notices } from '../../../lib/domain/reply/draft-notices.ts';
import { findHeaderFaults } from '../../../lib/domain/reply/header-rules.ts';
import { approval, ask, brief, decided, desk, hostile, record, terms } from './builders.ts';

const notices = draftNotices({ desk, toHtml, webUrl: 'https://desk.example' });
const secret = 'S'.repeat(43);
type BriefNotice = Parameters<Notices['brief']>[0];
const mailed = (but: Partial<Parameters<typeof brief>[0]> = {}, notice: Partial<BriefNotice> = {}) =>
  notices.brief({ brief: brief(but), approval: approval(), to: 'mia@desk.example', secret, nudge: 'brief', ...notice });
const handed = (but: Partial<Parameters<Notices['handed']>[0]> = {}) =>
  notices.handed({
    messageId: 'm1',
    key: 'raw/1',
    record: record(),
    sender: null,
    reason: 'never-list',
    to: null,
    ...but,
  });
const decision = {
  by: 'mia@desk.example',
  at: '2026-11-23T10:00:00.000Z',
  sendAt: '2026-11-23T10:05:00.000Z',
  answer: { kind: 'approved' as const, terms, text: null },
  reason: 'They are worth it.',
  view: { reasonable: null, abusiveTone: false },
};

describe('the brief', () => {
  test('fits a decision under a minute: who, what, value, demand, effort, why, what else, by when, both letters', () => {
    const { text } = mailed({
      expectations: ['one mistake is the end'],
      promises: ['Own paper (100 EUR a year, review 2027-01-01)'],
    });
    for (const words of [
      'Acme asks for something made for them',
      '> Could you print labels in our own size?',
      'Written by: Jo Meyer jo@acme.example',
      'retail, core: contributes 20,000 EUR a year, and serving it costs us 1,500 EUR',
      '4 accounts in 180 days with this one, 3 of them in its segment',
      'about 10 hours, 1,000 EUR, 5 %',
      'core account, recurring demand',
      'we offer instead: Standard labels',
      'one mistake is the end',
      'Own paper (100 EUR a year, review 2027-01-01)',
      '> Yes, we will.',
      '> We have Standard labels.',
    ])
      expect(text).toContain(words);
  });

  test('carries the secret behind the # of the link, and as a code to type', () => {
    const mail = mailed();
    expect(mail.text).toContain(`https://desk.example/a/public234#${secret}`);
    expect(mail.text).toContain(`code: ${secret}`);
    expect(mail.html).toContain(`href="https://desk.example/a/public234#${secret}"`);
  });

  test('says account, wish and deadline, in the time of the desk, in the subject and in the text', () => {
    expect(mailed().subject).toMatch(/^Your decision: Acme, Own label format, by Thu,? 26 Nov,? 14:00$/);
    expect(mailed().text).toMatch(/Thursday,? 26 November 2026.{1,4}14:00 \(Europe\/Amsterdam\)/);
  });

  test.each([
    ['remind-1', /^Reminder: Acme/, 'It has waited for you since Friday 20 November'],
    ['deputy', /^For Mia Torres: Acme/, 'It has waited for Mia Torres since Friday 20 November'],
    ['lead', /^For Mia Torres: Acme/, 'now you can decide as well'],
  ] as const)('as %s says so in the subject and in its first words', (nudge, subject, words) => {
    expect(mailed({}, { nudge }).subject).toMatch(subject);
    expect(mailed({}, { nudge }).text.split('\n')[0]).toContain(words);
  });

  test('goes to one person alone, marked as written by a machine', () => {
    const mail = mailed();
    expect(mail.to).toBe('mia@desk.example');
    expect(mail.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'X-Evenhand-Purpose': 'brief' });
  });

  test('names each of two wishes, and what they have in common once', () => {
    const [one] = brief().asks;
    const { text } = mailed({ asks: [one!, { ...one!, text: 'Our logo?' }] });
    expect(text).toContain('> Could you print labels in our own size?\n\n> Our logo?');
    expect(text.match(/core account, recurring demand/g)).toHaveLength(1);
  });

  test('says when a decline has nothing to offer by itself', () =>
    expect(mailed({ drafts: { approved: 'Yes.', declined: null } }).text).toContain('nothing fits by itself'));

  test.each(hostile)('keeps %j as words, headers intact', (payload) => {
    const [one] = brief().asks;
    const words = { account: payload, customer: payload, subject: payload, segment: payload, promises: [payload] };
    const mail = mailed({
      ...words,
      asks: [{ ...one!, text: payload }],
      drafts: { approved: payload, declined: payload },
    });
    expect(findHeaderFaults(mail)).toEqual([]);
    expect(mail.html).not.toMatch(/<(script|img|svg|h1|table|pre)/);
    expect(mail.html.match(/href=/g)).toHaveLength(1);
  });
});

describe('other mails to our people', () => {
  test('a digest holds each request with its own link and code, and the first deadline in its subject', () => {
    const requests = ['A', 'B'].map((letter) => ({
      brief: brief({ account: `Account ${letter}` }),
      approval: approval({ publicId: `public${letter}` }),
      secret: letter.repeat(43),
    }));
    const { text, subject } = notices.digest({ to: 'mia@desk.example', requests });
    expect(subject).toMatch(/^Your decision: 2 requests, the first by Thu/);
    for (const letter of ['A', 'B']) {
      expect(text).toContain(`Account ${letter}`);
      expect(text).toContain(`/a/public${letter}#${letter.repeat(43)}`);
      expect(text).toContain(`code: ${letter.repeat(43)}`);
    }
  });

  test('who was asked as well hears who decided what, and until when it can be undone', () => {
    const { text } = notices.decided({ to: 'sam@desk.example', brief: brief(), approval: approval({ decision }) });
    for (const words of ['Mia Torres has decided', 'approved', 'They are worth it.', '11:05 (Europe/Amsterdam)'])
      expect(text).toContain(words);
  });

  test('a code and a link to sign in hold nothing of a customer', () => {
    const code = notices.code({ to: 'mia@desk.example', code: '012345', caseId: 'abcdefgh2345', minutes: 10 });
    expect(code.text).toContain('012345');
    const link = notices.signIn({ to: 'mia@desk.example', publicId: 'public234', secret, minutes: 15 });
    expect(link.text).toContain(`https://desk.example/s/public234#${secret}`);
    for (const { text } of [code, link]) expect(text).not.toMatch(/Acme|Jo/);
  });

  test('a task to call has the numbers, or says that none is known', () => {
    const call = (phones: string[]) =>
      notices.call({ to: 'mia@desk.example', brief: brief({ phones }), decision }).text;
    expect(call(['+31 20 555 0100'])).toContain('+31 20 555 0100');
    expect(call([])).toContain('no number known');
  });

  test('a review lists what was promised, with its upkeep and where to end it', () => {
    const commitment = {
      ...terms,
      id: 'm1',
      caseId: 'c1',
      account: 'acme',
      accountName: 'Acme',
      owner: 'mia@desk.example',
      approvedAt: '2025-11-20T09:00:00.000Z',
      state: 'active' as const,
      ended: null,
      reviewMailed: null,
    };
    const { text, subject } = notices.review({ to: 'mia@desk.example', commitments: [commitment] });
    expect(subject).toBe('To review: 1 commitment');
    for (const words of ['Acme: Own label format', '200 EUR', '2027-11-20', 'https://desk.example/desk/commitments'])
      expect(text).toContain(words);
  });
});

describe('the mail to the person who takes over', () => {
  test('holds the whole story, and an answer to it reaches the customer', () => {
    const mail = handed({ record: record({ asks: [ask('It broke.', decided.problem)] }) });
    expect(mail).toMatchObject({ to: 'workshop@desk.example', replyTo: 'jo@acme.example' });
    for (const words of ['Jo Meyer jo@acme.example', 'Acme', 'never-list', 'abcdefgh2345', '> Could you print'])
      expect(mail.text).toContain(words);
  });

  test('leads nobody to answer an address that nobody vouched for', () =>
    expect(handed({ record: record({ account: null }) })).not.toHaveProperty('replyTo'));

  test('of a mail that could not be read says where it lies', () => {
    const mail = handed({ record: null, sender: 'jo@acme.example', reason: 'malformed' });
    expect(mail.text).toContain('stored as raw/1');
    expect(mail.to).toBe('ops@desk.example');
  });

  test('that nobody decided goes to who is next in line', () =>
    expect(handed({ to: 'lea@desk.example' }).to).toBe('lea@desk.example'));

  test('does not pretend that nothing was sent when that is not known', () =>
    expect(handed({ reason: 'ReplyInDoubt' }).text).toContain('may have reached the customer'));

  test.each(hostile)('keeps %j as words, headers intact', (payload) => {
    const mail = handed({ record: record({ senderName: payload, subject: payload, text: payload }) });
    expect(findHeaderFaults(mail)).toEqual([]);
    expect(mail.html).not.toMatch(/<(script|img|svg|h1|table|pre)|href=/);
  });
});
