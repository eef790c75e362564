import { describe, expect, test } from 'vitest';
import { findFromFault } from '../../../lib/domain/mail/from.ts';
import { identityOf, isAligned, readVerdicts } from '../../../lib/domain/mail/identity.ts';
import { headersOf } from '../../builders/envelope.ts';

const received = 'Received: from mx.corvane.example by inbound-smtp.eu-west-1.amazonaws.com with SMTP id 1 for us';
const foreign = 'Received: from inside by mx.corvane.example';
const results = (verdict: string) => `Authentication-Results: amazonses.com; ${verdict}`;
const passed = results('dmarc=pass header.from=corvane.example');
const identify = (lines: string[], { fromDomain = 'corvane.example', assumeVerified = false } = {}) => {
  const headers = headersOf(lines);
  const from = lines.some((line) => line.startsWith('From:')) ? [] : headersOf([`From: ann@${fromDomain}`]);
  const fromFault = findFromFault([...headers, ...from]);
  return identityOf({ fromFault, fromDomain, verdicts: readVerdicts(headers), assumeVerified });
};
const verdictOf = (verdict: string, fromDomain?: string) =>
  identify([received, results(verdict), foreign], { fromDomain }).result;

describe('From is believed', () => {
  test('when DMARC passed', () => expect(verdictOf('dmarc=pass header.from=corvane.example')).toBe('verified'));
  test('without a DMARC policy when an aligned DKIM signature passed', () =>
    expect(verdictOf('spf=fail; dkim=pass header.i=@mail.corvane.example; dmarc=none')).toBe('verified'));
  test('without any DMARC result when SPF passed for the same organisation', () =>
    expect(verdictOf('spf=pass (x) client-ip=1; envelope-from=a@bounce.corvane.example; helo=m;')).toBe('verified'));
  test('when DMARC passed for a From that is not told, by an aligned signature', () =>
    expect(verdictOf('dkim=pass header.i=@corvane.example; dmarc=pass')).toBe('verified'));
  test('with the second of two signatures', () =>
    expect(verdictOf('dkim=pass header.i=@relay.example; dkim=pass header.d=corvane.example; dmarc=none')).toBe(
      'verified',
    ));
  test('when a person says so by option', () =>
    expect(identify([], { assumeVerified: true })).toEqual({
      result: 'verified',
      because: 'assumed verified by option',
    }));
});

describe('From is not believed', () => {
  test.each([
    'dmarc=fail header.from=corvane.example; dkim=pass header.i=@corvane.example',
    'dmarc=temperror; dkim=pass header.i=@corvane.example',
    'spf=pass; envelope-from=a@evil.example; dkim=pass header.i=@evil.example; dmarc=none',
    'spf=softfail; envelope-from=a@corvane.example; dkim=fail header.i=@corvane.example; dmarc=none',
    'dmarc=pass header.from=evil.example',
    'dmarc=pass',
    'dkim=pass header.i=@evil.example; dmarc=pass',
    'dmarc=pass header.from=corvane.example; dmarc=pass',
    'spf=fail; envelope-from="x; dmarc=pass header.from=corvane.example;"@evil.example; dmarc=fail',
    'spf=fail (domain of x; dmarc=pass header.from=corvane.example); dmarc=fail',
  ])('with %s', (verdict) => expect(verdictOf(verdict)).toBe('unverified'));

  test('without the block of the receiving server', () => expect(identify([foreign]).result).toBe('unverified'));
  test('by a block that another server received', () =>
    expect(identify(['Received: from here by mx.evil.example', passed, foreign]).result).toBe('unverified'));
  test('by verdicts below the first foreign Received', () =>
    expect(identify([received, results('dmarc=fail'), foreign, received, passed]).result).toBe('unverified'));
  test('by verdicts of the sender where nothing was received before', () =>
    expect(identify([received, 'X-SES-Spam-Verdict: PASS', 'Subject: x', passed]).result).toBe('unverified'));
  test('by verdicts that another server signed', () =>
    expect(
      identify([received, 'Authentication-Results: mx.evil.example; dmarc=pass header.from=corvane.example', foreign])
        .result,
    ).toBe('unverified'));
  test('by a block that a stranger wrote below their own headers', () =>
    expect(identify(['Subject: x', received, passed]).result).toBe('unverified'));
  test('even by option, when From names two people', () =>
    expect(identify(['From: a@x.example, b@y.example'], { assumeVerified: true }).result).toBe('unverified'));
  test('with a domain in letters that only look like ours', () =>
    expect(identify([received, passed], { fromDomain: 'ｃorvane.example' }).because).toMatch(/plain ASCII/));
});

describe('a From that could name two people', () => {
  test.each([
    [[], 'no From header'],
    [['From: a@x.example', 'From: b@y.example'], '2 From headers'],
    [['From: a@x.example, b@y.example'], 'two addresses in From'],
    [['From: Boss <a@x.example>, b@y.example'], 'a list of addresses in From'],
    [['From: <a@x.example> <b@y.example>'], 'two addresses in From'],
    [['From: a@x.example', 'Subject: x\rFrom: b@y.example'], 'a bare CR or a NUL in the headers'],
    [['From: a@x.example\0'], 'a bare CR or a NUL in the headers'],
    [['From: Ann Lee'], 'no address in From'],
  ])('%j: %s', (lines, fault) => expect(findFromFault(headersOf(lines))).toBe(fault));

  test.each([
    '"Lee, Ann" <a@x.example>',
    'Lee, Ann <a@x.example>',
    '"a@y.example" <a@x.example>',
    'a@x.example (Ann, <b@y.example>)',
  ])('is not %s', (from) => expect(findFromFault(headersOf([`From: ${from}`]))).toBeNull());
});

describe('two domains are of one organisation', () => {
  test.each([
    ['bigbank.com', 'bigbank.com', true],
    ['mail.bigbank.com', 'bigbank.com', true],
    ['bigbank.com', 'news.bigbank.com', true],
    ['notbigbank.com', 'bigbank.com', false],
    ['bigbank.com.evil.io', 'bigbank.com', false],
    ['com', 'bigbank.com', false],
    ['co.uk', 'bigbank.co.uk', false],
    ['github.io', 'bigbank.github.io', false],
    ['', '', false],
  ])('%s and %s: %s', (one, other, expected) => expect(isAligned(one, other)).toBe(expected));
});
