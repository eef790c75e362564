import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byChance, randomOf } from './faults.ts';
import { findBroken } from './find-broken.ts';
import type { Process } from './process.ts';
import { chaosWorld, type Loaded, MINUTE, type World } from './world.ts';

const samples = readdirSync('desk/mail').map((name) => readFileSync(join('desk/mail', name), 'latin1'));

export interface ChaosRun {
  mails: number;
  injected: Map<string, number>;
  /** What did not hold, in words; empty: all of it held. */
  broken: string[];
}

/** One call in so many goes wrong. */
const ONE_IN = [5, 15, 40];

/**
 * A few mails, each event delivered up to three times or not at all, in any order, with people who answer in between, mail of
 * ours that bounces, while calls fail and the process dies; then no more faults. What must hold then: findBroken.
 */
export async function chaosRun(loaded: Loaded, seed: number): Promise<ChaosRun> {
  const random = randomOf(seed);
  const gone = random(3);
  const world = await chaosWorld(
    loaded,
    byChance(random, ONE_IN[seed % ONE_IN.length]!),
    (to) => to.length % 3 === gone,
  );
  const { living, pass } = world;
  const mails = 2 + random(4);
  // One who writes often, or several.
  const most = random(3) === 0 ? 1 : samples.length;
  const from = random(samples.length);
  const events: string[] = [];
  for (let i = 0; i < mails; i += 1) {
    const raw = samples[(from + random(most)) % samples.length]!;
    const key = `raw/${seed}-${i}`;
    await world.keep(key, mailOf(raw, `${seed}-${i}`));
    for (let times = random(4); times > 0; times -= 1) events.splice(random(events.length + 1), 0, key);
  }
  for (const key of events) {
    await living(({ receive }) => receive(storedEvent(world, key)));
    if (random(3) === 0) await living((process) => answerSomething(world, process, random));
    if (random(3) === 0) await pass(random(10) * MINUTE);
    await tellSome(world, random);
  }
  await living((process) => answerSomething(world, process, random));
  await world.comeToRest();
  await tellSome(world, random); // days late
  await world.comeToRest();
  return { mails, injected: world.injected, broken: await findBroken(world) };
}

/** Another Message-ID, so that it is another mail. */
export const mailOf = (raw: string, id: string): Uint8Array =>
  Buffer.from(raw.replace(/^message-id:.*$/im, `Message-ID: <${id}@chaos.example>`), 'latin1');

/** The queue's news of a mail that was stored. */
export const storedEvent = ({ clock }: World, key: string) => ({
  Records: [{ messageId: key, body: JSON.stringify({ time: clock().toISOString(), detail: { object: { key } } }) }],
});

/** The mail service tells some of what it has to tell: in any order, twice, later, or never. */
async function tellSome(world: World, random: (below: number) => number): Promise<void> {
  const news = world.news.splice(0);
  while (news.length > 0) {
    const [one] = news.splice(random(news.length), 1);
    const luck = random(5);
    if (luck === 0) world.news.push(one!);
    const isTaken = luck > 1 && (await world.tell(one!));
    if (luck === 4 || (luck > 1 && !isTaken)) world.news.push(one!);
  }
}

const terms = { promise: 'as asked', price: 0, yearlyUpkeep: 0, reviewOn: '2027-11-23' };
export const approved = { kind: 'approved' as const, terms, text: null };
export const given = <A>(answer: A) => ({ answer, reason: 'because', view: { reasonable: null, abusiveTone: false } });

/** Two people tap at once, one yes and one no. */
async function answerSomething(
  { stores, clock }: World,
  { decide }: Process,
  random: (below: number) => number,
): Promise<void> {
  const waiting = (await stores.approvals.unsettled()).filter(({ state }) => state === 'PENDING');
  const approval = waiting[random(waiting.length || 1)];
  if (!approval) return;
  const actor = { by: approval.manager, at: clock(), facts: {} };
  const answers = [approved, { kind: 'call' as const }];
  await Promise.all(answers.map((answer) => decide({ ...approval, holders: [] }, {} as never, given(answer), actor)));
}
