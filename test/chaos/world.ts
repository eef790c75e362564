import { fitted } from '../../bin/commands/fitted.ts';
import { requireDesk } from '../../lib/adapters/desk-folder.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { priorOf } from '../../lib/domain/topics/topic-state.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import type { MailTags, ObjectStore } from '../../lib/ports.ts';
import { type Fate, Killed, type Life, type Weather } from './faults.ts';
import { type News, newsOf } from './news.ts';
import { type Process, startProcess } from './process.ts';

/** What takes time to load, once for all runs. */
export async function loadChaos() {
  const sound = await requireDesk('desk');
  const { definitions } = await ensureBuilt(() => {});
  const index = await fitted(sound.desk.catalogue, null);
  return { sound, definitions, index, prior: priorOf(index) };
}
export type Loaded = Awaited<ReturnType<typeof loadChaos>>;

export const MINUTE = 60_000;

/** A mail that the mail service took. */
export interface Accepted extends MailTags {
  to: string;
  at: number;
}

/** A desk whose process may die, over stores in memory that stay, with a clock moved by hand and faults as fate has them. */
export async function chaosWorld(loaded: Loaded, fate: Fate, bounces: (to: string) => boolean = () => false) {
  let now = Date.parse('2026-11-23T10:00:00.000Z');
  const clock = () => new Date(now);
  const stores = memoryStores(clock);
  for (const account of loaded.sound.accounts) await stores.accounts.upsert(account);
  const kept = memoryObjects(clock);
  const objects: Pick<ObjectStore, 'get' | 'list'> = {
    get: async (key) => (await kept.get(key))!,
    async *list(prefix) {
      for (const { key, storedAt } of await kept.list(prefix)) yield { key, storedAt };
    },
  };
  const accepted: Accepted[] = [];
  /** What the mail service has to tell and has not told; and what was taken down, when so many mails were accepted. */
  const news: News[] = [];
  const recorded: (News & { after: number })[] = [];
  const mailer = {
    hash: async () => 'hash',
    async send({ to }: { to: string }, tags: MailTags) {
      const mail = { ...tags, to, at: now };
      accepted.push(mail);
      const sesMessageId = `ses-${accepted.length}`;
      news.push(...newsOf(mail, sesMessageId, bounces(to)));
      return { sesMessageId };
    },
  };
  const weather: Weather = { fate, injected: new Map(), late: [] };
  let sleeping: { moment: number; go: () => void }[] = [];

  function boot() {
    sleeping = [];
    let end = () => {};
    const death = new Promise<void>((die) => {
      end = die;
    });
    const life: Life = {
      isOver: false,
      end() {
        life.isOver = true;
        end();
      },
    };
    const process = startProcess(
      {
        loaded,
        stores,
        objects,
        mailer,
        weather,
        clock,
        waitUntil: (moment) =>
          life.isOver || Date.parse(moment) <= now
            ? null
            : new Promise<void>((go) => void sleeping.push({ moment: Date.parse(moment), go })),
        beforeRetry() {
          now += 10_000;
        },
      },
      life,
    );
    return { process, life, death };
  }
  let current = boot();

  /** Whatever dies in `act` is started anew; what it was doing is not gone on with. True when `act` came to its end. */
  async function living(act: (process: Process) => Promise<unknown>): Promise<boolean> {
    const isDone = await act(current.process).then(
      () => true,
      (error: Error) => {
        if (!(error instanceof Killed) && weather.fate === noFaults) throw error;
        return false;
      },
    );
    await rest();
    return isDone;
  }
  /** Lets go on what can, until only clocks and people are waited for; a process that is gone is started anew. */
  async function rest(): Promise<void> {
    const { process, life, death } = current;
    for (let i = 0; i < 3; i += 1) await new Promise((done) => setImmediate(done));
    if (!life.isOver) await Promise.race([process.idle(), death]);
    for (const { land } of weather.late.splice(0)) await land();
    if (life.isOver) current = boot();
  }
  /** Time goes by, and who slept until then goes on. */
  async function pass(milliseconds: number): Promise<void> {
    now += milliseconds;
    const due = sleeping.filter(({ moment }) => moment <= now);
    sleeping = sleeping.filter(({ moment }) => moment > now);
    for (const { go } of due) go();
    await rest();
  }

  return {
    stores,
    accepted,
    news,
    recorded,
    /** False: it goes back to the queue. */
    async tell(one: News): Promise<boolean> {
      let isTaken = false;
      await living(async ({ receive }) => {
        isTaken = (await receive(one.event)).batchItemFailures.length === 0;
      });
      if (isTaken) recorded.push({ ...one, after: accepted.length });
      return isTaken;
    },
    injected: weather.injected,
    living,
    pass,
    clock,
    keep: (key: string, mail: Uint8Array) => kept.put(key, mail),
    keys: async () => (await kept.list('raw/')).map(({ key }) => key),
    /** No more faults: sweeps until nothing is left to do, past the time to undo and past the deadline of every request. */
    async comeToRest() {
      weather.fate = noFaults;
      await rest();
      for (const wait of [20, 20, 20, 8 * 24 * 60, 20, 20, 20]) {
        await pass(wait * MINUTE);
        await living(({ sweep }) => sweep({ lookBackSeconds: 30 * 86_400 }));
      }
    },
  };
}
export type World = Awaited<ReturnType<typeof chaosWorld>>;

export const noFaults: Fate = () => undefined;
