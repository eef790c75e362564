import { fitted } from '../../bin/commands/fitted.ts';
import { askManager } from '../../functions/ask-manager.ts';
import { decideMessage } from '../../functions/decide.ts';
import { handToPerson } from '../../functions/hand-to-person.ts';
import { readMessage } from '../../functions/read-message.ts';
import { receive } from '../../functions/receive.ts';
import { sendReply } from '../../functions/send-reply.ts';
import { settle } from '../../functions/settle.ts';
import { sweep } from '../../functions/sweep.ts';
import { requireDesk } from '../../lib/adapters/desk-folder.ts';
import { hashOf, messageIdOf } from '../../lib/adapters/hash.ts';
import { toHtml } from '../../lib/adapters/markdown.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { hashSecret, newPublicId, newSecret } from '../../lib/adapters/secrets.ts';
import { topicsWith } from '../../lib/adapters/topics.ts';
import { answerApproval } from '../../lib/approval/answer.ts';
import { gatherBrief } from '../../lib/approval/gather-brief.ts';
import { draftLetters } from '../../lib/domain/reply/draft-letters.ts';
import { draftNotices } from '../../lib/domain/reply/draft-notices.ts';
import { priorOf, topicState } from '../../lib/domain/topics/topic-state.ts';
import { localMachineArn } from '../../lib/infra/definitions.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { type LocalMachines, localMachines, named } from '../../lib/local/machines.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import { type MailTags, SendRefused, SendThrottled, type Workflows } from '../../lib/ports.ts';
import { type Faults, faulty, Killed, randomOf } from './faults.ts';

/** What takes time to load, once for all runs. */
export async function loadChaos() {
  const sound = await requireDesk('desk');
  const { definitions } = await ensureBuilt(() => {});
  return { sound, definitions, index: await fitted(sound.desk.catalogue, null) };
}
export type Loaded = Awaited<ReturnType<typeof loadChaos>>;

const [triageArn, approvalArn] = [localMachineArn('triage'), localMachineArn('approval')];
const MINUTE = 60_000;

/** The real steps and the real synthesised machines over stores in memory, a clock moved by hand, and faults drawn by a seed. */
export async function chaosWorld({ sound, definitions, index }: Loaded, seed: number, oneIn: number) {
  const { desk, accounts, policyVersion } = sound;
  const random = randomOf(seed);
  let now = Date.parse('2026-11-23T10:00:00.000Z');
  const clock = () => new Date(now);

  const stores = memoryStores(clock);
  for (const account of accounts) await stores.accounts.upsert(account);
  const objects = memoryObjects(clock);
  /** What the mail service took, by purpose and message. */
  const accepted: MailTags[] = [];
  let isDead = false;
  let machines: LocalMachines;
  let kill = () => {};
  let death = Promise.resolve();
  const faults: Faults = { oneIn, random, injected: new Map(), isDead: () => isDead, kill: () => kill() };

  const state = topicState({ prior: priorOf(index) });
  const nameOf = (offer: string) => desk.catalogue.find(({ id }) => id === offer)?.name ?? offer;
  const letters = draftLetters({ desk, toHtml, replyTo: async () => desk.settings.addresses[0]! });
  const ses = {
    hash: async () => 'hash',
    async send(_: unknown, tags: MailTags) {
      const luck = faults.oneIn > 0 ? random(faults.oneIn * 2) : -1;
      if (luck === 0) throw random(3) === 0 ? new SendRefused('rejected') : new SendThrottled('throttled');
      accepted.push(tags);
      if (luck === 1) throw named('TimeoutError', 'taken, and the answer was lost');
      return { sesMessageId: `ses-${accepted.length}` };
    },
  };
  const workflows: Workflows = {
    startTriage: async (input) => void machines.start(triageArn, input),
    startApproval: async (name, input) => machines.start(approvalArn, input, name),
    tellDecided: async (token, sendAt) => machines.sendTaskSuccess(token, { sendAt }),
    isRunning: async (arn) => machines.isRunning(arn),
  };

  /** A process: everything in it is made anew after a crash; the stores, the objects and the mail service stay. */
  function boot() {
    isDead = false;
    death = new Promise((die) => {
      kill = () => {
        isDead = true;
        die();
      };
    });
    const port = Object.fromEntries(
      Object.entries(stores).map(([name, store]) => [name, typeof store === 'object' ? faulty(store, faults) : store]),
    ) as typeof stores;
    const raw = { get: async (key: string) => (await objects.get(key))!, list: (prefix: string) => listed(prefix) };
    const read = mimeReader({ ownAddresses: desk.settings.addresses });
    const mailer = faulty(ses, faults, ['kills before', 'kills after', 'takes its time']);
    const notices = draftNotices({ desk, toHtml, webUrl: 'https://desk.example' });
    const send = async (mail: unknown, purpose: string, id: string) => void (await mailer.send(mail, { purpose, id }));
    const common = {
      ...port,
      letters,
      notices,
      send,
      mailer,
      clock,
      newSecret,
      newPublicId,
      hashSecret,
      settings: desk.settings,
      gatherBrief: gatherBrief({ ...port, letters, desk }),
      tellDecided: workflows.tellDecided,
    };
    const topics = topicsWith({ index, nameOf, encoder: null, kinds: null, log: port.topicLog, state });
    const steps: Record<string, (input: unknown) => Promise<unknown>> = {
      'read-message': readMessage({ objects: raw, read, ledger: port.ledger, hash: hashOf, clock }),
      decide: decideMessage({
        ...common,
        objects: raw,
        read,
        topics,
        continuedCase: async () => null,
        desk: { desk, policyVersion },
      }),
      'send-reply': sendReply(common),
      'hand-to-person': handToPerson(common),
      'ask-manager': askManager({ ...common, desk }),
      settle: settle(common),
    };
    machines = localMachines({
      definitions: { [triageArn]: definitions.triage, [approvalArn]: definitions.approval },
      retryDelay: 0,
      waitUntil: (moment) =>
        Date.parse(moment) <= now
          ? null
          : new Promise<void>((go) => void sleeping.push({ moment: Date.parse(moment), go })),
      async invoke(arn, payload) {
        try {
          return await steps[arn.slice(arn.lastIndexOf(':') + 1)]!(payload);
        } catch (error) {
          if (isDead) await new Promise(() => {}); // nobody hears from a process that is gone
          now += 10_000; // the machine waits before it tries again
          throw error;
        }
      },
    });
    return {
      receive: receive({ workflows }),
      sweep: sweep({
        objects: raw,
        ledger: port.ledger,
        outbox: port.outbox,
        approvals: port.approvals,
        workflows,
        inDoubt: 'never-twice',
        sendAgain: async () => {},
        remindManagers: async () => ({ mailed: 0 }),
        mailReviews: async () => ({ reviews: 0 }),
        keepTopics: async () => ({ merged: 0 }),
        messageIdOf,
        clock,
      }),
      ...answerApproval({ ...common, undoMinutes: desk.policy.approval.undoMinutes }),
    };
  }
  async function* listed(prefix: string) {
    for (const { key, storedAt } of await objects.list(prefix)) yield { key, storedAt };
  }
  let sleeping: { moment: number; go: () => void }[] = [];
  let process = boot();

  /** Whatever dies in `act` is started anew; what it was doing is not gone on with. */
  async function living(act: (process: ReturnType<typeof boot>) => Promise<unknown>): Promise<void> {
    await act(process).catch((error: Error) => {
      if (!(error instanceof Killed) && oneIn === 0) throw error;
    });
    await rest();
    if (!isDead) return;
    sleeping = [];
    process = boot();
  }
  /** Lets go on what can, until only clocks and people are waited for, or the process is gone. */
  async function rest(): Promise<void> {
    for (let i = 0; i < 3; i += 1) await new Promise((done) => setImmediate(done));
    if (!isDead) await Promise.race([machines.idle(), death]);
  }
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
    faults,
    random,
    living,
    pass,
    clock,
    keep: (key: string, mail: Uint8Array) => objects.put(key, mail),
    keys: async () => (await objects.list('raw/')).map(({ key }) => key),
    /** No more faults: sweeps until nothing is left to do, past the time to undo and past the deadline of every request. */
    async comeToRest() {
      faults.oneIn = 0;
      await living(async () => {});
      for (const wait of [20, 20, 20, 8 * 24 * 60, 20, 20, 20]) {
        await pass(wait * MINUTE);
        await living(({ sweep }) => sweep({ lookBackSeconds: 30 * 86_400 }));
      }
    },
  };
}
