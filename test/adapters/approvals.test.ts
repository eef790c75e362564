import { expect, test } from 'vitest';
import type { Approvals } from '../../lib/ports.ts';
import { AT, asked } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const now = new Date(AT);
const unsettled = async (approvals: Approvals) => (await approvals.unsettled()).map(({ messageId }) => messageId);

inBothWorlds((open) => {
  const withAsked = async () => {
    const { approvals } = await open(testClock().now);
    await approvals.ask(asked('m1'));
    return approvals;
  };

  test('what was asked is found by its link and by its message', async () => {
    const approvals = await withAsked();
    expect(await approvals.byPublicId('link-m1')).toEqual(asked('m1'));
    expect(await approvals.byMessage('m1')).toEqual(asked('m1'));
    expect(await approvals.byPublicId('link-m2')).toBeNull();
    expect(await approvals.byMessage('m2')).toBeNull();
  });

  test('asked again while it waits, token and secret are new and the older link is dead', async () => {
    const approvals = await withAsked();
    const again = asked('m1', { publicId: 'link-new', secretHash: 'other', taskToken: 'token-2' });
    expect(await approvals.ask(again)).toEqual(again);
    expect(await approvals.byPublicId('link-new')).toEqual(again);
    expect(await approvals.byPublicId('link-m1')).toBeNull();
    await expect(approvals.decide('link-m1', 'approved', 'yes', now)).rejects.toMatchObject({
      name: 'ApprovalUnknown',
    });
  });

  test('the first answer counts; the second hears what was decided', async () => {
    const approvals = await withAsked();
    const answer = { state: 'DECIDED', answer: 'approved', reason: 'They are worth it.', decidedAt: AT };
    expect(await approvals.decide('link-m1', 'approved', 'They are worth it.', now)).toMatchObject(answer);
    await expect(approvals.decide('link-m1', 'declined', 'No.', now)).rejects.toMatchObject({
      name: 'ApprovalMovedOn',
      approval: answer,
    });
  });

  test('of answers and a time-out at the same moment one counts', async () => {
    const approvals = await withAsked();
    const [yes, no, expired] = await Promise.allSettled([
      approvals.decide('link-m1', 'approved', 'yes', now),
      approvals.decide('link-m1', 'declined', 'no', now),
      approvals.expire('m1', now),
    ]);
    const kept = await approvals.byMessage('m1');
    const won = [yes, no].filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(kept?.state === 'EXPIRED' ? 0 : 1);
    expect(expired).toMatchObject({ status: 'fulfilled', value: { state: kept?.state } });
  });

  test('an answer after the time-out is too late', async () => {
    const approvals = await withAsked();
    expect(await approvals.expire('m1', now)).toMatchObject({ state: 'EXPIRED', decidedAt: AT });
    await expect(approvals.decide('link-m1', 'approved', 'yes', now)).rejects.toMatchObject({
      name: 'ApprovalMovedOn',
    });
  });

  test('a time-out after the answer changes nothing and returns the answer', async () => {
    const approvals = await withAsked();
    await approvals.decide('link-m1', 'declined', 'too dear', now);
    expect(await approvals.expire('m1', now)).toMatchObject({
      state: 'DECIDED',
      answer: 'declined',
      reason: 'too dear',
    });
  });

  test('a new execution after the answer is known, and the answer stays', async () => {
    const approvals = await withAsked();
    await approvals.decide('link-m1', 'approved', 'yes', now);
    const kept = await approvals.ask(asked('m1', { taskToken: 'token-2', executionArn: 'arn:2' }));
    expect(kept).toMatchObject({ state: 'DECIDED', answer: 'approved', taskToken: 'token-2', executionArn: 'arn:2' });
    expect(await unsettled(approvals)).toEqual(['m1']);
  });

  test('after the end nothing is asked again', async () => {
    const approvals = await withAsked();
    await approvals.decide('link-m1', 'approved', 'yes', now);
    await approvals.settled('m1', now);
    const kept = await approvals.ask(asked('m1', { taskToken: 'token-2' }));
    expect(kept).toMatchObject({ state: 'DECIDED', taskToken: 'token-1', settledAt: AT });
    expect(await unsettled(approvals)).toEqual([]);
  });

  test('unsettled is what waits, and what was answered or timed out and has not moved on', async () => {
    const approvals = await withAsked();
    for (const id of ['m2', 'm3', 'm4'])
      await approvals.ask(asked(id, { askedAt: `2026-03-0${id.at(1)}T00:00:00.000Z` }));
    await approvals.decide('link-m2', 'approved', 'yes', now);
    await approvals.expire('m3', now);
    await approvals.decide('link-m4', 'approved', 'yes', now);
    await approvals.settled('m4', now);
    expect((await unsettled(approvals)).sort()).toEqual(['m1', 'm2', 'm3']);
  });

  test('a case that went on without an answer takes none any more', async () => {
    const approvals = await withAsked();
    await approvals.settled('m1', now);
    expect(await unsettled(approvals)).toEqual([]);
    expect(await approvals.byMessage('m1')).toMatchObject({ state: 'EXPIRED', settledAt: AT });
    await expect(approvals.decide('link-m1', 'approved', 'yes', now)).rejects.toMatchObject({
      name: 'ApprovalMovedOn',
    });
  });

  test('what nobody asked can be neither answered nor timed out, and settling it changes nothing', async () => {
    const { approvals } = await open(testClock().now);
    await expect(approvals.decide('link', 'approved', 'yes', now)).rejects.toMatchObject({ name: 'ApprovalUnknown' });
    await expect(approvals.expire('m1', now)).rejects.toMatchObject({ name: 'ApprovalUnknown' });
    await approvals.settled('m1', now);
    expect(await approvals.byMessage('m1')).toBeNull();
  });
});
