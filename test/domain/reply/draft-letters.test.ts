import { describe, expect, test } from 'vitest';
import type { ApprovalAnswer } from '../../../lib/domain/approval/approval.ts';
import type { Decision } from '../../../lib/domain/decision/decision.ts';
import { draftLetters, type LetterDeps } from '../../../lib/domain/reply/draft-letters.ts';
import { findHeaderFaults } from '../../../lib/domain/reply/header-rules.ts';
import { findToneFaults } from '../../../lib/domain/reply/tone.ts';
import { ask, decided, deps, desk, hostile, record, shippedReplies, terms } from './builders.ts';

const approved: ApprovalAnswer = { kind: 'approved', terms, text: null };
const draftReply = (on: LetterDeps) => (one: ReturnType<typeof record>) => draftLetters(on).reply(one, approved);
const draft = async (but: Parameters<typeof record>[0], answer: ApprovalAnswer | null = approved) => {
  const { mail, faults } = await draftLetters(deps).reply(record(but), answer);
  if (!mail) throw new Error(faults.join('; '));
  return mail;
};
const onDesk = (but: Partial<typeof desk>) => draftReply({ ...deps, desk: { ...desk, ...but } });

describe('one mail answers all asks', () => {
  const asks = [
    ask('Do you have labels?', decided.standard),
    ask('And in our own size?', decided.declined),
    ask('And with our logo?', decided.customisable),
  ];

  test('in the order of the asks, each after the words it belongs to, in one frame', async () => {
    const { text } = await draft({ asks });
    const order = [
      'Hello Jo Meyer,',
      '> Do you have labels?',
      'Yes.',
      '> And in our own size?',
      'Standard labels. Labels from stock',
      '> And with our logo?',
      'Mia Torres',
      'Kind regards\nHalden Label Works',
    ].map((words) => text.indexOf(words));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text.match(/Hello/g)).toHaveLength(1);
  });

  test('thanks beside a wish need no words', async () => {
    const { text } = await draft({
      asks: [ask('Do you have labels?', decided.standard), ask('Thanks!', decided.thanks)],
    });
    expect(text).not.toContain('Thanks!');
  });

  test('thanks alone get no mail', async () => {
    expect(await draftReply(deps)(record({ asks: [ask('Thanks!', decided.thanks)] }))).toMatchObject({ mail: null });
  });
});

describe('a no', () => {
  test('says what we can do instead and invites an answer', async () => {
    const { text } = await draft({ asks: [ask('Our own size?', decided.declined)] });
    expect(text).toContain('Standard labels. Labels from stock');
    expect(text).toContain('Would that help?');
  });

  test('without an alternative cannot be written down', () => {
    const { alternative, ...bare } = decided.declined;
    // @ts-expect-error A decline carries its alternative by type.
    const decision: Decision = bare;
    expect([decision.disposition, alternative.offer]).toEqual(['decline-with-alternative', 'labels']);
  });

  test('whose alternative has left the catalogue is written by a person', async () => {
    const drafted = await onDesk({ catalogue: [] })(record({ asks: [ask('Our own size?', decided.declined)] }));
    expect(drafted).toEqual({ mail: null, faults: ['the alternative "labels" is no longer in the catalogue'] });
  });
});

test('an offer that has left the catalogue is answered by a person', async () => {
  const drafted = await onDesk({ catalogue: [] })(record({ asks: [ask('Labels?', decided.standard)] }));
  expect(drafted.faults).toEqual(['offer "labels" is no longer in the catalogue']);
});

describe('the tone check', () => {
  test('a desk text that talks policy sends the case to a person', async () => {
    const replies = { ...desk.replies, declined: `${desk.replies.declined}\n\nAs per our policy.` };
    const drafted = await onDesk({ replies })(record({ asks: [ask('Our own size?', decided.declined)] }));
    expect(drafted.mail).toBeNull();
    expect(drafted.faults[0]).toContain('our policy');
  });

  test('the frame is checked too', async () => {
    const replies = { ...desk.replies, frame: `${desk.replies.frame}\n\nWhy not also take a printer?` };
    expect((await onDesk({ replies })(record())).faults).toHaveLength(1);
  });

  test('the customer may say it', async () => {
    const words = 'You failed to deliver.\nAs per our policy, answer!';
    expect(await draft({ asks: [ask(words, decided.customisable)] })).toMatchObject({ to: 'jo@acme.example' });
  });
});

/** Tags with which a text could do harm or pretend; paragraphs and line breaks are the customer's own. */
const tagsOf = (html: string) =>
  [...html.matchAll(/<([a-z1-6!]+)/g)].map(([, tag]) => tag).filter((tag) => tag !== 'p' && tag !== 'br');

test.each(hostile)('the hostile value %j stays words in every place a stranger can fill', async (payload) => {
  const write = (words: string) => {
    const asks = [decided.standard, decided.declined, decided.customisable].map((decision) => ask(words, decision));
    return draft({ senderName: words, subject: words, asks });
  };
  const mail = await write(payload);
  expect(findHeaderFaults(mail)).toEqual([]);
  expect(mail.subject).toMatch(/^Re: [^\r\n]+$/);
  expect(tagsOf(mail.html)).toEqual(tagsOf((await write('harmless')).html));
  expect(mail.html).not.toMatch(/href|src=["']?http/);
  expect(mail.text).toContain('Kind regards\nHalden Label Works');
});

describe('the answer of an account manager', () => {
  const wish = { asks: [ask('Our own size?', decided.customisable)] };

  test('approved: what we do, at which price, and who looks after it', async () => {
    const { text } = await draft(wish, { ...approved, terms: { ...terms, price: 1 } });
    for (const words of ['What we do: Own label format', 'Price: 1 EUR', 'Mia Torres looks after it'])
      expect(text).toContain(words);
    expect((await draft(wish, approved)).text).toContain('Price: no extra charge');
  });

  test('approved: several wishes stand together, and the promise once', async () => {
    const asks = [
      ask('Our own size?', decided.customisable),
      ask('Labels?', decided.standard),
      ask('Our logo?', decided.customisable),
    ];
    const { text } = await draft({ asks }, approved);
    expect(text).toContain('> Our own size?\n\n> Our logo?');
    expect(text.match(/What we do/g)).toHaveLength(1);
  });

  test('a custom wish that nobody has approved is never promised', async () =>
    expect((await draftLetters(deps).reply(record(wish), null)).mail).toBeNull());

  test('declined with the alternative that was chosen, standard with the offer that it is', async () => {
    const own = await draft(wish, { kind: 'declined', alternative: 'own-format', text: null });
    expect(own.text).toContain('Own label format.');
    const standard = await draft(wish, { kind: 'standard', offer: 'labels', phrase: '' });
    expect(standard.text).toContain('Standard labels');
    expect(standard.text).not.toContain('not something we make');
  });

  test('an alternative that nobody sells any more is written by a person', async () =>
    expect(
      (await draftLetters(deps).reply(record(wish), { kind: 'declined', alternative: 'gold', text: null })).mail,
    ).toBeNull());

  test('in words of their own it leaves as it was typed, in the thread of the customer', async () => {
    const words = 'Dear Jo,\r\n\r\n> our own size\r\nYes, **gladly**. <b>Mia</b>\r\n';
    const mail = await draft(wish, { ...approved, text: words });
    expect(mail.text).toBe('Dear Jo,\n\n> our own size\nYes, **gladly**. <b>Mia</b>');
    expect(mail.html).toMatch(/<blockquote>\s*<p>our own size<\/p>\s*<\/blockquote>/);
    expect(mail.html).not.toMatch(/<b>|<strong>/);
    expect(mail.headers).toMatchObject({ 'In-Reply-To': '<1@acme.example>', 'X-Evenhand-Purpose': 'reply' });
  });

  test('in the words of the draft it keeps its layout', async () => {
    const drafted = await draft(wish);
    const sent = await draft(wish, { ...approved, text: drafted.text.replaceAll('\n', '\r\n') });
    expect(sent).toEqual(drafted);
    expect(sent.html).toContain('<li>');
  });

  test.each(hostile)('%j in it is words', async (payload) => {
    const mail = await draft(wish, { ...approved, text: `Dear Jo, ${payload}` });
    expect(mail.html).not.toMatch(/<(script|img|svg|h1|table|pre|code|a|ul|ol)\b|href=/);
    expect(findHeaderFaults(mail)).toEqual([]);
  });
});

describe('how things stand', () => {
  const { considering, expired, ended } = draftLetters(deps);

  test('considered: who looks into it, and the day by which they hear', async () => {
    const { mail } = await considering(record({ answerBy: '2026-12-04T09:00:00.000Z' }));
    for (const words of ['> Could you print labels', 'Mia Torres is looking into it', 'Friday 4 December'])
      expect(mail?.text).toContain(words);
    expect(mail?.headers['X-Evenhand-Purpose']).toBe('considering');
  });

  test('considered without a day is not sent: it would be no promise', async () =>
    expect((await considering(record({ answerBy: null }))).mail).toBeNull());

  test('expired: neither yes nor no, and who has it now', async () => {
    const { mail } = await expired(record(), 'Lea Brandt');
    expect(mail?.text).toContain('Lea Brandt has it now');
    expect(mail?.text).not.toMatch(/\b(yes|no|unfortunately|approved?|declined?)\b/i);
  });

  test('ended: what we did, since when, and whom to tell that it is still needed', async () => {
    const commitment = {
      ...terms,
      id: 'm1',
      caseId: 'abcdefgh2345',
      account: 'acme',
      accountName: 'Acme',
      owner: 'mia@desk.example',
      approvedAt: '2025-11-20T09:00:00.000Z',
      state: 'active' as const,
      ended: null,
      reviewMailed: null,
    };
    const { mail } = await ended(commitment, record(), null);
    for (const words of ['Own label format', 'Thursday 20 November', 'Mia Torres']) expect(mail?.text).toContain(words);
    expect((await ended(commitment, record(), 'Dear Jo, it ends.')).mail?.text).toBe('Dear Jo, it ends.');
  });
});

test.each(Object.entries(shippedReplies))('the shipped text "%s" keeps our own tone', (situation, text) =>
  expect(findToneFaults(text, situation as keyof typeof shippedReplies)).toEqual([]),
);
