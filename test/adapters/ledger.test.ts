import { expect, test } from 'vitest';
import { arrived, decided } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

inBothWorlds((open) => {
  test('a message is claimed once; asked again it is still open', async () => {
    const { ledger } = await open(testClock().now);
    expect(await ledger.claim(arrived('m1'), 'words')).toEqual({ state: 'claimed' });
    expect(await ledger.claim(arrived('m1'), 'words')).toEqual({ state: 'already-open', row: arrived('m1') });
  });

  test('of two claims at the same moment one wins', async () => {
    const { ledger } = await open(testClock().now);
    const claims = await Promise.all([1, 2, 3].map(() => ledger.claim(arrived('m1'), 'words')));
    expect(claims.map(({ state }) => state).sort()).toEqual(['already-open', 'already-open', 'claimed']);
  });

  test('the same words in another object are a duplicate, closed with its reason, however often it is claimed', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    expect(await ledger.claim(arrived('m2'), 'words')).toEqual({ state: 'duplicate', of: 'm1' });
    expect(await ledger.claim(arrived('m2'), 'words')).toEqual({ state: 'duplicate', of: 'm1' });
    expect(await ledger.find('m2')).toEqual(arrived('m2', { outcome: 'duplicate', reason: 'same as m1' }));
    expect(await ledger.find('m1')).toMatchObject({ outcome: null });
  });

  test('two copies at the same moment: one is decided, one is the duplicate', async () => {
    const { ledger } = await open(testClock().now);
    const claims = await Promise.all(['m1', 'm2'].map((id) => ledger.claim(arrived(id), 'words')));
    expect(claims.map(({ state }) => state).sort()).toEqual(['claimed', 'duplicate']);
  });

  test('other words are another message, whatever else is the same', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('forged'), 'same id, other words');
    expect(await ledger.claim(arrived('true'), 'same id, true words')).toEqual({ state: 'claimed' });
  });

  test('a message that was decided goes on, also when its words turn out to belong to another', async () => {
    const { ledger, cases } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await ledger.claim(arrived('m2'), 'words as an older reader saw them');
    await cases.record(decided('m2'), null);
    expect(await ledger.claim(arrived('m2'), 'words')).toMatchObject({ state: 'already-open', row: { id: 'm2' } });
  });

  test('a message that was entered without being read becomes a duplicate once it can be read', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await ledger.claim(arrived('m2', { kind: 'malformed' }), 'm2');
    expect(await ledger.claim(arrived('m2'), 'words')).toEqual({ state: 'duplicate', of: 'm1' });
    expect(await ledger.find('m2')).toMatchObject({ outcome: 'duplicate', reason: 'same as m1' });
  });

  test('a final outcome never changes', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await ledger.close('m1', 'answered', 'standard');
    await ledger.close('m1', 'parked', 'late');
    await ledger.close('m1', 'awaiting-approval', 'later still');
    expect(await ledger.find('m1')).toMatchObject({ outcome: 'answered', reason: 'standard' });
    expect(await ledger.claim(arrived('m1'), 'words')).toMatchObject({ state: 'already-closed' });
  });

  test('what waits for an approval may still become something else, once', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await ledger.close('m1', 'awaiting-approval', 'mia');
    await ledger.close('m1', 'handed-to-person', 'no answer');
    await ledger.close('m1', 'answered', 'late');
    expect(await ledger.find('m1')).toMatchObject({ outcome: 'handed-to-person', reason: 'no answer' });
  });

  test('closing what is not there changes nothing', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.close('nobody', 'answered', '');
    expect(await ledger.find('nobody')).toBeNull();
  });

  test('stuck is what has no outcome and last moved before the limit, not at it', async () => {
    const clock = testClock();
    const { ledger, cases } = await open(clock.now);
    const entered = clock.now();
    for (const id of ['still', 'moved', 'closed', 'waiting']) await ledger.claim(arrived(id), id);
    await ledger.close('closed', 'no-reply', 'list');
    await ledger.close('waiting', 'awaiting-approval', 'mia');
    expect(await ledger.stuckSince(entered)).toEqual([]);
    const later = clock.pass(60);
    await cases.record(decided('moved'), null);
    expect((await ledger.stuckSince(later)).map(({ id }) => id)).toEqual(['still']);
    expect((await ledger.stuckSince(clock.pass(1))).map(({ id }) => id).sort()).toEqual(['moved', 'still']);
  });

  test.each(['held', 'parked'] as const)(
    '%s mail waits for a person until one of them resolves it',
    async (outcome) => {
      const { ledger } = await open(testClock().now);
      await ledger.claim(arrived('m1'), 'words');
      await ledger.close('m1', outcome, 'not verified');
      const waiting = async () => (await ledger.waitingForPerson()).map(({ id }) => id);
      expect(await waiting()).toEqual(['m1']);
      const filed = { outcome: 'no-reply' as const, reason: 'filed: an advertisement' };
      const both = await Promise.all([ledger.resolve('m1', 'omar', filed), ledger.resolve('m1', 'lea', filed)]);
      expect(both.sort()).toEqual([false, true]);
      expect(await ledger.find('m1')).toMatchObject(filed);
      expect(await waiting()).toEqual([]);
    },
  );

  test('released mail is open again, with the name of who vouched for its sender', async () => {
    const clock = testClock();
    const { ledger, cases } = await open(clock.now);
    await ledger.claim(arrived('m1'), 'words');
    await cases.record(decided('m1', { route: 'hold' }), null);
    await ledger.close('m1', 'held', 'not verified');
    expect(await ledger.resolve('m1', 'omar@desk.example', 'release')).toBe(true);
    expect(await ledger.find('m1')).toMatchObject({ outcome: null, route: null, acceptedBy: 'omar@desk.example' });
    expect((await ledger.claim(arrived('m1'), 'words')).state).toBe('already-open');
    expect((await ledger.stuckSince(clock.pass(1))).map(({ id }) => id)).toEqual(['m1']);
    expect(await cases.record(decided('m1', { route: 'answer' }), null)).toBe('answer');
    expect((await cases.story('case-1'))?.records.map(({ route }) => route)).toEqual(['answer']);
  });

  test('parked mail goes on where it stopped, and nobody has vouched for its sender', async () => {
    const clock = testClock();
    const { ledger, cases } = await open(clock.now);
    for (const id of ['early', 'late']) await ledger.claim(arrived(id), id);
    await cases.record(decided('late'), null);
    for (const id of ['early', 'late']) await ledger.close(id, 'parked', 'it broke');
    expect(await ledger.resolve('early', 'omar@desk.example', 'again')).toBe(true);
    expect(await ledger.resolve('late', 'omar@desk.example', 'again')).toBe(true);
    expect(await ledger.find('early')).toMatchObject({ outcome: null, route: null, reason: '', acceptedBy: null });
    expect(await ledger.find('late')).toMatchObject({ outcome: null, route: 'answer', caseId: 'case-1' });
    expect((await ledger.stuckSince(clock.pass(1))).map(({ id }) => id).sort()).toEqual(['early', 'late']);
    expect(await ledger.waitingForPerson()).toEqual([]);
    expect(await ledger.resolve('early', 'omar@desk.example', 'again')).toBe(false);
  });

  test('who vouched for a sender before is not forgotten when the mail goes on', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await ledger.close('m1', 'held', 'not verified');
    await ledger.resolve('m1', 'omar@desk.example', 'release');
    await ledger.close('m1', 'parked', 'it broke');
    await ledger.resolve('m1', 'lea@desk.example', 'again');
    expect(await ledger.find('m1')).toMatchObject({ acceptedBy: 'omar@desk.example', outcome: null });
  });

  test('what could not be read is known by its kind and sender once it can be', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1', { kind: 'malformed', sender: null }), 'm1');
    await ledger.close('m1', 'parked', 'malformed');
    const parked = await ledger.claim(arrived('m1'), 'words');
    expect(parked).toMatchObject({ state: 'already-closed', row: { kind: 'malformed' } });
    await ledger.resolve('m1', 'omar', 'again');
    expect(await ledger.claim(arrived('m1'), 'words')).toEqual({ state: 'already-open', row: arrived('m1') });
    expect(await ledger.find('m1')).toEqual(arrived('m1'));
  });

  test('what was answered cannot be resolved any more', async () => {
    const { ledger } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await ledger.close('m1', 'answered', 'standard');
    expect(await ledger.resolve('m1', 'omar', 'release')).toBe(false);
    expect(await ledger.resolve('m2', 'omar', 'release')).toBe(false);
  });
});
