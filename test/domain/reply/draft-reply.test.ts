import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../lib/domain/decision/decision.ts';
import { draftReply } from '../../../lib/domain/reply/draft-reply.ts';
import { findHeaderFaults } from '../../../lib/domain/reply/header-rules.ts';
import { ask, decided, deps, desk, hostile, record } from './builders.ts';

const draft = async (but: Parameters<typeof record>[0], on = deps) => {
  const { mail, faults } = await draftReply(on)(record(but));
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
