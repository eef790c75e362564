import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { queryIndex } from '../../lib/adapters/dynamo/table.ts';
import type { ManagerDecision } from '../../lib/domain/approval/approval.ts';
import { AT, arrived, asked, begin, decided, letter, promised } from './samples.ts';
import { describeWithTable, dynamoStores, openTable, testClock, type World } from './worlds.ts';

/** The process dies at its n-th call to the table: before the table heard of it, or after it had done it. */
function dieAt(db: DynamoDBClient, call: number, when: 'before' | 'after'): void {
  let calls = 0;
  const die = (next: (args: never) => Promise<never>) => async (args: never) => {
    calls += 1;
    if (calls !== call) return next(args);
    if (when === 'after') await next(args).catch(() => {}); // a condition that did not hold is not heard of, either
    throw new Error('killed');
  };
  db.middlewareStack.add(die as never, { step: 'initialize' });
}

/** Runs `act`, dying at every possible call in turn, then runs it to its end and looks at what is there. */
async function atEveryCall<Seen>(
  prepare: (world: World) => Promise<unknown>,
  act: (world: World) => Promise<unknown>,
  look: (world: World) => Promise<Seen>,
): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const when of ['before', 'after'] as const)
    for (let call = 1; ; call += 1) {
      const table = await openTable();
      const world = dynamoStores(table, testClock().now);
      await prepare(world);
      dieAt(table.db, call, when);
      const died = await act(world).then(
        () => false,
        (error: Error) => error.message === 'killed',
      );
      if (!died) break;
      await act(world);
      seen.push(await look(world));
    }
  return seen;
}

describeWithTable('killed at any call to the table and tried again', () => {
  test('a claim is entered, open, and no duplicate of itself', async () => {
    const seen = await atEveryCall(
      async () => {},
      ({ ledger }) => ledger.claim(arrived('m1'), 'words'),
      ({ ledger }) => ledger.claim(arrived('m1'), 'words'),
    );
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map((claim) => JSON.stringify(claim))).size).toBe(1);
    expect(seen[0]).toEqual({ state: 'already-open', row: arrived('m1') });
  });

  test('a duplicate ends closed', async () => {
    const seen = await atEveryCall(
      ({ ledger }) => ledger.claim(arrived('m1'), 'words'),
      ({ ledger }) => ledger.claim(arrived('m2'), 'words'),
      ({ ledger }) => ledger.find('m2'),
    );
    expect(seen).toHaveLength(6);
    for (const row of seen) expect(row).toMatchObject({ outcome: 'duplicate', reason: 'same as m1' });
  });

  test('a decision is kept once, whole', async () => {
    const seen = await atEveryCall(
      ({ ledger }) => ledger.claim(arrived('m1'), 'words'),
      ({ cases }) => cases.record(decided('m1'), { purpose: 'reply', mail: letter() }),
      ({ cases }) => cases.story('case-1'),
    );
    expect(seen).toHaveLength(2);
    const whole = { records: [{ messageId: 'm1' }], messages: [{ route: 'answer' }], replies: [{ mail: letter() }] };
    for (const story of seen) expect(story).toMatchObject(whole);
  });

  test('the reply to an approval is kept whole', async () => {
    const seen = await atEveryCall(
      async () => {},
      ({ outbox }) => outbox.add('m1', 'case-1', letter()),
      ({ outbox }) => begin(outbox, 'm1'),
    );
    expect(seen).toHaveLength(4);
    for (const reply of seen) expect(reply).toMatchObject({ mail: letter() });
  });

  test('a reply of which only half was written cannot be begun', async () => {
    const table = await openTable();
    const { outbox } = dynamoStores(table, testClock().now);
    dieAt(table.db, 2, 'before');
    await expect(outbox.add('m1', 'case-1', letter())).rejects.toThrow('killed');
    await expect(begin(outbox, 'm1')).rejects.toMatchObject({ name: 'MessageUnknown' });
  });

  const at = new Date(AT);
  const decision: ManagerDecision = {
    by: 'mia@desk.example',
    at: AT,
    answer: { kind: 'call' },
    reason: 'worth it',
    view: { reasonable: null, abusiveTone: false },
    sendAt: AT,
  };
  const entry = { at: AT, by: decision.by, event: 'decided' as const, because: 'worth it', facts: {} };

  test('an approval is found by its link, and settled in the end', async () => {
    const seen = await atEveryCall(
      async () => {},
      ({ approvals }) => approvals.ask(asked('m1')),
      async ({ approvals }) => {
        const found = await approvals.byPublicId('link-m1');
        await approvals.decide('m1', decision, entry);
        await approvals.settled('m1', at);
        return [found?.messageId, await approvals.byMessage('m1'), await approvals.unsettled()];
      },
    );
    expect(seen.length).toBeGreaterThan(3);
    for (const found of seen) expect(found).toMatchObject(['m1', { state: 'DECIDED', settledAt: AT }, []]);
  });

  test('a decision is kept once, with one entry of the audit', async () => {
    const seen = await atEveryCall(
      ({ approvals }) => approvals.ask(asked('m1')),
      ({ approvals }) =>
        approvals.decide('m1', decision, entry).catch((error: Error) => {
          if (error.name !== 'ApprovalMovedOn') throw error;
        }),
      async ({ approvals, audit }) => [await approvals.byMessage('m1'), await audit.of('case-1')],
    );
    expect(seen.length).toBeGreaterThan(5);
    for (const found of seen) expect(found).toMatchObject([{ state: 'DECIDED', decision }, [{ event: 'decided' }]]);
    expect(seen.every(([, entries]) => Array.isArray(entries) && entries.length === 1)).toBe(true);
  });

  test('a commitment is found by id and by account', async () => {
    const seen = await atEveryCall(
      async () => {},
      ({ commitments }) => commitments.add(promised('m1')),
      async ({ commitments }) => [(await commitments.ofAccount('acme')).length, (await commitments.all()).length],
    );
    expect(seen).toEqual(Array(4).fill([1, 1]));
  });
});

/** What the client does by itself when the answer to a write is lost on the way: it asks again. */
const losingFirstAnswer = (db: DynamoDBClient): void => {
  let lost = false;
  const repeat = (next: (args: never) => Promise<never>) => async (args: never) => {
    if (!lost) await next(args);
    lost = true;
    return next(args);
  };
  db.middlewareStack.add(repeat as never, { step: 'finalizeRequest', priority: 'low' });
};

describeWithTable('when the answer to a write is lost and the client asks again', () => {
  test('a reply that was begun by nobody else may be called', async () => {
    const table = await openTable();
    const { outbox } = dynamoStores(table, testClock().now);
    await outbox.add('m1', 'case-1', letter());
    losingFirstAnswer(table.db);
    expect(await begin(outbox, 'm1')).toMatchObject({ state: 'CALLING', mail: letter() });
    await expect(begin(outbox, 'm1')).rejects.toMatchObject({ name: 'ReplyClaimed' });
  });

  test('a decision is kept, and its own route comes back', async () => {
    const table = await openTable();
    const { ledger, cases } = dynamoStores(table, testClock().now);
    await ledger.claim(arrived('m1'), 'words');
    losingFirstAnswer(table.db);
    expect(await cases.record(decided('m1'), { purpose: 'reply', mail: letter() })).toBe('answer');
    expect((await cases.story('case-1'))?.records).toEqual([decided('m1')]);
  });
});

/** An index that has not heard of the last changes: every query is answered as the first one was. */
const stoppingIndex = (db: DynamoDBClient): void => {
  let first: Promise<never> | undefined;
  const stale =
    (next: (args: never) => Promise<never>, { commandName }: { commandName?: string }) =>
    (args: never) => {
      if (commandName !== 'QueryCommand') return next(args);
      first ??= next(args);
      return first;
    };
  db.middlewareStack.add(stale as never, { step: 'initialize' });
};

describeWithTable('while the index lags behind', () => {
  test('a call that was begun anew is not in doubt for the age of the one before', async () => {
    const table = await openTable();
    const clock = testClock();
    const { outbox } = dynamoStores(table, clock.now);
    await outbox.add('m1', 'case-1', letter());
    await begin(outbox, 'm1');
    stoppingIndex(table.db);
    expect(await queryIndex(table, 'calling')).toHaveLength(1);
    const limit = clock.pass(60);
    await outbox.refused('m1');
    await begin(outbox, 'm1');
    expect(await outbox.doubtBefore(limit)).toEqual([]);
  });
});
