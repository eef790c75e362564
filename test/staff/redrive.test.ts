import { expect, test } from 'vitest';
import { redrive } from '../../lib/staff/redrive.ts';
import { arrived, begin, decided, letter } from '../adapters/samples.ts';
import { inBothWorlds, testClock } from '../adapters/worlds.ts';

const actor = {
  by: 'omar@desk.example',
  at: new Date('2026-03-02T10:00:00Z'),
  reason: 'the parser is mended',
  facts: {},
};

inBothWorlds((open) => {
  async function desk(startTriage?: () => Promise<void>) {
    const clock = testClock();
    const world = await open(clock.now);
    const started: unknown[] = [];
    const workflows = { startTriage: startTriage ?? (async (input: unknown) => void started.push(input)) };
    await world.ledger.claim(arrived('m1'), 'words');
    const again = redrive({ ...world, workflows });
    const row = async () => (await world.ledger.find('m1'))!;
    return { ...world, clock, started, row, again: async () => again(await row(), actor) };
  }

  test('a parked mail is opened and its triage started; its sender is as doubted as before', async () => {
    const { ledger, started, row, again, audit } = await desk();
    await ledger.close('m1', 'parked', 'it broke');
    expect(await again()).toBe('started');
    expect(started).toEqual([{ messageId: 'm1', key: 'raw/m1', receivedAt: arrived('m1').receivedAt }]);
    expect(await row()).toMatchObject({ outcome: null, acceptedBy: null });
    expect(await audit.of('m1')).toMatchObject([{ event: 'redriven', by: actor.by, because: actor.reason }]);
  });

  test('of two at the same moment one starts it', async () => {
    const { ledger, started, again, audit } = await desk();
    await ledger.close('m1', 'parked', 'it broke');
    expect((await Promise.all([again(), again()])).sort()).toEqual(['moved-on', 'started']);
    expect(started).toHaveLength(1);
    expect(await audit.of('m1')).toHaveLength(1);
  });

  test('what could not be started stays open for the sweep', async () => {
    const { ledger, clock, again } = await desk(() => Promise.reject(new Error('throttled')));
    await ledger.close('m1', 'parked', 'it broke');
    expect(await again()).toBe('opened');
    expect((await ledger.stuckSince(clock.pass(1))).map(({ id }) => id)).toEqual(['m1']);
  });

  test('a mail whose answer may have left is left alone', async () => {
    const { ledger, cases, outbox, started, row, again } = await desk();
    await cases.record(decided('m1'), { purpose: 'reply', mail: letter() });
    await begin(outbox, 'm1');
    await ledger.close('m1', 'parked', 'ReplyInDoubt');
    expect(await again()).toBe('in-doubt');
    expect([await row(), started]).toMatchObject([{ outcome: 'parked' }, []]);
  });

  test('a mail whose answer was refused goes on to the same answer', async () => {
    const { ledger, cases, outbox, row, again } = await desk();
    await cases.record(decided('m1'), { purpose: 'reply', mail: letter() });
    await begin(outbox, 'm1');
    await outbox.refused('m1');
    await ledger.close('m1', 'parked', 'SendRefused');
    expect(await again()).toBe('started');
    expect(await row()).toMatchObject({ outcome: null, route: 'answer' });
    expect(await outbox.claim('m1')).toMatchObject({ mail: letter() });
  });

  test('a request whose approval was given up is left to a person', async () => {
    const { ledger, cases, started, again } = await desk();
    await cases.record(decided('m1', { route: 'ask-manager' }), null);
    await ledger.close('m1', 'parked', 'it broke');
    expect([await again(), started]).toEqual(['asked', []]);
  });
});
