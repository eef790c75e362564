import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { remindManagers } from '../../lib/approval/remind.ts';
import type { Approval, Nudge } from '../../lib/domain/approval/approval.ts';
import type { Brief } from '../../lib/domain/approval/brief.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import { arrived, asked } from '../adapters/samples.ts';
import { desk, record } from '../domain/reply/builders.ts';

const monday = '2026-11-23T10:00:00.000Z';

/** Requests of Mia, asked on a Monday; `mails` is what was sent, `fail` names messages whose mail does not leave. */
async function world(ids: string[], but: Partial<Approval> = {}, settings = desk.settings) {
  const stores = memoryStores(() => new Date(monday));
  for (const id of ids) {
    await stores.ledger.claim(arrived(id), id);
    await stores.cases.record(record({ messageId: id, caseId: `case-${id}` }), null);
    await stores.approvals.ask(
      asked(id, { caseId: `case-${id}`, askedAt: monday, answerBy: '2026-12-07T10:00:00.000Z', ...but }),
    );
  }
  const mails: { to: string; what: string; ids: string[]; secrets: string[] }[] = [];
  const fail = new Set<string>();
  const mail = (to: string, what: string, requests: { approval: Approval; secret: string }[]) =>
    ({
      to,
      what,
      ids: requests.map(({ approval }) => approval.messageId),
      secrets: requests.map(({ secret }) => secret),
    }) as never as OutgoingMail;
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9].values();
  const remind = remindManagers({
    ...stores,
    brief: async () => ({}) as Brief,
    notices: {
      brief: ({ to, nudge, ...request }) => mail(to, nudge, [request]),
      digest: ({ to, requests }) => mail(to, 'digest', requests),
    },
    send: async (sent, _, id) => {
      if (fail.has(id)) throw new Error('no network');
      mails.push(sent as never);
    },
    newSecret: () => `secret-${numbers.next().value}`,
    hashSecret: (secret) => `hash of ${secret}`,
    desk: { settings, policy: desk.policy },
  });
  const sweepAt = async (moment: string) => remind(await stores.approvals.unsettled(), new Date(moment));
  const brief = async () => {
    for (const id of ids) await stores.approvals.nudged(id, 'brief');
  };
  return { ...stores, mails, fail, sweepAt, brief };
}

describe('reminders', () => {
  test('a request that nobody answers is heard of four times, each once, with a link that works', async () => {
    const { sweepAt, brief, mails, approvals, audit } = await world(['m1']);
    await brief();
    const days = [
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
    ];
    for (const day of days) for (const hour of ['10', '11']) await sweepAt(`${day}T${hour}:00:00.000Z`);
    expect(mails.map(({ to, what }) => [what, to])).toEqual([
      ['remind-1', 'mia@desk.example'],
      ['remind-2', 'mia@desk.example'],
      ['deputy', 'sam@desk.example'],
      ['lead', 'lea@desk.example'],
    ]);
    const { holders } = (await approvals.byMessage('m1'))!;
    const newest = mails.slice(1).map(({ to, secrets }) => [to, `hash of ${secrets[0]}`]);
    expect(holders.map(({ address, secretHash }) => [address, secretHash]).sort()).toEqual(newest.sort());
    expect((await audit.of('case-m1')).map(({ event }) => event)).toEqual([
      'reminded',
      'reminded',
      'escalated',
      'escalated',
    ]);
  });

  test('outside business hours nobody is mailed', async () => {
    const { sweepAt, brief, mails } = await world(['m1']);
    await brief();
    expect(await sweepAt('2026-11-28T10:00:00.000Z')).toEqual({ mailed: 0 });
    expect(mails).toEqual([]);
  });

  test('a mail that does not leave is tried again, and does not hold up the others', async () => {
    const { sweepAt, brief, mails, fail } = await world(['m1', 'm2']);
    await brief();
    fail.add('m1');
    expect(await sweepAt('2026-11-24T10:00:00.000Z')).toEqual({ mailed: 1 });
    fail.clear();
    expect(await sweepAt('2026-11-24T10:15:00.000Z')).toEqual({ mailed: 1 });
    expect(mails.map(({ ids }) => ids[0])).toEqual(['m2', 'm1']);
  });

  test('a request that was decided is not mailed about', async () => {
    const { sweepAt, brief, mails, approvals } = await world(['m1']);
    await brief();
    await approvals.settled('m1', new Date(monday));
    await sweepAt('2026-11-24T10:00:00.000Z');
    expect(mails).toEqual([]);
  });
});

describe('the digest', () => {
  const settings = { ...desk.settings, digest: { at: ['14:00'], atOnce: ['key' as const] } };

  test('brings what waited in one mail a manager, each with its own link, and then reminds of each', async () => {
    const { sweepAt, mails, approvals } = await world(['m1', 'm2', 'm3'], {}, settings);
    await sweepAt('2026-11-23T12:59:00.000Z');
    expect(mails).toEqual([]);
    await sweepAt('2026-11-23T13:00:00.000Z');
    expect(mails).toMatchObject([{ to: 'mia@desk.example', what: 'digest', ids: ['m1', 'm2', 'm3'] }]);
    expect(new Set(mails[0]!.secrets).size).toBe(3);
    expect((await approvals.byMessage('m2'))!.nudges).toEqual(['brief'] satisfies Nudge[]);
    await sweepAt('2026-11-23T13:15:00.000Z');
    expect(mails).toHaveLength(1);
    await sweepAt('2026-11-24T10:00:00.000Z');
    expect(mails.slice(1).map(({ what }) => what)).toEqual(['remind-1', 'remind-1', 'remind-1']);
  });

  test('with a single request is that request', async () => {
    const { sweepAt, mails } = await world(['m1'], {}, settings);
    await sweepAt('2026-11-23T13:00:00.000Z');
    expect(mails).toMatchObject([{ what: 'brief', ids: ['m1'] }]);
  });

  test('of a manager who has left goes to operations', async () => {
    const { sweepAt, mails } = await world(['m1'], { manager: 'gone@desk.example' }, settings);
    await sweepAt('2026-11-23T13:00:00.000Z');
    expect(mails).toMatchObject([{ to: 'ops@desk.example' }]);
  });
});
