import { expect, test } from 'vitest';
import type { Commitment } from '../../lib/domain/commitment/commitment.ts';
import type { Commitments } from '../../lib/ports.ts';
import { AT, promised } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

const ended = { at: AT, by: 'mia@desk.example', reason: 'nobody uses it' };
const entry = { at: AT, by: ended.by, event: 'commitment-ended' as const, because: ended.reason, facts: {} };
const idsOf = (commitments: Commitment[]) => commitments.map(({ id }) => id);

inBothWorlds((open) => {
  const withTwo = async () => {
    const world = await open(testClock().now);
    await world.commitments.add(promised('m2', { reviewOn: '2027-06-01', account: 'vantor' }));
    await world.commitments.add(promised('m1'));
    return world;
  };
  const due = async (commitments: Commitments, day: string) => idsOf(await commitments.due(day));

  test('what was promised is found by id, by account and in order of review', async () => {
    const { commitments } = await withTwo();
    expect(await commitments.find('m1')).toEqual(promised('m1'));
    expect(await commitments.find('m3')).toBeNull();
    expect(idsOf(await commitments.all())).toEqual(['m1', 'm2']);
    expect(idsOf(await commitments.ofAccount('vantor'))).toEqual(['m2']);
    expect(await commitments.ofAccount('nobody')).toEqual([]);
  });

  test('promised again for the same message it stays as it was', async () => {
    const { commitments } = await withTwo();
    await commitments.add(promised('m1', { price: 1 }));
    expect((await commitments.find('m1'))?.price).toBe(450);
  });

  test('it is due on its review day, not the day before, and once', async () => {
    const { commitments } = await withTwo();
    expect(await due(commitments, '2027-03-01')).toEqual([]);
    expect(await due(commitments, '2027-03-02')).toEqual(['m1']);
    await commitments.reviewMailed('m1', '2027-03-02');
    expect(await due(commitments, '2027-03-02')).toEqual([]);
    expect(await due(commitments, '2027-06-01')).toEqual(['m2']);
  });

  test('of two who end it one does, with one entry of the audit; it is no longer due', async () => {
    const { commitments, audit } = await withTwo();
    const both = await Promise.all([commitments.end('m1', ended, entry), commitments.end('m1', ended, entry)]);
    expect(both.sort()).toEqual([false, true]);
    expect(await commitments.find('m1')).toMatchObject({ state: 'ended', ended });
    expect(await audit.of('case-1')).toHaveLength(1);
    expect(await due(commitments, '2027-12-31')).toEqual(['m2']);
    expect(await commitments.end('m3', ended, entry)).toBe(false);
  });

  test('a phrase is proposed once a message', async () => {
    const { proposals } = await open(testClock().now);
    const proposal = { messageId: 'm1', caseId: 'case-1', offer: 'labels', phrase: 'own size', by: 'mia', at: AT };
    await proposals.add(proposal);
    await proposals.add({ ...proposal, phrase: 'other' });
    expect(await proposals.all()).toEqual([proposal]);
  });
});
