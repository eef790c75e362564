import { askManagerInput } from '../lib/domain/case/inputs.ts';
import * as ports from '../lib/ports.ts';
import * as wired from '../lib/wire.ts';

interface Deps {
  ledger: Pick<ports.Ledger, 'find' | 'close'>;
  cases: Pick<ports.CaseBook, 'story'>;
  approvals: Pick<ports.Approvals, 'ask' | 'byMessage'>;
  mailer: ports.Mailer;
  tellDecided: ports.Workflows['tellDecided'];
  brief: wired.DraftBrief;
  newSecret: ports.NewSecret;
  newPublicId: () => string;
  hashSecret: (secret: string) => string;
  answerWithinDays: number;
  clock: ports.Clock;
}

const DAY_MS = 86_400_000;

/** Keeps the task token and mails the brief. After a restart the token is renewed and the link in the mail goes on working. */
export const askManager = (deps: Deps) => async (input: unknown) => {
  const { messageId, caseId, taskToken, executionArn } = askManagerInput.parse(input);
  const [row, known, story] = await Promise.all([
    deps.ledger.find(messageId),
    deps.approvals.byMessage(messageId),
    deps.cases.story(caseId),
  ]);
  const record = story?.records.find((one) => one.messageId === messageId);
  if (!row || !record?.account) throw new ports.MessageUnknown(messageId);
  const isBriefed = row.outcome === 'awaiting-approval';
  const secret = deps.newSecret();
  const asked = deps.clock();
  const approval = await deps.approvals.ask({
    messageId,
    caseId,
    publicId: known?.publicId ?? deps.newPublicId(),
    secretHash: known && isBriefed ? known.secretHash : deps.hashSecret(secret),
    manager: record.account.manager,
    askedAt: known?.askedAt ?? asked.toISOString(),
    answerBy: known?.answerBy ?? new Date(asked.getTime() + deps.answerWithinDays * DAY_MS).toISOString(),
    state: 'PENDING',
    taskToken,
    executionArn,
  });
  if (approval.state !== 'PENDING') {
    await deps.tellDecided(taskToken);
    return {};
  }
  if (isBriefed) return {};
  await deps.mailer.send(deps.brief({ record, approval, secret }), { purpose: 'brief', id: messageId });
  await deps.ledger.close(messageId, 'awaiting-approval', `waits for ${approval.manager} until ${approval.answerBy}`);
  return {};
};

export const handler = wired.wire('ask-manager', (env) =>
  askManager({
    ledger: wired.ledgerOf(env),
    cases: wired.casesOf(env),
    approvals: wired.approvalsOf(env),
    mailer: wired.mailerOf(env),
    tellDecided: wired.tellDecidedOf(),
    brief: wired.briefOf(env),
    newSecret: wired.newSecret,
    newPublicId: wired.newPublicId,
    hashSecret: wired.hashSecret,
    answerWithinDays: wired.deskOf(env).desk.policy.approval.answerWithinDays,
    clock: wired.now,
  }),
);
