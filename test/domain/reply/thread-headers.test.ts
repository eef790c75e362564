import { describe, expect, test } from 'vitest';
import { noticeHeaders, replyHeaders, replySubject } from '../../../lib/domain/reply/thread-headers.ts';

const id = (n: number, length = 10) => `<${`${n}`.padStart(length - 2, 'x')}>`;
const headers = (messageId: string | null, references: string[] = []) =>
  replyHeaders({ messageId, references }, 'case1');
const many = Array.from({ length: 12 }, (_, n) => id(n));

describe('a reply', () => {
  test('says that a machine wrote it, wants no machine to answer, and names its case', () => {
    expect(headers('<a@b>')).toEqual({
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'X-Evenhand-Loop': 'case1',
      'X-Evenhand-Purpose': 'reply',
      'In-Reply-To': '<a@b>',
      References: '<a@b>',
    });
  });

  test('names the thread, oldest first, each once', () =>
    expect(headers('<c>', ['<a>', '<b>', '<a>', '<c>']).References).toBe('<a> <b> <c>'));

  test('names all of ten', () => expect(headers(id(9), many.slice(0, 9)).References).toBe(many.slice(0, 10).join(' ')));

  test('of eleven, the second is left out', () =>
    expect(headers(id(10), many.slice(0, 10)).References).toBe([id(0), ...many.slice(2, 11)].join(' ')));

  test('keeps the root and the newest of long ids, in one header line', () => {
    const long = many.map((_, n) => id(n, 250));
    const { References = '' } = headers(id(99, 250), long);
    expect(`References: ${References}`.length).toBeLessThanOrEqual(998);
    expect(References.split(' ')).toEqual([id(0, 250), id(11, 250), id(99, 250)]);
  });

  test.each([null, '', 'no brackets', '<a b>', '<a\r\nBcc: x@y>', '<a\u0000>', '<a><b>', `<${'x'.repeat(251)}>`])(
    'to a mail with the id %j stands alone',
    (messageId) => expect(headers(messageId)).not.toHaveProperty('In-Reply-To'),
  );

  test('does not repeat a forged reference', () =>
    expect(headers('<c>', ['<a\r\nBcc: x@y>', '<b>']).References).toBe('<b> <c>'));
});

test('a notice to our people says that nobody wrote it', () => {
  expect(noticeHeaders('brief', 'case1')).toMatchObject({
    'Auto-Submitted': 'auto-generated',
    'X-Evenhand-Purpose': 'brief',
  });
});

test.each([
  ['Labels', 'Re: Labels'],
  ['Re: Labels', 'Re: Labels'],
  ['RE: AW: Re[2]: Fwd: Labels', 'Re: Labels'],
  ['Regarding: labels', 'Re: Regarding: labels'],
  ['', 'Re: your message'],
  ['Re:', 'Re: your message'],
  ['a\r\nBcc: x@y', 'Re: a Bcc: x@y'],
  ['\u202egnp.exe\u0000', 'Re: gnp.exe'],
  ['x'.repeat(196), `Re: ${'x'.repeat(196)}`],
  ['x'.repeat(197), `Re: ${'x'.repeat(196)}`],
  [`${'x'.repeat(195)}😀`, `Re: ${'x'.repeat(195)}`],
])('the subject %j is answered under %j', (subject, answered) => expect(replySubject(subject)).toBe(answered));
