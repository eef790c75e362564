import { describe, expect, test } from 'vitest';
import { draftBrief, draftHanded } from '../../../lib/domain/reply/draft-notices.ts';
import { findHeaderFaults } from '../../../lib/domain/reply/header-rules.ts';
import { ask, decided, deps, hostile, record } from './builders.ts';

const approval = { publicId: 'public234', manager: 'mia@desk.example', answerBy: '2026-11-26T13:00:00Z' };
const secret = 'S'.repeat(43);
const brief = (but = {}) => draftBrief(deps)({ record: record(but), approval, secret });
const handed = (but: Partial<Parameters<ReturnType<typeof draftHanded>>[0]> = {}) =>
  draftHanded(deps)({ messageId: 'm1', key: 'raw/1', record: record(), sender: null, reason: 'never-list', ...but });

describe('the brief', () => {
  test('fits a decision under a minute: who, what, value, demand, why, what else, by when', () => {
    const { text } = brief();
    for (const words of [
      'Acme asks for something made for them',
      '> Could you print labels in our own size?',
      'Written by: Jo Meyer jo@acme.example',
      'retail, core, contribution 20,000 EUR a year',
      '4 accounts in 180 days, this one included; 3 in its segment',
      'core account, recurring demand',
      'we offer instead: Standard labels',
    ])
      expect(text).toContain(words);
  });

  test('carries the secret behind the # of the link, and as a code to type', () => {
    const mail = brief();
    expect(mail.text).toContain(`https://desk.example/a/public234#${secret}`);
    expect(mail.text).toContain(`code: ${secret}`);
    expect(mail.html).toContain(`href="https://desk.example/a/public234#${secret}"`);
  });

  test('says account, wish and deadline, in the time of the desk, in the subject and in the text', () => {
    const deadline = /Thursday,? 26 November 2026.{1,4}14:00 \(Europe\/Amsterdam\)/;
    expect(brief().subject).toMatch(/^Your decision: Acme, Own label format, by /);
    expect(brief().subject).toMatch(deadline);
    expect(brief().text).toMatch(deadline);
  });

  test('goes to the manager alone, marked as written by a machine', () => {
    const mail = brief();
    expect(mail.to).toBe('mia@desk.example');
    expect(mail.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'X-Evenhand-Purpose': 'brief' });
  });

  test('names each of two wishes and leaves out what is answered without the manager', () => {
    const { text } = brief({
      asks: [
        ask('Our own size?', decided.customisable),
        ask('Labels?', decided.standard),
        ask('Our logo?', decided.customisable),
      ],
    });
    expect(text).toContain('> Our own size?\n\n> Our logo?');
    expect(text).not.toContain('Labels?');
  });

  test('says when a decline has nothing to offer', () =>
    expect(brief({ asks: [ask('Our own size?', decided.withoutAlternative)] }).text).toContain('nothing fits'));

  test.each(hostile)('keeps %j as words, headers intact', (payload) => {
    const account = { ...record().account!, name: payload };
    const mail = brief({ senderName: payload, subject: payload, account, asks: [ask(payload, decided.customisable)] });
    expect(findHeaderFaults(mail)).toEqual([]);
    expect(mail.html).not.toMatch(/<(script|img|svg|h1|table|pre)/);
    expect(mail.html.match(/href=/g)).toHaveLength(1);
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

  test('does not pretend that nothing was sent when that is not known', () =>
    expect(handed({ reason: 'ReplyInDoubt' }).text).toContain('may have reached the customer'));

  test.each(hostile)('keeps %j as words, headers intact', (payload) => {
    const mail = handed({ record: record({ senderName: payload, subject: payload, text: payload }) });
    expect(findHeaderFaults(mail)).toEqual([]);
    expect(mail.html).not.toMatch(/<(script|img|svg|h1|table|pre)|href=/);
  });
});
