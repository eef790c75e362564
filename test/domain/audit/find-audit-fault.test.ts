import { expect, test } from 'vitest';
import { hexHash } from '../../../lib/adapters/hash.ts';
import type { ManagerDecision } from '../../../lib/domain/approval/approval.ts';
import { logged } from '../../../lib/domain/audit/audit.ts';
import { findAuditFault } from '../../../lib/domain/audit/find-audit-fault.ts';

const decision: ManagerDecision = {
  by: 'mia@desk.example',
  at: '2026-11-23T10:00:00.000Z',
  sendAt: '2026-11-23T10:05:00.000Z',
  reason: 'quicker by phone',
  view: { reasonable: null, abusiveTone: false },
  answer: { kind: 'call' },
};
const { by, at, reason: because } = decision;
const first = logged({ at, by: 'evenhand', event: 'asked', because: 'answer by Friday', facts: {} }, null, hexHash);
const second = logged({ at, by, event: 'decided', because, facts: { answer: 'call' } }, first, hexHash);

test('a case without decision needs no entry', () =>
  expect(findAuditFault([], [{ decision: null }], hexHash)).toBeNull());

test('a decision with its entry holds', () =>
  expect(findAuditFault([first, second], [{ decision }], hexHash)).toBeNull());

test('a chain that breaks is told first', () =>
  expect(findAuditFault([second], [{ decision }], hexHash)).toBe('entry 1 is missing'));

test.each<[string, Partial<ManagerDecision>]>([
  ['by another person', { by: 'sam@desk.example' }],
  ['of another moment', { at: '2026-11-23T10:00:00.001Z' }],
  ['for another reason', { reason: 'other' }],
  ['of another kind', { answer: { kind: 'declined', alternative: 'labels', text: null } }],
])('a decision %s than the one that was entered is found', (_, but) =>
  expect(findAuditFault([first, second], [{ decision: { ...decision, ...but } }], hexHash)).toMatch(
    /^the decision of .+ has no entry$/,
  ),
);

test('entries taken off the end are found by the decision they belong to', () =>
  expect(findAuditFault([first], [{ decision }], hexHash)).toBe(
    'the decision of mia@desk.example at 2026-11-23T10:00:00.000Z (call) has no entry',
  ));
