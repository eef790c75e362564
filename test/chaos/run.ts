import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { chaosWorld, type Loaded } from './world.ts';

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
 * A few mails, each event delivered up to three times or not at all, in any order, with people who answer in between, while
 * calls fail and the process dies; then no more faults. What must hold then: nothing lost, nothing sent twice, nothing
 * stuck, and demand is the set of who asked.
 */
export async function chaosRun(loaded: Loaded, seed: number): Promise<ChaosRun> {
  const world = await chaosWorld(loaded, seed, ONE_IN[seed % ONE_IN.length]!);
  const { random, stores, living, pass } = world;
  const mails = 2 + random(3);
  const events: string[] = [];
  for (let i = 0; i < mails; i += 1) {
    const raw = samples[random(samples.length)]!;
    const key = `raw/${seed}-${i}`;
    await world.keep(
      key,
      Buffer.from(raw.replace(/^message-id:.*$/im, `Message-ID: <${seed}-${i}@chaos.example>`), 'latin1'),
    );
    for (let times = random(4); times > 0; times -= 1) events.splice(random(events.length + 1), 0, key);
  }
  for (const key of events) {
    const body = JSON.stringify({ time: world.clock().toISOString(), detail: { object: { key } } });
    await living(({ receive }) => receive({ Records: [{ messageId: key, body }] }));
    if (random(3) === 0) await living((process) => answerSomething(world, process, random));
    if (random(3) === 0) await pass(random(10) * 60_000);
  }
  await living((process) => answerSomething(world, process, random));
  await world.comeToRest();
  return { mails, injected: world.faults.injected, broken: await findBroken(world, stores) };
}

type World = Awaited<ReturnType<typeof chaosWorld>>;
type Process = Parameters<Parameters<World['living']>[0]>[0];

/** Two people tap at once, one yes and one no. */
async function answerSomething({ stores, clock }: World, { decide }: Process, random: World['random']): Promise<void> {
  const waiting = (await stores.approvals.unsettled()).filter(({ state }) => state === 'PENDING');
  const approval = waiting[random(waiting.length || 1)];
  if (!approval) return;
  const terms = { promise: 'as asked', price: 0, yearlyUpkeep: 0, reviewOn: '2027-11-23' };
  const view = { reasonable: null, abusiveTone: false };
  const actor = { by: approval.manager, at: clock(), facts: {} };
  const yes = { answer: { kind: 'approved' as const, terms, text: null }, reason: 'yes', view };
  const no = { answer: { kind: 'call' as const }, reason: 'no', view };
  await Promise.all([yes, no].map((given) => decide({ ...approval, holders: [] }, {} as never, given, actor)));
}

async function findBroken(world: World, stores: World['stores']): Promise<string[]> {
  const broken: string[] = [];
  const ids = (await world.keys()).map(messageIdOf);
  for (const id of ids) {
    const row = await stores.ledger.find(id);
    if (!row?.outcome) broken.push(`${id} is lost: ${row ? 'no outcome' : 'no row'}`);
    if (row?.outcome === 'awaiting-approval') broken.push(`${id} waits for ever`);
    for (const purpose of ['reply', 'considering', 'expired']) {
      const times = world.accepted.filter((tags) => tags.id === id && tags.purpose === purpose).length;
      if (times > 1) broken.push(`${id} was sent ${purpose} ${times} times`);
    }
    const final = world.accepted.filter(
      ({ id: of, purpose }) => of === id && (purpose === 'reply' || purpose === 'expired'),
    );
    if (final.length > 1) broken.push(`${id} has two ends`);
    if (row?.outcome === 'answered' && final.length === 0) broken.push(`${id} is said to be answered, and is not`);
  }
  if ((await stores.approvals.unsettled()).length > 0) broken.push('an approval is never settled');
  broken.push(...(await findWrongDemand(stores)));
  return broken;
}

/** Demand is the set of pairs (topic, account) of what was kept, however often it was counted. */
async function findWrongDemand({ demand, cases }: World['stores']): Promise<string[]> {
  const pairs = await Array.fromAsync(demand.pairs());
  const counted = pairs.map(({ topic, account }) => `${topic} ${account}`).sort();
  const asked = new Set<string>();
  for await (const { account, asks } of cases.records())
    for (const { ask, demand: weighed } of asks) if (account && weighed) asked.add(`${ask.topic} ${account.id}`);
  const missing = [...asked].filter((pair) => !counted.includes(pair));
  const twice = counted.filter((pair, i) => counted.indexOf(pair) !== i);
  return [...missing.map((pair) => `${pair} is not counted`), ...twice.map((pair) => `${pair} is counted twice`)];
}
