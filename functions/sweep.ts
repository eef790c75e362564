import * as z from 'zod';
import type { Approval } from '../lib/domain/approval/approval.ts';
import type * as ports from '../lib/ports.ts';
import type { Count } from '../lib/ports-metrics.ts';
import * as wired from '../lib/wire.ts';
import * as sending from '../lib/wire-sending.ts';
import { sendReply } from './send-reply.ts';

interface Deps {
  objects: Pick<ports.ObjectStore, 'list'>;
  ledger: Pick<ports.Ledger, 'find' | 'stuckSince' | 'waitingForPerson'>;
  outbox: Pick<ports.Outbox, 'doubtBefore' | 'open' | 'hasLeft'>;
  approvals: Pick<ports.Approvals, 'unsettled'>;
  workflows: ports.Workflows;
  inDoubt: 'never-twice' | 'never-lost';
  sendReply: (of: Pick<ports.Reply, 'messageId' | 'purpose'>) => Promise<unknown>;
  /** Sends a mail in doubt once more. */
  sendAgain: (reply: ports.Reply, now: Date) => Promise<unknown>;
  /** Briefs of a digest, reminders, deputy and lead. */
  remindManagers: (approvals: Approval[], now: Date) => Promise<{ mailed: number }>;
  /** Commitments whose review day has come. */
  mailReviews: (now: Date) => Promise<{ reviews: number }>;
  /** Learns how fast the mail service lets us send. */
  keepPace: (now: Date) => Promise<void>;
  /** Mails of ours that did not arrive. */
  tellTroubles: () => Promise<{ troubles: number }>;
  /** Merges near-duplicates, and lets the counts follow. */
  keepTopics: () => Promise<{ merged: number }>;
  messageIdOf: (key: string) => string;
  count: Count;
  clock: ports.Clock;
}

/** The schedule sends nothing. Looking back an hour costs a few reads a mail; a restart looks back over everything. */
const sweepEvent = z.object({
  stuckAfterSeconds: z.number().nonnegative().default(900),
  lookBackSeconds: z.number().positive().default(3600),
});

/** Starts again what stands still: state of record is the table, never a state machine. */
export const sweep = (deps: Deps) => async (event: unknown) => {
  const { stuckAfterSeconds, lookBackSeconds } = sweepEvent.parse(event);
  const now = deps.clock();
  const before = new Date(now.getTime() - stuckAfterSeconds * 1000);
  const since = new Date(now.getTime() - lookBackSeconds * 1000);
  const inDoubt = await deps.outbox.doubtBefore(before);
  const resent = await resend(deps, now, before);
  const forgotten = await startForgotten(deps, since, before);
  const restarted = (await restartStuck(deps, before)) + forgotten;
  const waiting = await deps.approvals.unsettled();
  const resumed = await resumeApprovals(deps, waiting, now);
  await tellConsidered(deps, waiting);
  const { mailed } = await deps.remindManagers(waiting, now);
  const { reviews } = await deps.mailReviews(now);
  const { troubles } = await deps.tellTroubles();
  // After the mail: nobody waits for it.
  const { merged } = await deps.keepTopics();
  await deps.keepPace(now);
  await measure(deps, { inDoubt: inDoubt.length, forgotten, overdue: waiting.filter(isOverdue(now)).length }, now);
  return { inDoubt: inDoubt.length, resent, restarted, resumed, mailed, reviews, troubles, merged };
};

const isOverdue =
  (now: Date) =>
  ({ state, answerBy }: Approval): boolean =>
    state === 'PENDING' && new Date(answerBy) <= now;

/** For the alarms. */
async function measure(
  { ledger, count }: Deps,
  { inDoubt, forgotten, overdue }: { inDoubt: number; forgotten: number; overdue: number },
  now: Date,
): Promise<void> {
  if (inDoubt > 0) count('MailInDoubt', inDoubt);
  if (forgotten > 0) count('ForgottenMail', forgotten);
  if (overdue > 0) count('ApprovalOverdue', overdue);
  const [oldest] = await ledger.waitingForPerson();
  if (oldest) count('OldestHeldHours', (now.getTime() - Date.parse(oldest.updatedAt)) / 3_600_000);
}

async function restartStuck({ ledger, workflows }: Deps, before: Date): Promise<number> {
  const rows = await ledger.stuckSince(before);
  for (const { id: messageId, key, receivedAt } of rows) await workflows.startTriage({ messageId, key, receivedAt });
  return rows.length;
}

/** Where the desk would rather write twice than never: once, and after events had their time to say how it ended. */
async function resend({ outbox, inDoubt, sendAgain }: Deps, now: Date, before: Date): Promise<number> {
  if (inDoubt === 'never-twice') return 0;
  const doubted = (await outbox.open()).filter(
    ({ state, againAt, changedAt }) => state === 'UNKNOWN' && !againAt && changedAt < before.toISOString(),
  );
  for (const reply of doubted) await sendAgain(reply, now);
  return doubted.length;
}

/** Mail that was stored but whose event never came: the store is compared with the ledger. */
async function startForgotten(
  { objects, ledger, workflows, messageIdOf }: Deps,
  since: Date,
  before: Date,
): Promise<number> {
  let started = 0;
  for await (const { key, storedAt } of objects.list('raw/')) {
    const messageId = messageIdOf(key);
    if (storedAt < since || storedAt > before || (await ledger.find(messageId))) continue;
    await workflows.startTriage({ messageId, key, receivedAt: storedAt.toISOString() });
    started += 1;
  }
  return started;
}

/** Answered or overdue: tell the execution. Dead execution: go on under a new name. */
async function resumeApprovals({ workflows }: Deps, waiting: Approval[], now: Date): Promise<number> {
  let resumed = 0;
  for (const { messageId, caseId, executionArn, state, decision, answerBy, taskToken } of waiting) {
    const isRunning = await workflows.isRunning(executionArn);
    if (isRunning && state === 'PENDING' && new Date(answerBy) > now) continue;
    if (isRunning) await workflows.tellDecided(taskToken, decision?.sendAt ?? now.toISOString());
    else await workflows.startApproval(`${messageId}-${now.getTime()}`, { messageId, caseId });
    resumed += 1;
  }
  return resumed;
}

/** The machine goes on to the manager when the mail service takes no mail for now: the customer is told later. */
async function tellConsidered({ outbox, sendReply }: Deps, waiting: Approval[]): Promise<void> {
  const doubted = new Set((await outbox.open()).map(({ messageId }) => messageId));
  for (const { messageId, state } of waiting) {
    const mail = { messageId, purpose: 'considering' as const };
    if (state !== 'PENDING' || doubted.has(messageId) || (await outbox.hasLeft(messageId, mail.purpose))) continue;
    await sendReply(mail).catch(({ name: error }: Error) => {
      console.error(JSON.stringify({ step: 'sweep', event: 'not-told', messageId, error }));
    });
  }
}

export const handler = wired.wire('sweep', (env) =>
  sweep({
    objects: wired.objectsOf(env),
    ledger: wired.ledgerOf(env),
    outbox: wired.outboxOf(env),
    approvals: wired.approvalsOf(env),
    workflows: wired.workflowsOf(env),
    inDoubt: wired.deskOf(env).desk.settings.inDoubt,
    sendReply: sendReply(sending.sendingOf(env)),
    sendAgain: sending.sendAgainOf(env, sendReply(sending.sendingOf(env))),
    remindManagers: wired.remindManagersOf(env),
    mailReviews: wired.mailReviewsOf(env),
    keepPace: sending.keepPaceOf(env),
    tellTroubles: sending.tellTroublesOf(env),
    keepTopics: wired.topicUpkeepOf(env),
    messageIdOf: wired.messageIdOf,
    count: wired.countOf(env),
    clock: wired.now,
  }),
);
