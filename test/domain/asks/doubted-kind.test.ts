import { expect, test } from 'vitest';
import type { Ask, AskKind } from '../../../lib/domain/asks/ask.ts';
import { KIND_SURE, withKind } from '../../../lib/domain/asks/doubted-kind.ts';
import type { KindShares } from '../../../lib/domain/asks/kind-head.ts';

const ask = (kind: AskKind, confidence = 0.9): Ask => ({ text: 'the printer and the labels', kind, confidence });
/** `share` for one kind, the rest spread over the others. */
const mostly = (kind: keyof KindShares, share = 0.94): KindShares => {
  const kinds = ['request', 'problem', 'complaint', 'question', 'about-open-case', 'thanks', 'other'] as const;
  return Object.fromEntries(kinds.map((one) => [one, one === kind ? share : (1 - share) / 6])) as KindShares;
};

test('phrases and sentence agree: that kind, as sure as both', () =>
  expect(withKind(ask('problem'), mostly('problem'))).toMatchObject({ kind: 'problem', confidence: 0.9 }));

test('a request that the sentence surely tells as a problem is a problem', () =>
  expect(withKind(ask('request'), mostly('problem')).kind).toBe('problem'));

test('trouble by its phrases and a wish by its sentence is in doubt, never a wish', () => {
  const doubted = withKind(ask('problem'), mostly('request'));
  expect(doubted.kind).toBe('problem');
  expect(doubted.confidence).toBeLessThan(KIND_SURE);
});

test('a remark that wants nothing is in doubt', () =>
  expect(withKind(ask('request'), mostly('other')).confidence).toBeLessThan(KIND_SURE));

test('a sentence that says little leaves the phrases as they are', () =>
  expect(withKind(ask('request'), mostly('about-open-case', 0.3))).toEqual(ask('request')));

test('without a phrase the sentence tells the kind, and how sure', () => {
  const told = withKind(ask('request', 0.4), mostly('problem'));
  expect(told.kind).toBe('problem');
  expect(told.confidence).toBeGreaterThan(KIND_SURE);
});

test('whether it is a question or a request needs no certainty', () => {
  const shares = { ...mostly('request', 0.48), question: 0.46 };
  expect(withKind(ask('request'), shares).confidence).toBeGreaterThan(0.8);
});
