import type { Approval } from '../lib/domain/approval/approval.ts';
import { levelFor } from '../lib/domain/approval/level.ts';
import { comesInDigest } from '../lib/domain/approval/nudges.ts';
import { askManagerInput } from '../lib/domain/case/inputs.ts';
import * as ports from '../lib/ports.ts';
import * as wired from '../lib/wire.ts';

interface Deps {
  ledger: Pick<ports.Ledger, 'close'>;
  cases: Pick<ports.CaseBook, 'story'>;
  approvals: Pick<ports.Approvals, 'ask' | 'byMessage' | 'hold' | 'nudged'>;
  audit: Pick<ports.Audit, 'append'>;
  tellDecided: ports.Workflows['tellDecided'];
  gatherBrief: wired.GatherBrief;
  notices: Pick<wired.Notices, 'brief'>;
  send: ports.SendNotice;
  newSecret: ports.NewSecret;
  newPublicId: () => string;
  hashSecret: (secret: string) => string;
  desk: wired.CompiledDesk['desk'];
  clock: ports.Clock;
}

/** Keeps the task token and mails the brief, unless it comes with the next digest. After a restart only the token is new. */
export const askManager = (deps: Deps) => async (input: unknown) => {
  const { messageId, caseId, taskToken, executionArn } = askManagerInput.parse(input);
  const [known, story] = await Promise.all([deps.approvals.byMessage(messageId), deps.cases.story(caseId)]);
  const record = story?.records.find((one) => one.messageId === messageId);
  if (!story || !record?.account || !record.answerBy) throw new ports.MessageUnknown(messageId);
  const { manager, contribution, band } = record.account;
  const now = deps.clock().toISOString();
  const approval = await deps.approvals.ask({
    messageId,
    caseId,
    publicId: known?.publicId ?? deps.newPublicId(),
    manager,
    holders: [],
    level: levelFor(contribution, deps.desk.policy.approval),
    askedAt: now,
    answerBy: record.answerBy,
    nudges: [],
    state: 'PENDING',
    decision: null,
    expiredAt: null,
    settledAt: null,
    taskToken,
    executionArn,
  });
  if (approval.state !== 'PENDING') {
    await deps.tellDecided(taskToken, approval.decision?.sendAt ?? now);
    return {};
  }
  const { digest } = deps.desk.settings;
  if (!approval.nudges.includes('brief') && !comesInDigest(digest, band)) {
    const brief = await deps.gatherBrief(record, story, approval.publicId);
    await mailBrief(deps, brief, approval, now);
  }
  await deps.ledger.close(messageId, 'awaiting-approval', `waits for ${approval.manager} until ${approval.answerBy}`);
  return {};
};

/** The link is kept before the mail leaves: a link that nobody knows would be worse than a mail sent twice. */
async function mailBrief(deps: Deps, brief: wired.Brief, approval: Approval, at: string): Promise<void> {
  const { messageId, caseId, manager, answerBy } = approval;
  const secret = deps.newSecret();
  await deps.approvals.hold(messageId, { address: manager, secretHash: deps.hashSecret(secret), sentAt: at });
  await deps.send(deps.notices.brief({ brief, approval, to: manager, secret, nudge: 'brief' }), 'brief', messageId);
  await deps.approvals.nudged(messageId, 'brief');
  const because = `answer by ${answerBy}`;
  await deps.audit.append(caseId, { at, by: 'evenhand', event: 'asked', because, facts: { to: manager } });
}

export const handler = wired.wire('ask-manager', (env) =>
  askManager({
    ledger: wired.ledgerOf(env),
    cases: wired.casesOf(env),
    approvals: wired.approvalsOf(env),
    audit: wired.auditOf(env),
    tellDecided: wired.tellDecidedOf(),
    gatherBrief: wired.gatherBriefOf(env),
    notices: wired.noticesOf(env),
    send: wired.sendNoticeOf(env),
    newSecret: wired.newSecret,
    newPublicId: wired.newPublicId,
    hashSecret: wired.hashSecret,
    desk: wired.deskOf(env).desk,
    clock: wired.now,
  }),
);
