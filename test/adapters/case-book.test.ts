import { expect, test } from 'vitest';
import { arrived, asked, decided, letter } from './samples.ts';
import { inBothWorlds, testClock } from './worlds.ts';

inBothWorlds((open) => {
  test('a decision is kept with its reply and the route of its message', async () => {
    const { ledger, cases } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    expect(await cases.record(decided('m1'), { purpose: 'reply', mail: letter() })).toBe('answer');
    const row = arrived('m1', { route: 'answer', caseId: 'case-1', reason: 'standard' });
    const reply = {
      messageId: 'm1',
      purpose: 'reply',
      caseId: 'case-1',
      mail: letter(),
      state: 'PENDING',
      addedAt: row.updatedAt,
      changedAt: row.updatedAt,
    };
    expect(await cases.story('case-1')).toEqual({
      caseId: 'case-1',
      records: [decided('m1')],
      messages: [row],
      approvals: [],
      replies: [reply],
    });
  });

  test('decided again, the first decision and the first letter stay', async () => {
    const { ledger, cases } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    await cases.record(decided('m1'), { purpose: 'reply', mail: letter() });
    const other = decided('m1', { route: 'hand-to-person', reason: 'other' });
    expect(await cases.record(other, { purpose: 'reply', mail: letter({ text: 'No.' }) })).toBe('answer');
    const story = await cases.story('case-1');
    expect(story?.records).toEqual([decided('m1')]);
    expect(story?.replies[0]?.mail.text).toBe(letter().text);
  });

  test('of two decisions at the same moment one is kept, and nobody hears of the other', async () => {
    const { ledger, cases } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    const routes = await Promise.allSettled([
      cases.record(decided('m1'), { purpose: 'reply', mail: letter() }),
      cases.record(decided('m1', { route: 'hold' }), null),
    ]);
    const kept = (await ledger.find('m1'))?.route;
    const heard = routes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(new Set(heard)).toEqual(new Set([kept]));
    expect((await cases.story('case-1'))?.records.map(({ route }) => route)).toEqual([kept]);
  });

  test('a decision about a message that never came in is refused, and leaves nothing behind', async () => {
    const { cases } = await open(testClock().now);
    await expect(cases.record(decided('m1'), { purpose: 'reply', mail: letter() })).rejects.toMatchObject({
      name: 'MessageUnknown',
    });
    expect(await cases.story('case-1')).toBeNull();
  });

  test('a case tells its messages in the order in which they came, with approvals and replies', async () => {
    const { ledger, cases, approvals, outbox } = await open(testClock().now);
    for (const id of ['m1', 'm2', 'm3']) await ledger.claim(arrived(id), id);
    await cases.record(decided('m1', { receivedAt: '2026-03-04T09:00:00.000Z' }), { purpose: 'reply', mail: letter() });
    await cases.record(decided('m2', { receivedAt: '2026-03-03T09:00:00.000Z', sender: 'bo@acme.example' }), null);
    await cases.record(decided('m3', { caseId: 'case-2', sender: 'al@other.example' }), null);
    await approvals.ask(asked('m2'));
    await outbox.add('m2', 'case-1', letter({ subject: 'Approved' }));
    const story = await cases.story('case-1');
    expect(story?.records.map(({ messageId }) => messageId)).toEqual(['m2', 'm1']);
    expect(story?.messages.map(({ id }) => id)).toEqual(['m2', 'm1']);
    expect(story?.approvals).toEqual([asked('m2')]);
    expect(story?.replies.map(({ mail }) => mail.subject).sort()).toEqual(['Approved', 'Re: Labels']);
    expect((await cases.participants('case-1')).sort()).toEqual(['bo@acme.example', 'jo@acme.example']);
    const all = await Array.fromAsync(cases.records());
    expect(all.map(({ messageId }) => messageId).sort()).toEqual(['m1', 'm2', 'm3']);
  });

  test('a case that nobody knows has no story and no participants', async () => {
    const { cases } = await open(testClock().now);
    expect(await cases.story('nobody')).toBeNull();
    expect(await cases.participants('nobody')).toEqual([]);
  });

  test('the longest record that a mail can cause is kept whole', async () => {
    const { ledger, cases } = await open(testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    const references = Array.from({ length: 1_000 }, (_, i) => `<${i}-${'r'.repeat(50)}@acme.example>`);
    const asks = Array.from({ length: 8 }, () => ({
      ask: {
        text: '☃'.repeat(2_000),
        kind: 'request',
        confidence: 1,
        topic: null,
        topicName: null,
        topicConfidence: 0,
      },
      demand: null,
      decision: { disposition: null, handling: 'hold', decidedBy: 'x', trail: [], policyVersion: 'v1' },
    })) as never;
    const most = decided('m1', { text: '☃'.repeat(8_000), thread: { messageId: null, references }, asks });
    await cases.record(most, null);
    expect((await cases.story('case-1'))?.records).toEqual([most]);
  });

  test('a manager sees what a person has to do with, newest first, and no more than asked for', async () => {
    const { ledger, cases } = await open(testClock().now);
    const account = { id: 'acme', name: 'Acme', segment: 'retail', manager: 'mia@desk.example' };
    const value = { contribution: 1, band: 'core' as const };
    for (const [i, route] of (['ask-manager', 'answer', 'hand-to-person'] as const).entries()) {
      await ledger.claim(arrived(`m${i}`), `m${i}`);
      const receivedAt = `2026-03-0${i + 1}T09:00:00.000Z`;
      await cases.record(decided(`m${i}`, { route, receivedAt, account: { ...account, ...value } }), null);
    }
    const listed = await cases.ofManager('mia@desk.example', 10);
    expect(listed.map(({ messageId, account }) => [messageId, account])).toEqual([
      ['m2', 'Acme'],
      ['m0', 'Acme'],
    ]);
    expect(await cases.ofManager('mia@desk.example', 1)).toHaveLength(1);
    expect(await cases.ofManager('sam@desk.example', 10)).toEqual([]);
  });
});
