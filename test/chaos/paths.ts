import { readFileSync } from 'node:fs';
import type { ApprovalAnswer } from '../../lib/domain/approval/approval.ts';
import type { Outcome } from '../../lib/domain/case/case.ts';
import { approved, given, mailOf, storedEvent } from './run.ts';
import { MINUTE, type World } from './world.ts';

/** One mail from its coming to its end. */
export interface Path {
  name: string;
  /** What the customer gets, and how the ledger closes, when nothing goes wrong. */
  sent: string[];
  outcome: Outcome;
  /** What the desk says about senders who are not proven, where it is not `hold`. */
  strangers?: 'acknowledge';
  walk: (world: World) => Promise<void>;
}

const KEY = 'raw/one';

export async function arrive(world: World, sample: string, events = 1): Promise<void> {
  await world.keep(KEY, mailOf(readFileSync(`desk/mail/${sample}.eml`, 'latin1'), 'one'));
  const { Records } = storedEvent(world, KEY);
  const event = { Records: Array.from({ length: events }, () => Records).flat() };
  // The queue delivers again what was not taken.
  for (let times = 0; times < 3; times += 1) {
    let failed = true;
    await world.living(async ({ receive }) => {
      failed = (await receive(event)).batchItemFailures.length > 0;
    });
    if (!failed) return;
  }
}

/** The mail service tells what became of our mail; the queue delivers again what was not taken. */
async function told(world: World): Promise<void> {
  for (const one of world.news.splice(0)) if (!(await world.tell(one))) await world.tell(one);
}

/** The schedule's sweep, and another one for what that sweep could not do. */
async function swept(world: World, minutes = 20): Promise<void> {
  for (const wait of [minutes, 20]) {
    await world.pass(wait * MINUTE);
    await world.living(({ sweep }) => sweep({}));
  }
}

/** A person who sees an error, or whose page still shows the request, taps again. */
async function answered(world: World, answer: ApprovalAnswer): Promise<void> {
  for (let times = 0; times < 2; times += 1)
    await world.living(async ({ decide }) => {
      const approval = (await world.stores.approvals.unsettled()).find(({ state }) => state === 'PENDING');
      const actor = { by: approval?.manager ?? '', at: world.clock(), facts: {} };
      if (approval) await decide(approval, {} as never, given(answer), actor);
    });
}

const DAY = 24 * 60;
const HOUR = 60 * MINUTE;
const automatic =
  (sample: string): Path['walk'] =>
  async (world) => {
    await arrive(world, sample);
    await swept(world);
  };
const byManager =
  (answer: ApprovalAnswer): Path['walk'] =>
  async (world) => {
    await arrive(world, '04-custom-work-for-a-key-account');
    await answered(world, answer);
    await swept(world);
    await answered(world, answer); // who could not before
    await swept(world);
  };

export const paths: Path[] = [
  {
    name: 'answered',
    sent: ['reply'],
    outcome: 'answered',
    walk: automatic('01-standard-order-from-stock'),
  },
  {
    name: 'answered, and told of it',
    sent: ['reply'],
    outcome: 'answered',
    async walk(world) {
      await arrive(world, '01-standard-order-from-stock');
      for (let times = 0; times < 2; times += 1) {
        await told(world);
        await swept(world);
      }
    },
  },
  {
    name: 'declined with an alternative',
    sent: ['reply'],
    outcome: 'answered',
    walk: automatic('05-custom-work-for-a-light-account'),
  },
  { name: 'approved', sent: ['considering', 'reply'], outcome: 'answered', walk: byManager(approved) },
  {
    name: 'declined by the manager',
    sent: ['considering', 'reply'],
    outcome: 'answered',
    walk: byManager({ kind: 'declined', alternative: 'barcode-templates', text: null }),
  },
  {
    name: 'the manager calls',
    sent: ['considering'],
    outcome: 'handed-to-person',
    walk: byManager({ kind: 'call' }),
  },
  {
    name: 'expired',
    sent: ['considering', 'expired'],
    outcome: 'handed-to-person',
    async walk(world) {
      await arrive(world, '04-custom-work-for-a-key-account');
      for (const days of [1, 2, 2, 3]) await swept(world, days * DAY); // reminders, the deputy, the deadline
    },
  },
  { name: 'held', sent: [], outcome: 'held', walk: automatic('21-sender-not-verified') },
  {
    name: 'held, and told that it is here',
    sent: ['acknowledged'],
    outcome: 'held',
    strangers: 'acknowledge',
    walk: automatic('21-sender-not-verified'),
  },
  {
    name: 'held by the brakes',
    sent: [],
    outcome: 'held',
    async walk(world) {
      const address = 'martin.oyelaran@quayside-logistics.example';
      for (let i = 20; i > 0; i -= 1) {
        const at = new Date(world.clock().getTime() - i * HOUR);
        await world.stores.brakes.take({ address, caseId: `${i}`, messageId: `${i}`, purpose: 'reply' }, at);
      }
      await arrive(world, '01-standard-order-from-stock');
      await swept(world);
    },
  },
  { name: 'handed to a person', sent: [], outcome: 'handed-to-person', walk: automatic('08-problem') },
  {
    name: 'a wish that nobody sells',
    sent: [],
    outcome: 'handed-to-person',
    walk: automatic('10-new-wish-third-account'),
  },
  { name: 'filed', sent: [], outcome: 'no-reply', walk: automatic('07-thanks') },
  { name: 'malformed', sent: [], outcome: 'parked', walk: automatic('38-malformed') },
];
