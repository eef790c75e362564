import { describe, expect, test } from 'vitest';
import { dynamoSessions } from '../../lib/adapters/dynamo/sessions.ts';
import { dynamoSignIns } from '../../lib/adapters/dynamo/sign-ins.ts';
import { getItem } from '../../lib/adapters/dynamo/table.ts';
import { memorySessions } from '../../lib/adapters/memory/sessions.ts';
import { memorySignIns } from '../../lib/adapters/memory/sign-ins.ts';
import type { Sessions, SignIns } from '../../lib/ports.ts';
import { describeWithTable, openTable } from './worlds.ts';

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 23, 10, minute, second));
const link = { publicId: 'p1', person: 'mia@desk.example', secretHash: 'hash', expiresAt: at(15).toISOString() };
const offer = (signIns: SignIns, publicId: string, minute: number, person = link.person, second = 0) =>
  signIns.offer({ ...link, publicId, person }, at(minute, second), at(minute - 2, second));

const promises = (open: () => Promise<{ signIns: SignIns; sessions: Sessions }>) => {
  test('a link is found as it was offered', async () => {
    const { signIns } = await open();
    expect(await offer(signIns, 'p1', 0)).toBe(true);
    expect(await signIns.find('p1')).toEqual(link);
    expect(await signIns.find('p2')).toBeNull();
  });

  test('a person is offered a second link after two minutes and not before, another person at once', async () => {
    const { signIns } = await open();
    await offer(signIns, 'p1', 0);
    expect(await offer(signIns, 'p2', 1, link.person, 59)).toBe(false);
    expect(await signIns.find('p2')).toBeNull();
    expect(await offer(signIns, 'p3', 1, 'sam@desk.example')).toBe(true);
    expect(await offer(signIns, 'p4', 2)).toBe(true);
  });

  test('of many offers at once one is kept', async () => {
    const { signIns } = await open();
    const offered = await Promise.all(Array.from({ length: 10 }, (_, i) => offer(signIns, `p${i}`, 0)));
    expect(offered.filter(Boolean)).toHaveLength(1);
  });

  test('a link is used once, by the first of many', async () => {
    const { signIns } = await open();
    await offer(signIns, 'p1', 0);
    const used = await Promise.all(Array.from({ length: 10 }, () => signIns.use('p1', at(1))));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await signIns.use('p1', at(1))).toBe(false);
  });

  test.each([
    ['one second before its end', at(14, 59), true],
    ['at its end', at(15), false],
  ])('a link is used %s: %s', async (_, moment, isUsed) => {
    const { signIns } = await open();
    await offer(signIns, 'p1', 0);
    expect(await signIns.use('p1', moment)).toBe(isUsed);
  });

  test('a link that nobody offered is not used', async () =>
    expect(await (await open()).signIns.use('p1', at(1))).toBe(false));

  test('a session is found until it is closed, also when it is closed twice', async () => {
    const { sessions } = await open();
    const session = { id: 's1', person: link.person, secretHash: 'hash', expiresAt: at(15).toISOString() };
    await sessions.open(session);
    expect(await sessions.find('s1')).toEqual(session);
    expect(await sessions.find('s2')).toBeNull();
    await sessions.close('s1');
    await sessions.close('s1');
    expect(await sessions.find('s1')).toBeNull();
  });
};

describe('in memory', () => promises(async () => ({ signIns: memorySignIns(), sessions: memorySessions() })));

describeWithTable('in the table', () => {
  promises(async () => {
    const table = await openTable();
    return { signIns: dynamoSignIns(table), sessions: dynamoSessions(table) };
  });

  test('every row says in seconds from when on the table may drop it', async () => {
    const table = await openTable();
    await offer(dynamoSignIns(table), 'p1', 0);
    await dynamoSessions(table).open({ id: 's1', person: 'm', secretHash: 'h', expiresAt: at(15).toISOString() });
    const rows = [
      ['sign-in#p1', 'sign-in'],
      ['staff#mia@desk.example', 'sign-in-mail'],
      ['session#s1', 'session'],
    ].map(([pk, sk]) => getItem(table, { pk: { S: pk! }, sk: { S: sk! } }));
    const ttl = { N: String(at(15).getTime() / 1000) };
    expect(await Promise.all(rows)).toMatchObject([{ ttl }, { ttl }, { ttl }]);
  });
});
