import { askManager } from '../../functions/ask-manager.ts';
import { handToPerson } from '../../functions/hand-to-person.ts';
import { sendReply } from '../../functions/send-reply.ts';
import { settle } from '../../functions/settle.ts';
import { sweep } from '../../functions/sweep.ts';
import { toHtml } from '../../lib/adapters/markdown.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { answerApproval } from '../../lib/approval/answer.ts';
import { gatherBrief } from '../../lib/approval/gather-brief.ts';
import type { Brief } from '../../lib/domain/approval/brief.ts';
import { draftLetters } from '../../lib/domain/reply/draft-letters.ts';
import { draftNotices } from '../../lib/domain/reply/draft-notices.ts';
import { arrived } from '../adapters/samples.ts';
import { testClock } from '../adapters/worlds.ts';
import { quietSweep } from '../builders/sweep.ts';
import { deps, desk, record } from '../domain/reply/builders.ts';

/** Called before and after each call to the world: a test may order the calls, or let the process die there. */
export type AtCall = (call: string, when: 'before' | 'after') => Promise<void>;

const MINUTE = 60;
const DAY = 86_400;
export const mia = 'mia@desk.example';

/**
 * The real steps of one approval over stores in memory, in the order of lib/workflow/approval.asl.json. A call to a port is
 * a moment at which others may move, or the process may die; the stores stay.
 */
export async function approvalWorld(undoMinutes: number, atCall: AtCall) {
  const clock = testClock('2026-11-23T10:00:00.000Z');
  const stores = memoryStores(clock.now);
  const sent: string[] = [];
  /** Executions that wait, by their token; a new process knows none. */
  let waiting = new Map<string, () => Promise<void>>();
  const running = new Set<string>();
  /** Those in "Wait while it can be undone". */
  let sleeping: { until: string; go: () => void }[] = [];
  /** An execution that dies is found by the sweep. */
  const wake = (token: string, go: (() => Promise<void>) | undefined): void =>
    void go?.()
      .catch(() => {})
      .finally(() => {
        if (!waiting.has(token)) running.delete(token);
      });
  const ports = watched(
    {
      ...stores,
      mailer: {
        hash: async () => 'hash',
        async send(_: unknown, { purpose }: { purpose: string }) {
          sent.push(purpose);
          return { sesMessageId: `ses-${sent.length}` };
        },
      },
      flow: {
        async tellDecided(token: string, sendAt: string) {
          const go = waiting.get(token);
          waiting.delete(token);
          if (go && sendAt > clock.now().toISOString()) sleeping.push({ until: sendAt, go: () => wake(token, go) });
          else wake(token, go);
          return go !== undefined;
        },
      },
    },
    atCall,
  );
  const send = async (mail: unknown, purpose: string) => void (await ports.mailer.send(mail, { purpose }));
  const notices = draftNotices({ desk, toHtml, webUrl: 'https://desk.example' });
  const brief = gatherBrief({ ...ports, letters: draftLetters(deps), desk });
  const { tellDecided } = ports.flow;
  const secrets = { newSecret: () => 'secret', newPublicId: () => 'public234', hashSecret: (secret: string) => secret };
  const common = {
    ...ports,
    letters: draftLetters(deps),
    gatherBrief: brief,
    notices,
    send,
    clock: clock.now,
    count: () => {},
    ...secrets,
  };
  const steps = {
    ask: askManager({ ...common, tellDecided, desk }),
    settle: settle({ ...common, settings: desk.settings }),
    send: sendReply(common),
    hand: handToPerson({ ...common, settings: desk.settings }),
  };
  let executions = 0;
  const input = { messageId: 'm1', caseId: 'abcdefgh2345' };

  async function execute(): Promise<void> {
    executions += 1;
    const token = `token-${executions}`;
    running.add(token);
    await steps.send({ ...input, purpose: 'considering' }).catch(() => {});
    await ask(token);
  }
  async function ask(token: string): Promise<void> {
    waiting.set(token, () => settleIt(token));
    await steps.ask({ ...input, taskToken: token, executionArn: token });
  }
  /** Every Catch of the machine leads to a person. */
  async function settleIt(token: string): Promise<void> {
    const toPerson = (error: Error) => steps.hand({ ...input, failure: { Error: error.name } });
    const settled = await steps.settle(input).catch(toPerson);
    if (!('route' in settled)) return;
    if (settled.route === 'ask-again') return ask(token);
    if (settled.route === 'answer') return void (await steps.send(input).catch(toPerson));
    if (settled.route === 'expired') await steps.send({ ...input, purpose: 'expired' }).catch(() => {});
    await steps.hand({ ...input, settled });
  }

  const sweeping = sweep({
    ...quietSweep,
    objects: { async *list() {} },
    ledger: { ...stores.ledger, stuckSince: async () => [] },
    outbox: stores.outbox,
    approvals: ports.approvals,
    workflows: {
      startTriage: async () => {},
      async startApproval() {
        await execute();
        return '';
      },
      tellDecided,
      isRunning: async (executionArn) => running.has(executionArn),
    },
    inDoubt: 'never-twice',
    sendReply: steps.send,
    clock: clock.now,
  });

  await stores.ledger.claim(arrived('m1'), 'm1');
  const kept = record({ messageId: 'm1', answerBy: '2026-11-24T10:00:00.000Z' });
  const considering = await draftLetters(deps).considering(kept);
  await stores.cases.record(kept, considering.mail && { purpose: 'considering', mail: considering.mail });

  const { decide } = answerApproval({
    approvals: ports.approvals,
    tellDecided,
    notices,
    send,
    ...secrets,
    undoMinutes,
  });
  /** Time goes by, and who slept until then goes on. */
  async function pass(seconds: number): Promise<void> {
    const now = clock.pass(seconds).toISOString();
    const due = sleeping.filter(({ until }) => until <= now);
    sleeping = sleeping.filter(({ until }) => until > now);
    for (const { go } of due) go();
    await new Promise((done) => setImmediate(done));
  }

  return {
    stores,
    pass,
    sent,
    execute,
    sweep: () => sweeping({}),
    /** The process ends; what waited in it is gone. */
    die: () => {
      waiting = new Map();
      sleeping = [];
      running.clear();
    },
    /** Mia taps on her page. */
    async tap(kind: 'approved' | 'declined') {
      const approval = (await stores.approvals.byMessage('m1'))!;
      const shown: Brief = await gatherBrief({ ...stores, letters: draftLetters(deps), desk })(
        kept,
        { records: [kept], replies: [] },
        null,
      );
      const answer =
        kind === 'approved'
          ? ({ kind, terms: shown.terms, text: null } as const)
          : ({ kind, alternative: 'labels', text: null } as const);
      const view = { reasonable: null, abusiveTone: false };
      return decide(approval, shown, { answer, reason: 'because', view }, { by: mia, at: clock.now(), facts: {} });
    },
    /** Sweeps until nothing is left to do: first past the time to undo, then past the deadline. */
    async comeToRest() {
      for (const seconds of [0, 6 * MINUTE, 6 * MINUTE, DAY, MINUTE, MINUTE]) {
        await pass(seconds);
        await sweeping({});
        await new Promise((done) => setImmediate(done));
      }
    },
    async end() {
      const approval = (await stores.approvals.byMessage('m1'))!;
      const row = await stores.ledger.find('m1');
      const events = (await stores.audit.of(kept.caseId)).map(({ event }) => event);
      return { approval, outcome: row?.outcome, events, commitments: await stores.commitments.all() };
    },
  };
}

/** The same ports, with `atCall` around every call of theirs. */
function watched<P extends Record<string, unknown>>(ports: P, atCall: AtCall): P {
  const around = (name: string, value: unknown): unknown => {
    if (typeof value === 'function')
      return async (...args: unknown[]) => {
        await atCall(name, 'before');
        const result = await value(...args);
        await atCall(name, 'after');
        return result;
      };
    const isPort = value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Map);
    if (!isPort) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, around(`${name}.${key}`, one)]));
  };
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, around(name, port)])) as P;
}
