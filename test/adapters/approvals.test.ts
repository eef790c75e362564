import { expect, test } from 'vitest';
import type { ManagerDecision } from '../../lib/domain/approval/approval.ts';
import type { AuditEntry, AuditEvent } from '../../lib/domain/audit/audit.ts';
import type { Approvals } from '../../lib/ports.ts';
import { AT, asked } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const now = new Date(AT);
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const entry = (event: AuditEvent, by = 'mia@desk.example'): AuditEntry => ({
  at: AT,
  by,
  event,
  because: 'so',
  facts: {},
});
const call = (but: Partial<ManagerDecision> = {}): ManagerDecision => ({
  by: 'mia@desk.example',
  at: AT,
  answer: { kind: 'call' },
  reason: 'They are worth it.',
  view: { reasonable: true, abusiveTone: false },
  sendAt: later(5).toISOString(),
  ...but,
});
const decide = (approvals: Approvals, but: Partial<ManagerDecision> = {}) =>
  approvals.decide('m1', call(but), entry('decided'));
const unsettled = async (approvals: Approvals) => (await approvals.unsettled()).map(({ messageId }) => messageId);
const movedOn = { name: 'ApprovalMovedOn' };

inBothWorlds((open) => {
  const withAsked = async () => {
    const world = await open(testClock().now);
    await world.approvals.ask(asked('m1'));
    return world;
  };

  test('what was asked is found by its link and by its message', async () => {
    const { approvals } = await withAsked();
    expect(await approvals.byPublicId('link-m1')).toEqual(asked('m1'));
    expect(await approvals.byMessage('m1')).toEqual(asked('m1'));
    expect(await approvals.byPublicId('link-m2')).toBeNull();
    expect(await approvals.byMessage('m2')).toBeNull();
  });

  test('asked again by a new execution, only the task is new', async () => {
    const { approvals } = await withAsked();
    const again = asked('m1', { taskToken: 'token-2', executionArn: 'arn:2', holders: [], answerBy: 'never' });
    expect(await approvals.ask(again)).toEqual(asked('m1', { taskToken: 'token-2', executionArn: 'arn:2' }));
  });

  test('a link mailed again makes the older one of that person dead, and nobody else’s', async () => {
    const { approvals } = await withAsked();
    await approvals.hold('m1', { address: 'sam@desk.example', secretHash: 'of-sam', sentAt: AT });
    const { holders } = await approvals.hold('m1', { address: 'mia@desk.example', secretHash: 'newer', sentAt: AT });
    expect(holders.map(({ address, secretHash }) => [address, secretHash]).sort()).toEqual([
      ['mia@desk.example', 'newer'],
      ['sam@desk.example', 'of-sam'],
    ]);
  });

  test('links to several people at once are all kept', async () => {
    const { approvals } = await withAsked();
    const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@desk.example`);
    await Promise.all(people.map((address) => approvals.hold('m1', { address, secretHash: address, sentAt: AT })));
    const kept = (await approvals.byMessage('m1'))!.holders.map(({ address }) => address);
    expect(kept.sort()).toEqual([...people, 'mia@desk.example'].sort());
  });

  test('what was mailed is noted once', async () => {
    const { approvals } = await withAsked();
    for (const nudge of ['brief', 'remind-1', 'brief'] as const) await approvals.nudged('m1', nudge);
    expect((await approvals.byMessage('m1'))!.nudges.sort()).toEqual(['brief', 'remind-1']);
  });

  test('the first decision counts, the second hears what was decided, and the audit has one', async () => {
    const { approvals, audit } = await withAsked();
    expect(await decide(approvals)).toMatchObject({ state: 'DECIDED', decision: call() });
    await expect(decide(approvals, { reason: 'No.' })).rejects.toMatchObject({
      ...movedOn,
      approval: { decision: { reason: 'They are worth it.' } },
    });
    expect((await audit.of('case-1')).map(({ event }) => event)).toEqual(['decided']);
  });

  test('of twenty decisions and a time-out at the same moment one counts', async () => {
    const { approvals, audit } = await withAsked();
    const due = new Date(asked('m1').answerBy);
    const taps = Array.from({ length: 20 }, (_, i) => decide(approvals, { reason: `reason ${i}` }));
    const results = await Promise.allSettled([...taps, approvals.seal('m1', due)]);
    const kept = await approvals.byMessage('m1');
    const won = results.slice(0, -1).filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(kept?.state === 'EXPIRED' ? 0 : 1);
    expect(await audit.of('case-1')).toHaveLength(1);
  });

  test('a decision can be undone until its reply leaves, and not at that very moment', async () => {
    const { approvals, audit } = await withAsked();
    await decide(approvals);
    await expect(approvals.undo('m1', later(5), entry('undone'))).rejects.toMatchObject(movedOn);
    const undone = await approvals.undo('m1', new Date(later(5).getTime() - 1), entry('undone'));
    expect(undone).toMatchObject({ state: 'PENDING', decision: null });
    await expect(approvals.undo('m1', now, entry('undone'))).rejects.toMatchObject(movedOn);
    expect(await decide(approvals, { reason: 'Now for good.' })).toMatchObject({ state: 'DECIDED' });
    expect((await audit.of('case-1')).map(({ event }) => event)).toEqual(['decided', 'undone', 'decided']);
  });

  test('a decision is sealed from the moment its reply may leave; then nothing undoes it', async () => {
    const { approvals } = await withAsked();
    await decide(approvals);
    expect((await approvals.seal('m1', new Date(later(5).getTime() - 1))).state).toBe('DECIDED');
    expect((await approvals.seal('m1', later(5))).state).toBe('SEALED');
    await expect(approvals.undo('m1', now, entry('undone'))).rejects.toMatchObject(movedOn);
  });

  test('of undo and seal one wins', async () => {
    const { approvals } = await withAsked();
    await decide(approvals);
    const [undone] = await Promise.allSettled([
      approvals.undo('m1', now, entry('undone')),
      approvals.seal('m1', later(5)),
    ]);
    const { state } = (await approvals.byMessage('m1'))!;
    expect(state).toBe(undone.status === 'fulfilled' ? 'PENDING' : 'SEALED');
  });

  test('it expires at its deadline and not before, with an entry of the audit; an answer is then too late', async () => {
    const { approvals, audit } = await withAsked();
    const due = new Date(asked('m1').answerBy);
    expect((await approvals.seal('m1', new Date(due.getTime() - 1))).state).toBe('PENDING');
    expect(await approvals.seal('m1', due)).toMatchObject({ state: 'EXPIRED', expiredAt: due.toISOString() });
    await expect(decide(approvals)).rejects.toMatchObject(movedOn);
    expect((await audit.of('case-1')).map(({ event, by }) => [event, by])).toEqual([['expired', 'evenhand']]);
  });

  test('given to somebody else, only they hold a link', async () => {
    const { approvals } = await withAsked();
    const sam = { address: 'sam@desk.example', secretHash: 'of-sam', sentAt: AT };
    expect(await approvals.give('m1', sam, entry('given'))).toMatchObject({ manager: sam.address, holders: [sam] });
    await decide(approvals);
    await expect(approvals.give('m1', sam, entry('given'))).rejects.toMatchObject(movedOn);
    await expect(approvals.hold('m1', sam)).rejects.toMatchObject(movedOn);
  });

  test('after the end nothing is asked again', async () => {
    const { approvals } = await withAsked();
    await decide(approvals);
    await approvals.settled('m1', now);
    const kept = await approvals.ask(asked('m1', { taskToken: 'token-2' }));
    expect(kept).toMatchObject({ state: 'DECIDED', taskToken: 'token-1', settledAt: AT });
    expect(await unsettled(approvals)).toEqual([]);
  });

  test('settled without an answer it is expired, so that a late answer hears it', async () => {
    const { approvals } = await withAsked();
    await approvals.settled('m1', now);
    expect(await approvals.byMessage('m1')).toMatchObject({ state: 'EXPIRED', settledAt: AT });
    await expect(decide(approvals)).rejects.toMatchObject(movedOn);
  });

  test('what waits, was decided or has expired is listed, oldest first, until it is settled', async () => {
    const { approvals } = await withAsked();
    await approvals.ask(asked('m0', { askedAt: '2026-03-01T09:00:00.000Z' }));
    await decide(approvals);
    expect(await unsettled(approvals)).toEqual(['m0', 'm1']);
    await approvals.settled('m1', now);
    expect(await unsettled(approvals)).toEqual(['m0']);
  });

  test('nobody decides about what is not there', async () => {
    const { approvals } = await withAsked();
    await expect(approvals.decide('m2', call(), entry('decided'))).rejects.toMatchObject({ name: 'ApprovalUnknown' });
    await expect(approvals.seal('m2', now)).rejects.toMatchObject({ name: 'ApprovalUnknown' });
    await approvals.settled('m2', now);
  });
});
