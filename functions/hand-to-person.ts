import { takesOver } from '../lib/domain/approval/takes-over.ts';
import type { Outcome } from '../lib/domain/case/case.ts';
import { handOverInput } from '../lib/domain/case/inputs.ts';
import type { OutgoingMail } from '../lib/domain/reply/outgoing-mail.ts';
import * as ports from '../lib/ports.ts';
import type { Count } from '../lib/ports-metrics.ts';
import * as wired from '../lib/wire.ts';

interface Deps {
  ledger: Pick<ports.Ledger, 'find' | 'claim' | 'startHandOver' | 'close' | 'resolve'>;
  outbox: Pick<ports.Outbox, 'hasLeft'>;
  cases: Pick<ports.CaseBook, 'story'>;
  approvals: Pick<ports.Approvals, 'settled'>;
  gatherBrief: wired.GatherBrief;
  notices: Pick<wired.Notices, 'handed' | 'call'>;
  send: ports.SendNotice;
  settings: wired.CompiledDesk['desk']['settings'];
  count: Count;
  clock: ports.Clock;
}

/** The safe side: closes the message for the machine, and tells the person who takes over with the whole story. */
export const handToPerson = (deps: Deps) => async (input: unknown) => {
  const handOver = handOverInput.parse(input);
  const { messageId, failure, settled } = handOver;
  const row = (await deps.ledger.find(messageId)) ?? (await enter(deps, handOver));
  const settle = async () => {
    if (row.route === 'ask-manager') await deps.approvals.settled(messageId, deps.clock());
  };
  if (row.outcome && row.outcome !== 'awaiting-approval') {
    await settle(); // a crash after closing must not leave an approval that is resumed for ever
    return { outcome: await withoutDoubt(deps, messageId, row.outcome) };
  }

  const { outcome, reason } = outcomeOf(row, failure?.Error, settled?.reason);
  if (outcome !== 'held' && !(await deps.ledger.startHandOver(messageId))) throw new ports.HandOverClaimed(messageId);
  if (outcome !== 'held') await deps.send(await noticeOf(deps, row, reason), 'handed', messageId);
  await deps.ledger.close(messageId, outcome, reason);
  await settle();
  return { outcome: await withoutDoubt(deps, messageId, outcome) };
};

/**
 * The mail service may tell that the reply left while it is being parked. Asked after it was parked: who tells later finds it
 * parked, and resolves it (lib/delivery/record-news.ts).
 */
async function withoutDoubt({ ledger, outbox, count }: Deps, messageId: string, outcome: Outcome): Promise<Outcome> {
  if (outcome !== 'parked') return outcome;
  if (!(await outbox.hasLeft(messageId))) {
    count('Parked');
    return outcome;
  }
  await ledger.resolve(messageId, 'the mail service', { outcome: 'answered', reason: 'answered' });
  return 'answered';
}

function outcomeOf(row: ports.LedgerRow, failed?: string, settled?: string): { outcome: Outcome; reason: string } {
  if (failed && row.outcome !== 'awaiting-approval') return { outcome: 'parked', reason: failed };
  if (row.kind === 'malformed') return { outcome: 'parked', reason: 'malformed' };
  if (row.route === 'hold' || row.route === 'acknowledge') return { outcome: 'held', reason: row.reason };
  return { outcome: 'handed-to-person', reason: settled ?? failed ?? row.reason };
}

/** Who decided to call gets the task; what nobody decided goes to the next in line; all else as its asks say. */
async function noticeOf(deps: Deps, row: ports.LedgerRow, reason: string): Promise<OutgoingMail> {
  const { id: messageId, key, sender } = row;
  const story = row.caseId ? await deps.cases.story(row.caseId) : null;
  const record = story?.records.find((one) => one.messageId === messageId) ?? null;
  const approval = story?.approvals.find((one) => one.messageId === messageId);
  if (story && record && approval?.decision?.answer.kind === 'call') {
    const brief = await deps.gatherBrief(record, story, approval.publicId);
    return deps.notices.call({ to: approval.decision.by, brief, decision: approval.decision });
  }
  const to = approval?.state === 'EXPIRED' ? takesOver(approval.manager, deps.settings).address : null;
  return deps.notices.handed({ messageId, key, record, sender, reason, to });
}

/** A mail whose reading failed has no row yet; it gets one, so that nothing is only in a log. */
async function enter(
  { ledger, clock }: Deps,
  { messageId, key = '', receivedAt }: { messageId: string; key?: string; receivedAt?: string },
) {
  const at = clock().toISOString();
  const nothing = { sender: null, caseId: null, route: null, outcome: null, reason: '', acceptedBy: null };
  const row: ports.LedgerRow = {
    id: messageId,
    key,
    receivedAt: receivedAt ?? at,
    kind: 'malformed',
    ...nothing,
    updatedAt: at,
  };
  await ledger.claim(row, messageId);
  return row;
}

export const handler = wired.wire('hand-to-person', (env) =>
  handToPerson({
    ledger: wired.ledgerOf(env),
    outbox: wired.outboxOf(env),
    cases: wired.casesOf(env),
    approvals: wired.approvalsOf(env),
    gatherBrief: wired.gatherBriefOf(env),
    notices: wired.noticesOf(env),
    send: wired.sendNoticeOf(env),
    settings: wired.deskOf(env).desk.settings,
    count: wired.countOf(env),
    clock: wired.now,
  }),
);
