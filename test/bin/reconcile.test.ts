import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { triageAt } from '../../bin/commands/desk-world.ts';
import { reconcileCommand } from '../../bin/commands/reconcile.ts';
import { redriveCommand } from '../../bin/commands/redrive.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { describeWithTable } from '../adapters/worlds.ts';
import { evenhand } from './evenhand.ts';
import { openRunningDesk, ran } from './running-desk.ts';

const mail = (name: string) => readFileSync(join('desk/mail', name));
const order = () => mail('01-standard-order-from-stock.eml');

describeWithTable('a desk that runs on its data', () => {
  let desk: Awaited<ReturnType<typeof openRunningDesk>>;
  beforeAll(async () => {
    desk = await openRunningDesk();
  });
  afterAll(async () => {
    await desk.stop();
    desk.remove();
  });

  const reconcile = (more = {}) => ran(() => reconcileCommand({ data: desk.data, json: true, ...more }));
  const redrive = (more = {}) => ran(() => redriveCommand({ data: desk.data, json: true, by: 'omar', ...more }));
  const rowOf = (key: string) => dynamoLedger(desk.table, () => new Date()).find(messageIdOf(key));
  /** Stored as SES does it, `seconds` ago; its event is lost. */
  async function store(key: string, bytes: Uint8Array, seconds: number) {
    await desk.objects.put(key, bytes);
    const at = Date.now() / 1000 - seconds;
    utimesSync(join(desk.data, 'objects', key), at, at);
  }

  const countsNow = async () => (await reconcile()).rows().at(-1);

  test('a mail whose event was lost is found, started and answered; then objects = rows', async () => {
    const { started } = await desk.deliver(order(), new Date());
    await started;
    await desk.idle();
    const { rows } = await countsNow();

    const key = 'raw/lost';
    await store(key, mail('03-standard-in-german.eml'), 4000);
    const lost = await reconcile();
    expect(lost.code).toBe(1);
    expect(lost.rows()).toContainEqual(expect.objectContaining({ fault: 'no-row', key, messageId: messageIdOf(key) }));
    expect(lost.rows().at(-1)).toMatchObject({ rows, missing: 1, holds: false, started: 0 });
    const words = await reconcile({ json: false });
    expect(words.out).toMatch(/objects = rows does not hold[\s\S]+Stored and not in the ledger: 1\n.+ {2}raw\/lost/);

    expect((await reconcile({ start: true })).rows().at(-1)).toMatchObject({ started: 1 });
    await desk.idle();
    expect(await countsNow()).toMatchObject({ rows: rows + 1, missing: 0, started: 0 });
    expect((await rowOf(key))?.outcome).toBe('answered');
  });

  test('a mail that was stored just now only arrives', async () => {
    await store('raw/young', mail('07-thanks.eml'), 1);
    expect(await countsNow()).toMatchObject({ arriving: 1, missing: 0 });
  });

  test('30 a poisoned mail is parked with its reason, is redriven after the fix, once, and its sender is not vouched for', async () => {
    const key = 'raw/poison';
    const messageId = messageIdOf(key);
    await triageAt({ data: desk.data })({ messageId, key, receivedAt: new Date().toISOString() });
    await desk.idle();
    expect(await rowOf(key)).toMatchObject({ outcome: 'parked', kind: 'malformed' });
    expect((await reconcile()).rows()).toContainEqual(expect.objectContaining({ fault: 'no-object', key }));
    expect(await countsNow()).toMatchObject({ gone: 1, holds: false });

    await store(
      key,
      Buffer.from(
        order()
          .toString()
          .replace(/message-id: </i, 'Message-ID: <other-'),
      ),
      100,
    );
    const others = await redrive({ id: ['nobody'] });
    expect([others.code, others.rows()]).toMatchObject([1, [{ messageId: 'nobody', done: 'not-parked' }, { left: 1 }]]);
    const first = await redrive({ id: [messageId], because: 'the mail is back' });
    expect([first.code, first.rows()]).toMatchObject([
      0,
      [
        { messageId, done: 'started' },
        { redriven: 1, left: 0 },
      ],
    ]);
    await desk.idle();
    expect(await rowOf(key)).toMatchObject({ outcome: 'answered', kind: 'person', acceptedBy: null });
    const second = await redrive();
    expect([second.code, second.rows()]).toEqual([0, [{ redriven: 0, left: 0 }]]);
    expect(await countsNow()).toMatchObject({ gone: 0 });
    expect((await redrive({ json: false })).out).toBe('Nothing is parked.');
  });
});

test('where no desk runs nothing can be started, and the command says what to do', async () => {
  const nowhere = { data: '/tmp/evenhand-no-desk-here' };
  await expect(reconcileCommand({ ...nowhere, start: true })).rejects.toThrow('npx evenhand start');
  await expect(redriveCommand(nowhere)).rejects.toThrow('npx evenhand start');
});

test.each([
  [['reconcile', '--table', 't'], '--bucket'],
  [['reconcile', '--table', 't', '--bucket', 'b', '--start'], '--machine'],
  [['redrive', '--table', 't'], '--machine'],
  [['erase', 'jo@acme.example', '--table', 't'], '--bucket'],
  [['export', 'jo@acme.example', '--table', 't'], '--bucket'],
])('in AWS a whole desk is named: %j lacks %s', async (words, option) => {
  const { code, said } = await evenhand(words, '', {});
  expect([code, said[0]]).toEqual([2, `error: --table needs ${option}, too`]);
});
