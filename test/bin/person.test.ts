import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { MailStore } from '../../bin/commands/desk-world.ts';
import { readPerson } from '../../bin/commands/person.ts';
import { doc, key } from '../../lib/adapters/dynamo/keys.ts';
import { eraseRows, rowsNaming } from '../../lib/adapters/dynamo/person-erase.ts';
import { hexHash } from '../../lib/adapters/hash.ts';
import { findBreak } from '../../lib/domain/audit/audit.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import { AT, arrived, asked, decided, letter } from '../adapters/samples.ts';
import { describeWithTable, dynamoStores, openTable, testClock } from '../adapters/worlds.ts';

const ANNA = 'anna.lind@acme.example';
const noMails: MailStore = { list: async function* () {}, get: async () => new Uint8Array(), erase: async () => {} };
const entry = { at: AT, by: 'mia@desk.example', event: 'given' as const, because: 'Anna asked mia', facts: {} };

describeWithTable('the rows about one person', () => {
  async function desk() {
    const table = await openTable();
    const clock = testClock();
    const stores = dynamoStores(table, clock.now);
    /** A message that was answered, unless it is told how else it ended. */
    async function message(id: string, sender: string, but: Partial<CaseRecord> = {}, outcome = 'answered') {
      await stores.ledger.claim(arrived(id, { sender }), id);
      const record = decided(id, { caseId: `case-${id}`, sender, senderName: 'Anna Lind', ...but });
      await stores.cases.record(record, { purpose: 'reply', mail: letter({ to: sender }) });
      await stores.outbox.claim(id).then((claimed) => claimed && stores.outbox.begin(claimed, 'hash'));
      await stores.outbox.sent(id, 'ses');
      if (outcome) await stores.ledger.close(id, outcome as 'answered', '');
    }
    const person = (names?: string[]) => readPerson(table, noMails, ANNA, names);
    const erasing = async (names?: string[]) => {
      const read = await person(names);
      const isUnsettled = (id: string) => read.found.unsettled.has(id);
      return eraseRows(table, { ...read, isUnsettled, note: { at: AT, by: 'omar', because: 'asked' }, write: true });
    };
    const erase = async (names?: string[]) => {
      const { counts, finish } = await erasing(names);
      await finish();
      return Object.fromEntries(counts);
    };
    const left = async (names?: string[]) =>
      (await Array.fromAsync(rowsNaming(table, (await person(names)).needles))).map(({ place }) => place);
    const recordOf = async (id: string) => (await stores.cases.story(`case-${id}`))?.records[0];
    return { ...stores, table, message, person, erasing, erase, left, recordOf };
  }

  test('who was stopped in between finishes with another run', async () => {
    const { message, erasing, erase, left, recordOf } = await desk();
    await message('m1', ANNA);
    await erasing(); // and killed before it is finished
    expect(await recordOf('m1')).toMatchObject({ sender: ANNA, senderName: 'Anna Lind' });
    expect(await erase()).toMatchObject({ 'case records': 1, 'ledger rows': 1 });
    expect(await left()).toEqual([]);
    expect(await erase()).toEqual({});
  });

  test('somebody else of the same name keeps it', async () => {
    const { message, erase, recordOf } = await desk();
    await message('m1', ANNA);
    await message('m2', 'anna@lind.example', { text: 'Anna Lind here' });
    await erase();
    expect(await recordOf('m2')).toMatchObject({ senderName: 'Anna Lind', text: 'Anna Lind here' });
    expect(await recordOf('m1')).toMatchObject({ senderName: '', sender: expect.stringMatching(/^erased-\w{32}$/) });
  });

  test('the same address always gets the same stand-in, another desk another one', async () => {
    const [one, other] = [await desk(), await desk()];
    const aliases = await Promise.all([one, one, other].map(async ({ person }) => (await person()).alias));
    expect([aliases[0] === aliases[1], aliases[0] === aliases[2]]).toEqual([true, false]);
  });

  test('what somebody else wrote is left until it is settled, and found by the scan', async () => {
    const { message, erase, left, ledger } = await desk();
    await message('m1', ANNA);
    await message('m2', 'jo@acme.example', { senderName: 'Jo', text: 'as Anna Lind said' }, 'awaiting-approval');
    await erase();
    expect(await left(['Anna Lind'])).toEqual(['case#case-m2 record#m2']);
    await ledger.close('m2', 'handed-to-person', '');
    // She signed no mail that is still there, so that somebody has to say how she is called.
    expect(await erase(['Anna Lind'])).toEqual({ 'rows of others that name them': 1 });
    expect(await left(['Anna Lind'])).toEqual([]);
  });

  test('a row that is kept under the address goes', async () => {
    const { table, message, erase, left } = await desk();
    await message('m1', ANNA);
    const Item = { ...key(`counter#${ANNA}`, 'hour'), ...doc({ n: 3 }) };
    await table.db.send(new PutItemCommand({ TableName: table.name, Item }));
    expect(await erase()).toMatchObject({ 'rows of others that name them': 1 });
    expect(await left()).toEqual([]);
  });

  test('words of our people go where they name the person, by a short name, too; addresses of our people stay', async () => {
    const { message, audit, erase } = await desk();
    await message('m1', ANNA, { senderName: 'Anna' });
    await audit.append('case-m1', entry);
    await audit.append('case-m1', { ...entry, because: 'late', facts: { to: 'anna@desk.example' } });
    await erase();
    expect((await audit.of('case-m1')).map(({ because, facts }) => [because, facts.to])).toEqual([
      ['[erased]', undefined],
      ['late', 'anna@desk.example'],
      ['asked', undefined],
    ]);
  });

  test('an audit of somebody else that names the address holds again', async () => {
    const { message, audit, erase, left } = await desk();
    await message('m1', ANNA);
    await audit.append('case-x', { ...entry, because: `see ${ANNA}` });
    await erase();
    const entries = await audit.of('case-x');
    expect(entries.map(({ because }) => because)).toEqual(['[erased]', 'asked']);
    expect(await left()).toEqual([]);
    expect(findBreak(entries, hexHash)).toBeNull();
  });

  test('a request that waits for its manager is not settled', async () => {
    const { message, approvals, person } = await desk();
    await message('m1', ANNA, {}, 'awaiting-approval');
    await approvals.ask(asked('m1'));
    expect([...(await person()).found.unsettled.keys()]).toEqual(['m1']);
  });

  test('neither is one whose answer is in doubt', async () => {
    const { ledger, cases, outbox, person } = await desk();
    await ledger.claim(arrived('m1', { sender: ANNA }), 'm1');
    await cases.record(decided('m1', { sender: ANNA }), { purpose: 'reply', mail: letter() });
    await outbox.claim('m1').then((claimed) => outbox.begin(claimed!, 'hash'));
    await ledger.close('m1', 'handed-to-person', '');
    expect((await person()).found.unsettled.get('m1')).toContain('/desk/outbox');
  });
});
