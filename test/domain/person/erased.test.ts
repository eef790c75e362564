import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ApprovalAnswer, ManagerDecision } from '../../../lib/domain/approval/approval.ts';
import { type AuditEntry, findBreak, type LoggedEntry, logged } from '../../../lib/domain/audit/audit.ts';
import * as erased from '../../../lib/domain/person/erased.ts';
import { erasedAudit } from '../../../lib/domain/person/erased-audit.ts';
import { erasedEvent } from '../../../lib/domain/person/erased-event.ts';
import { decided, letter, promised } from '../../adapters/samples.ts';
import { joined, opened, wish } from '../../builders/topics.ts';

const unlessNamed = (words: string) => (words.includes('Jo') ? '[erased]' : words);
const eraser = { alias: 'erased-x', unlessNamed };
const at = '2026-03-02T09:00:00.000Z';

describe('a case record', () => {
  const ask = (topic: string, topicName: string) => ({
    ask: {
      text: 'Do you sell labels, asks Jo',
      kind: 'request' as const,
      confidence: 1,
      topic,
      topicName,
      topicConfidence: 1,
    },
    demand: null,
    decision: {
      decidedBy: 'sold as it is',
      trail: [
        { rule: 'identity', held: true, because: 'Jo wrote' },
        { rule: 'sold', held: true, because: 'it is sold' },
      ],
      policyVersion: 'v1',
      disposition: 'standard' as const,
      offer: 'labels',
    },
  });
  const record = decided('m1', {
    text: 'planted words',
    attachments: [{ name: 'passport of Jo.pdf', bytes: 5 }],
    asks: [ask('labels', 'Standard labels'), ask('demand-own-words-abc123', 'Own words')],
    reason: 'Jo wants it',
  });

  test('keeps ids, moments and decisions, and no word of the customer', () => {
    const kept = erased.erasedRecord(record, eraser);
    expect(kept).toMatchObject({
      caseId: 'case-1',
      messageId: 'm1',
      receivedAt: at,
      sender: 'erased-x',
      reason: '[erased]',
    });
    expect(kept.asks.map(({ ask }) => ask.topicName)).toEqual(['Standard labels', null]);
    expect(kept.asks[0]?.decision.trail.map(({ because }) => because)).toEqual(['[erased]', 'it is sold']);
    expect(JSON.stringify(kept)).not.toMatch(/Jo|planted|passport|acme\.example|Do you sell/);
  });

  test('erased again is the same', () => {
    const kept = erased.erasedRecord(record, eraser);
    expect(erased.erasedRecord(kept, eraser)).toEqual(kept);
  });
});

test('a mail keeps whom it came from', () =>
  expect(erased.erasedMail(letter(), eraser)).toEqual({
    from: letter().from,
    to: 'erased-x',
    subject: '',
    text: '',
    html: '',
    headers: {},
  }));

describe('a decision keeps its kind and its moments', () => {
  const terms = { promise: 'labels for Jo', price: 450, yearlyUpkeep: 200, reviewOn: '2027-03-02' };
  const decision = (answer: ApprovalAnswer, reason: string): ManagerDecision => ({
    by: 'mia@desk.example',
    at,
    sendAt: at,
    answer,
    reason,
    view: { reasonable: true, abusiveTone: false },
  });
  const answers: [ApprovalAnswer, ApprovalAnswer][] = [
    [
      { kind: 'approved', terms, text: 'Dear Jo' },
      { kind: 'approved', terms: { ...terms, promise: '[erased]' }, text: null },
    ],
    [
      { kind: 'declined', alternative: 'labels', text: 'Dear Jo' },
      { kind: 'declined', alternative: 'labels', text: null },
    ],
    [
      { kind: 'standard', offer: 'labels', phrase: 'labels for Jo' },
      { kind: 'standard', offer: 'labels', phrase: '' },
    ],
    [{ kind: 'call' }, { kind: 'call' }],
  ];
  test.each(answers)('%o', (answer, left) =>
    expect(erased.erasedDecision(decision(answer, 'worth it'), eraser)).toEqual(decision(left, 'worth it')),
  );
  test('and its reason unless it names the person', () =>
    expect(erased.erasedDecision(decision({ kind: 'call' }, 'Jo is nice'), eraser).reason).toBe('[erased]'));
});

test('a commitment keeps what it costs and until when, not its words', () => {
  const ended = { at, by: 'mia@desk.example', reason: 'Jo left' };
  const kept = erased.erasedCommitment(promised('m1', { promise: 'labels for Jo', ended }), eraser);
  expect(kept).toEqual(promised('m1', { promise: '[erased]', ended: { ...ended, reason: '[erased]' } }));
  expect(erased.erasedCommitment(promised('m1'), eraser).ended).toBeNull();
});

describe('the audit of a case', () => {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const entry = (because: string, facts = {}): AuditEntry => ({ at, by: 'mia', event: 'decided', because, facts });
  function chain(...entries: AuditEntry[]) {
    const all: LoggedEntry[] = [];
    for (const one of entries) all.push(logged(one, all.at(-1) ?? null, hash));
    return all;
  }
  const note = { at, by: 'omar', because: 'asked for' };

  test('without a name in it only gets an entry more', () => {
    const before = chain(entry('worth it'));
    const { entries, changed } = erasedAudit(before, eraser, note, hash);
    expect([changed, entries.slice(0, 1), findBreak(entries, hash)]).toEqual([0, before, null]);
    expect(entries.at(-1)).toMatchObject({ event: 'erased', by: 'omar', because: 'asked for', facts: {} });
  });

  test('with a name in it holds again, and its last entry tells how many were changed and what its head was', () => {
    const before = chain(entry('worth it'), entry('for Jo'), entry('late', { to: 'Jo' }), entry('later'));
    const { entries, changed } = erasedAudit(before, eraser, note, hash);
    expect([changed, findBreak(entries, hash)]).toEqual([2, null]);
    expect(entries[0]).toEqual(before[0]);
    expect(entries.map(({ because }) => because)).toEqual(['worth it', '[erased]', 'late', 'later', 'asked for']);
    expect(entries.at(-1)?.facts).toEqual({ changed: '2', before: before.at(-1)?.hash });
    expect(JSON.stringify(entries)).not.toContain('Jo');
  });

  test('that was forged before is not made to hold', () => {
    const [first, second] = chain(entry('for Jo'), entry('late'));
    const { entries } = erasedAudit([first!, { ...second!, because: 'forged' }], eraser, note, hash);
    expect(findBreak(entries, hash)).toBe('entry 1 was changed after it was written');
    expect(JSON.stringify(entries)).not.toContain('Jo');
  });

  test('of a case that had none begins with that', () =>
    expect(erasedAudit([], eraser, note, hash).entries).toEqual(chain({ ...note, event: 'erased', facts: {} })));
});

describe('the topic log', () => {
  const isTheirs = (messageId: string) => messageId === 'theirs';
  const theirs = wish('theirs/0', { phrase: 'labels without a liner' });
  const topic = 'demand-linerless-labels-abc123';

  test('keeps a wish with its account, day and vector, not its words', () => {
    const event = joined(topic, 'theirs/0', { phrase: 'labels without a liner' });
    expect(erasedEvent(event, isTheirs)).toEqual({ ...event, wish: { ...theirs, phrase: '' } });
    expect(erasedEvent(joined(topic, 'others/0'), isTheirs)).toEqual(joined(topic, 'others/0'));
  });

  test('calls a topic that their wish opened by its id', () => {
    const event = { what: 'opened' as const, topic, label: 'Labels without a liner', wish: theirs };
    expect(erasedEvent(event, isTheirs)).toMatchObject({ topic, label: 'Linerless labels', wish: { phrase: '' } });
    expect(erasedEvent(opened(topic), isTheirs)).toEqual(opened(topic));
    expect(erasedEvent({ ...event, topic: 'demand-abc123' }, isTheirs)).toMatchObject({ label: 'Demand-abc123' });
  });

  test('blanks wishes that were moved, and a label that was made of them; one that a person gave stays', () => {
    const from = (label: string | null) =>
      erasedEvent(
        { what: 'moved', from: 'demand-a', to: topic, label, wishes: [theirs, wish('others/0')], by: 'mia' },
        isTheirs,
      );
    expect(from('Labels without a liner')).toMatchObject({
      label: 'Linerless labels',
      wishes: [{ phrase: '' }, { phrase: 'we want others/0' }],
    });
    expect(from('Small rolls')).toMatchObject({ label: 'Small rolls' });
    expect(from(null)).toMatchObject({ label: null });
  });
});
