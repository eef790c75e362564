import { expect, test } from 'vitest';
import { receive } from '../../functions/receive.ts';
import { recordNews } from '../../lib/delivery/record-news.ts';
import { tellTroubles } from '../../lib/delivery/tell-troubles.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import type { MetricName } from '../../lib/ports-metrics.ts';
import { arrived, begin, letter } from '../adapters/samples.ts';
import { inBothWorlds, testClock } from '../adapters/worlds.ts';
import { desk, record } from '../domain/reply/builders.ts';

const JO = 'jo@acme.example';
const sesEvent = (eventType: string, more: object = {}, { id = 'm1', purpose = 'reply' } = {}) => ({
  source: 'aws.ses',
  detail: {
    eventType,
    mail: { messageId: `ses-${id}`, destination: [JO], tags: { purpose: [purpose], id: [id] } },
    ...more,
  },
});
const bounced = (bounceType: string, status: string) => ({ bounce: { bounceType, bouncedRecipients: [{ status }] } });
const hard = bounced('Permanent', '5.1.1');

inBothWorlds((open) => {
  /** An answer that was handed over, and how its end is told. */
  async function called() {
    const clock = testClock();
    const world = await open(clock.now);
    const counted: MetricName[] = [];
    const told: { mail: OutgoingMail; purpose: string }[] = [];
    await world.ledger.claim(arrived('m1'), 'm1');
    await world.cases.record(record({ route: 'answer' }), { purpose: 'reply', mail: letter() });
    await begin(world.outbox, 'm1');
    const taking = receive({
      workflows: { startTriage: () => Promise.reject(new Error('an event of SES starts nothing')) },
      recordNews: recordNews({ ...world, count: (name) => void counted.push(name), clock: clock.now }),
    });
    const telling = tellTroubles({
      ...world,
      undelivered: ({ to, because }) => letter({ to, subject: because }),
      send: async (mail, purpose) => void told.push({ mail, purpose }),
      settings: desk.settings,
    });
    return {
      ...world,
      clock,
      counted,
      told,
      tell: (...events: object[]) =>
        taking({ Records: events.map((event, n) => ({ messageId: `${n}`, body: JSON.stringify(event) })) }),
      sweep: async () => {
        await telling();
        return told.map(({ mail: { to, subject } }) => `${to}: ${subject}`);
      },
    };
  }
  const fine = { batchItemFailures: [] };

  test('"sent" closes a call whose answer was lost, and the message that was parked for it', async () => {
    const desk = await called();
    await desk.ledger.close('m1', 'parked', 'ReplyInDoubt');
    expect(await desk.tell(sesEvent('Send'))).toEqual(fine);
    expect(await desk.outbox.open()).toEqual([]);
    expect(await desk.ledger.find('m1')).toMatchObject({ outcome: 'answered' });
  });

  test('told again after a crash in between, it is still no longer parked', async () => {
    const desk = await called();
    await desk.outbox.sent('m1', 'ses-m1');
    await desk.ledger.close('m1', 'parked', 'ReplyInDoubt');
    await desk.tell(sesEvent('Send'));
    expect(await desk.ledger.find('m1')).toMatchObject({ outcome: 'answered' });
  });

  test('a hard bounce suppresses the address and tells the manager, once, however often and late it comes', async () => {
    const desk = await called();
    await desk.tell(sesEvent('Bounce', hard), sesEvent('Bounce', hard));
    await desk.tell(sesEvent('Send'));
    expect(await desk.suppressions.because(JO)).toBe('hard bounce 5.1.1');
    expect(await desk.outbox.claim('m1')).toBeNull(); // failed, and not to be sent again
    expect(await desk.sweep()).toEqual(['mia@desk.example: hard bounce 5.1.1']);
    await desk.tell(sesEvent('Bounce', hard));
    expect(await desk.sweep()).toHaveLength(1);
  });

  test('a complaint suppresses, and an alarm is due', async () => {
    const desk = await called();
    await desk.tell(sesEvent('Complaint', { complaint: {} }));
    expect(await desk.suppressions.because(JO)).toBe('complaint');
    expect(desk.counted).toEqual(['Complaint']);
  });

  test('a full mailbox suppresses nobody; three letters within a day, and not two, are told', async () => {
    const desk = await called();
    const soft = (id: string) => sesEvent('Bounce', bounced('Transient', '4.2.2'), { id });
    await desk.tell(soft('m1'), soft('m1'));
    await desk.tell(soft('m2'));
    expect(await desk.sweep()).toEqual([]);
    await desk.tell(soft('m3'));
    expect(await desk.sweep()).toEqual([expect.stringContaining('3 soft bounces')]);
    expect(await desk.suppressions.because(JO)).toBeNull();
  });

  test('mail to our own people that bounces is told to operations, and its own bounce to nobody', async () => {
    const desk_ = await called();
    await desk_.tell(sesEvent('Bounce', hard, { purpose: 'brief' }));
    await desk_.tell(sesEvent('Bounce', hard, { id: 'm2', purpose: 'undelivered' }));
    expect(await desk_.sweep()).toEqual([`${desk.settings.people.operations}: hard bounce 5.1.1`]);
  });

  test('what is neither a stored mail nor news of ours goes back to the queue', async () => {
    const desk = await called();
    const told = await desk.tell(sesEvent('Send'), { source: 'aws.ses', detail: { eventType: 'Open' } });
    expect(told).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });
});
