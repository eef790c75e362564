import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { dynamoBrakes } from '../../lib/adapters/dynamo/brakes.ts';
import { sentToKey, trafficKey } from '../../lib/adapters/dynamo/keys.ts';
import { getItem } from '../../lib/adapters/dynamo/table.ts';
import { memoryBrakes } from '../../lib/adapters/memory/brakes.ts';
import { BREAKER_TRIPPED } from '../../lib/domain/mail/brakes.ts';
import type { Brakes, LeavingMail } from '../../lib/ports-brakes.ts';
import { describeWithTable, openTable } from './worlds.ts';

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 23, 10, minute, second));
/** The n-th mail: of an address, a case and a message of its own unless told. */
const mail = (n: number, but: Partial<LeavingMail> = {}): LeavingMail => ({
  address: `jo${n}@acme.example`,
  caseId: `c${n}`,
  messageId: `m${n}`,
  purpose: 'reply',
  ...but,
});
const toJo = { address: 'jo@acme.example' };
const takes = (brakes: Brakes, count: number, but: Partial<LeavingMail>, moment = at(0)) =>
  Promise.all(Array.from({ length: count }, (_, n) => brakes.take(mail(n, but), moment)));
const letThrough = (verdicts: { may: boolean }[]) => verdicts.filter(({ may }) => may).length;

const promises = (open: () => Promise<Brakes>) => {
  test('of fifty mails to one address at once exactly three leave', async () => {
    const brakes = await open();
    expect(letThrough(await takes(brakes, 50, toJo))).toBe(3);
    expect(await brakes.take(mail(50, toJo), at(9, 59))).toMatchObject({ may: false });
    expect(await brakes.take(mail(51, toJo), at(10))).toEqual({ may: true });
    expect(await brakes.take(mail(52), at(10))).toEqual({ may: true }); // nobody else waits for it
  });

  test('of fifty mails in one case at once exactly five leave, whatever their addresses', async () =>
    expect(letThrough(await takes(await open(), 50, { caseId: 'c' }))).toBe(5));

  test('of the mails about one message exactly two leave', async () => {
    const brakes = await open();
    const about = (purpose: string) => brakes.take(mail(1, { purpose }), at(0));
    expect(letThrough(await Promise.all(['considering', 'reply', 'expired'].map(about)))).toBe(2);
  });

  test('of fifty mails at once that nobody asked for exactly twenty leave: the breaker trips', async () => {
    const brakes = await open();
    const verdicts = await takes(brakes, 50, {});
    expect(letThrough(verdicts)).toBe(20);
    expect(verdicts.find(({ may }) => !may)).toEqual({ may: false, because: BREAKER_TRIPPED });
  });

  test('with enough mail coming in all fifty leave', async () => {
    const brakes = await open();
    await Promise.all(Array.from({ length: 33 }, () => brakes.accepted(at(0))));
    // 50 > 1.5 x 33: the fiftieth is the first above.
    expect(letThrough(await takes(brakes, 51, {}))).toBe(50);
  });

  test('the breaker lets mail leave again as the ten minutes pass', async () => {
    const brakes = await open();
    await takes(brakes, 20, {}, at(0));
    expect(await brakes.take(mail(20), at(10))).toMatchObject({ may: false });
    expect(await brakes.take(mail(20), at(10, 30))).toEqual({ may: true });
    expect(letThrough(await takes(brakes, 50, { caseId: 'later' }, at(25)))).toBe(5);
  });

  test('a mail that is held uses up nothing', async () => {
    const brakes = await open();
    await takes(brakes, 5, { caseId: 'c' });
    for (const n of [6, 7, 8]) await brakes.take(mail(n, { ...toJo, caseId: 'c' }), at(1));
    expect(await brakes.take(mail(9, toJo), at(1))).toEqual({ may: true });
  });

  test('a mail that is tried again and again counts once', async () => {
    const brakes = await open();
    for (let second = 0; second < 30; second += 1)
      expect(await brakes.take(mail(1, toJo), at(0, second))).toEqual({ may: true });
    expect(letThrough(await takes(brakes, 5, { ...toJo, messageId: 'other', caseId: 'other' }, at(1)))).toBe(5); // one mail
    expect(await brakes.take(mail(2, toJo), at(1))).toEqual({ may: true });
    expect(await brakes.take(mail(3, toJo), at(1))).toMatchObject({ may: false });
  });
};

describe('in memory', () => promises(async () => memoryBrakes()));
describeWithTable('in the table', () => {
  promises(async () => dynamoBrakes(await openTable()));

  test('what is kept is dropped by itself', async () => {
    const table = await openTable();
    const brakes = dynamoBrakes(table);
    await brakes.accepted(at(0));
    await brakes.take(mail(1, toJo), at(0));
    const seconds = at(0).getTime() / 1000;
    expect((await getItem(table, sentToKey(toJo.address)))?.ttl).toEqual({ N: String(seconds + 86_400) });
    expect(await getItem(table, trafficKey(at(0).toISOString()))).toMatchObject({
      accepted: { N: '1' },
      outbound: { N: '1' },
      ttl: { N: String(seconds + 3_600) },
    });
  });
});

test('a table that does not answer lets nothing leave: it throws', async () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const db = new DynamoDBClient({ endpoint: 'http://127.0.0.1:1', region: 'us-east-1', credentials, maxAttempts: 1 });
  const brakes = dynamoBrakes({ db, name: 'none' });
  await expect(brakes.take(mail(1), at(0))).rejects.toThrow();
  await expect(brakes.accepted(at(0))).rejects.toThrow();
});
