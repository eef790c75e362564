import { describe, expect, test } from 'vitest';
import { type AtCall, approvalWorld } from './approval-world.ts';

type World = Awaited<ReturnType<typeof approvalWorld>>;

/** The customer has one final word, and ledger, approval, audit and commitments say the same. */
async function expectOneOutcome({ end, sent }: World): Promise<string> {
  const { approval, outcome, events, commitments } = await end();
  const final = sent.filter((purpose) => purpose === 'reply' || purpose === 'expired');
  expect(final).toHaveLength(1);
  expect(approval.settledAt).not.toBeNull();
  expect(events.filter((event) => event === 'decided' || event === 'expired')).toHaveLength(1);
  if (approval.state === 'EXPIRED') {
    expect([final[0], outcome, approval.decision]).toEqual(['expired', 'handed-to-person', null]);
    expect(commitments).toEqual([]);
  } else {
    expect([final[0], outcome, approval.state]).toEqual(['reply', 'answered', 'SEALED']);
    expect(commitments).toHaveLength(approval.decision?.answer.kind === 'approved' ? 1 : 0);
  }
  expect(sent.filter((purpose) => purpose === 'considering').length).toBeLessThanOrEqual(1);
  return approval.state === 'EXPIRED' ? 'expired' : approval.decision!.answer.kind;
}

/** A small generator of our own: the same seed, the same order, on every machine. */
const randomOf = (seed: number) => {
  let state = seed * 2_654_435_761 + 1;
  return (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return state % below;
  };
};

/** Lets one of those who wait at a call go on, drawn by the seed, until nobody waits. */
function turns(seed: number) {
  const random = randomOf(seed);
  const queue: (() => void)[] = [];
  let isOrdered = false;
  const atCall: AtCall = () => (isOrdered ? new Promise((go) => void queue.push(go)) : Promise.resolve());
  const run = async (...acts: Promise<unknown>[]) => {
    const all = Promise.allSettled(acts);
    let isDone = false;
    void all.then(() => {
      isDone = true;
    });
    while (!isDone || queue.length > 0) {
      queue.splice(random(queue.length || 1), 1)[0]?.();
      await new Promise((next) => setImmediate(next));
    }
    isOrdered = false;
    return all;
  };
  return {
    atCall,
    run,
    order: () => {
      isOrdered = true;
    },
  };
}

describe('time-out and taps in the same tick', () => {
  const SEEDS = 1_000;
  test(`${SEEDS} seeded orders: one outcome each, and all of them happen`, { timeout: 120_000 }, async () => {
    const outcomes = new Map<string, number>();
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { atCall, run, order } = turns(seed);
      const world = await approvalWorld(0, atCall);
      await world.execute();
      await world.pass(86_400); // the very moment of the deadline
      order();
      await run(world.tap('approved'), world.sweep(), world.tap('declined'), world.sweep());
      await world.comeToRest();
      const outcome = await expectOneOutcome(world);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect([...outcomes.keys()].sort()).toEqual(['approved', 'declined', 'expired']);
  });
});

/** Runs `act` once for each call it makes, dying before or after that call, then starts anew and lets all come to rest. */
async function atEveryCall(act: (world: World) => Promise<unknown>, undoMinutes: number): Promise<string[]> {
  const ends: string[] = [];
  for (const when of ['before', 'after'] as const)
    for (let call = 1; ; call += 1) {
      let calls = 0;
      let isArmed = false;
      let isDead = false;
      const world = await approvalWorld(undoMinutes, async (_, at) => {
        if (isArmed && at === when) calls += 1;
        if (isDead || (isArmed && at === when && calls === call)) {
          isDead = true;
          throw new Error('killed');
        }
      });
      await world.execute();
      isArmed = true;
      await act(world).catch(() => {});
      await new Promise((done) => setImmediate(done));
      const died = isDead;
      isArmed = false;
      isDead = false;
      world.die();
      await world.comeToRest();
      if (!died) break;
      ends.push((await world.end()).approval.state);
      // A mail that was handed over and whose end nobody knows goes to a person: then there is no second one.
      const { sent } = world;
      expect(sent.filter((purpose) => purpose === 'reply').length).toBeLessThanOrEqual(1);
      expect((await world.end()).approval.settledAt).not.toBeNull();
      const lost = sent.filter((purpose) => purpose === 'reply' || purpose === 'expired').length === 0;
      expect(lost && (await world.end()).outcome !== 'handed-to-person').toBe(false);
    }
  return ends;
}

describe('the process dies at every call', () => {
  test('between tap, decision and notice: the decision is kept and carried out, or the request still waits', async () => {
    const ends = await atEveryCall((world) => world.tap('approved'), 0);
    expect(ends.length).toBeGreaterThan(3);
    expect(new Set(ends)).toEqual(new Set(['SEALED', 'EXPIRED'].filter((state) => ends.includes(state))));
    expect(ends).toContain('SEALED');
  });

  test('while the reply is on its way after the wait', async () => {
    const ends = await atEveryCall(async (world) => {
      await world.tap('approved');
      await world.pass(300);
      await world.sweep();
      await new Promise((done) => setImmediate(done));
    }, 5);
    expect(ends.length).toBeGreaterThan(10);
  });

  test('while it expires', async () => {
    const ends = await atEveryCall(async (world) => {
      await world.pass(86_400);
      await world.sweep();
      await new Promise((done) => setImmediate(done));
    }, 5);
    expect(ends.length).toBeGreaterThan(10);
    expect(new Set(ends)).toEqual(new Set(['EXPIRED']));
  });
});
