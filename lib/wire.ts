/** Where the steps meet the world: real adapters, made on the first call and never on import. */
import { readFileSync } from 'node:fs';
import { dynamoClient as db, s3Client as s3, sesClient as ses, sfnClient as sfn } from './adapters/aws-clients.ts';
import { keptPrior } from './adapters/catalogue-fit.ts';
import { dynamoAccountBook } from './adapters/dynamo/account-book.ts';
import { dynamoApprovals } from './adapters/dynamo/approvals.ts';
import { dynamoAudit } from './adapters/dynamo/audit.ts';
import { dynamoCaseBook } from './adapters/dynamo/case-book.ts';
import { dynamoCaseKey } from './adapters/dynamo/case-key.ts';
import { dynamoCodes } from './adapters/dynamo/codes.ts';
import { dynamoCommitments } from './adapters/dynamo/commitments.ts';
import { dynamoDemandBook } from './adapters/dynamo/demand-book.ts';
import { dynamoExampleProposals } from './adapters/dynamo/example-proposals.ts';
import { dynamoLedger } from './adapters/dynamo/ledger.ts';
import { dynamoOutbox } from './adapters/dynamo/outbox.ts';
import { dynamoSessions } from './adapters/dynamo/sessions.ts';
import { dynamoSignIns } from './adapters/dynamo/sign-ins.ts';
import type { Table } from './adapters/dynamo/table.ts';
import { dynamoTopicLog } from './adapters/dynamo/topic-log.ts';
import { hexHash } from './adapters/hash.ts';
import { toHtml } from './adapters/markdown.ts';
import { countMetric } from './adapters/metrics.ts';
import { isolatedReader } from './adapters/mime-isolated.ts';
import { pagePass } from './adapters/page-pass.ts';
import { s3ObjectStore } from './adapters/s3-object-store.ts';
import { caseMac, hashSecret, isSecretOf, newCode, newPublicId, newSecret } from './adapters/secrets.ts';
import { sesMailer } from './adapters/ses-mailer.ts';
import { stepFunctions, tellDecided } from './adapters/step-functions.ts';
import { readSnapshot } from './adapters/topic-snapshot.ts';
import { topicUpkeep } from './adapters/topic-upkeep.ts';
import { topicsOn } from './adapters/topics-on.ts';
import { answerApproval } from './approval/answer.ts';
import { gatherBrief } from './approval/gather-brief.ts';
import { mailReviews } from './approval/mail-reviews.ts';
import { remindManagers } from './approval/remind.ts';
import type { Desk } from './domain/desk/desk.ts';
import { caseAddress } from './domain/reply/case-address.ts';
import { draftLetters } from './domain/reply/draft-letters.ts';
import { draftNotices } from './domain/reply/draft-notices.ts';
import { topicState } from './domain/topics/topic-state.ts';
import type { CaseKey, SendNotice } from './ports.ts';
import { readSettings, type SettingsOf, type Step, TOPIC_SNAPSHOT } from './settings.ts';
import { deskApp } from './web/app.ts';
import type { StaffWeb } from './web/staff/routes.ts';

/** Binds a step to its environment on the first call; a failed start is tried again on the next. */
export function wire<S extends Step, A extends unknown[], R>(step: S, bind: (env: SettingsOf<S>) => (...args: A) => R) {
  let bound: ((...args: A) => R) | undefined;
  return (...args: A): R => {
    bound ??= bind(readSettings(step));
    return bound(...args);
  };
}

export const now = (): Date => new Date();
export { hashOf, messageIdOf } from './adapters/hash.ts';
export { hashSecret, newPublicId, newSecret } from './adapters/secrets.ts';

export interface TableEnv {
  TABLE_NAME: string;
}
export const tableOf = ({ TABLE_NAME }: TableEnv): Table => ({ db: db(), name: TABLE_NAME });
export const ledgerOf = (env: TableEnv) => dynamoLedger(tableOf(env), now);
export const casesOf = (env: TableEnv) => dynamoCaseBook(tableOf(env), now);
export const outboxOf = (env: TableEnv) => dynamoOutbox(tableOf(env), now);
export const approvalsOf = (env: TableEnv) => dynamoApprovals(tableOf(env));
export const accountsOf = (env: TableEnv) => dynamoAccountBook(tableOf(env));
export const demandOf = (env: TableEnv) => dynamoDemandBook(tableOf(env));
export const auditOf = (env: TableEnv) => dynamoAudit(tableOf(env));
export const commitmentsOf = (env: TableEnv) => dynamoCommitments(tableOf(env));
export const proposalsOf = (env: TableEnv) => dynamoExampleProposals(tableOf(env));
export const countOf = (env: TableEnv) => countMetric(env);
export const caseKeyOf = (env: TableEnv) => dynamoCaseKey(tableOf(env));

export const objectsOf = ({ BUCKET_NAME }: { BUCKET_NAME: string }) => s3ObjectStore(s3(), BUCKET_NAME);
export const mailerOf = ({ CONFIGURATION_SET }: { CONFIGURATION_SET: string }) => sesMailer(ses(), CONFIGURATION_SET);
export const sendNoticeOf = (env: { CONFIGURATION_SET: string }): SendNotice => {
  const mailer = mailerOf(env);
  return async (mail, purpose, id) => {
    await mailer.send(mail, { purpose, id }, now());
  };
};
export const workflowsOf = (env: { TRIAGE_MACHINE_ARN: string; APPROVAL_MACHINE_ARN?: string }) =>
  stepFunctions(sfn(), { triage: env.TRIAGE_MACHINE_ARN, approval: env.APPROVAL_MACHINE_ARN ?? '' });
export const tellDecidedOf = () => tellDecided(sfn());

/** The desk as it was compiled at synthesis: validated there, so it is only read here. */
export interface CompiledDesk {
  desk: Desk;
  policyVersion: string;
}
export interface DeskEnv {
  DESK_FILE: string;
}
export const deskOf = ({ DESK_FILE }: DeskEnv): CompiledDesk =>
  JSON.parse(readFileSync(DESK_FILE, 'utf8')) as CompiledDesk;

export const readMailOf = (env: DeskEnv) =>
  isolatedReader({
    ownAddresses: deskOf(env).desk.settings.addresses,
    worker: new URL('./mime-worker.mjs', import.meta.url), // beside the bundle
  });
export const topicsOf = (env: SettingsOf<'decide'>) =>
  topicsOn({
    catalogue: deskOf(env).desk.catalogue,
    log: dynamoTopicLog(tableOf(env)),
    fitFile: env.FIT_FILE,
    modelFolder: env.MODEL_DIR,
    snapshot: () => readSnapshot(objectsOf(env), TOPIC_SNAPSHOT),
  });

export const topicUpkeepOf = (env: SettingsOf<'sweep'>) =>
  topicUpkeep({
    log: dynamoTopicLog(tableOf(env)),
    demand: demandOf(env),
    objects: objectsOf(env),
    snapshotKey: TOPIC_SNAPSHOT,
    begin: async (snapshot) => topicState({ prior: await keptPrior(env.FIT_FILE), snapshot }),
    clock: now,
  });

export const lettersOf = (env: DeskEnv & TableEnv) => lettersWith(deskOf(env).desk, caseKeyOf(env));
export const lettersWith = (desk: Desk, key: CaseKey) =>
  draftLetters({
    desk,
    toHtml,
    replyTo: async (caseId) => caseAddress(desk.settings.addresses[0]!, caseId, caseMac(await key(), caseId)),
  });
interface WebEnv {
  WEB_URL: string;
}
export const noticesOf = (env: DeskEnv & WebEnv) =>
  draftNotices({ desk: deskOf(env).desk, toHtml, webUrl: env.WEB_URL });
export const gatherBriefOf = (env: DeskEnv & TableEnv) =>
  gatherBrief({
    accounts: accountsOf(env),
    demand: demandOf(env),
    commitments: commitmentsOf(env),
    letters: lettersOf(env),
    desk: deskOf(env).desk,
  });

export type { Brief } from './domain/approval/brief.ts';
export type { Letters } from './domain/reply/draft-letters.ts';
export type { Notices } from './domain/reply/draft-notices.ts';
export type GatherBrief = ReturnType<typeof gatherBrief>;

export const deskAppOf = (env: SettingsOf<'desk'>, sendReply: StaffWeb['sendReply']) => {
  const approvals = approvalsOf(env);
  const notices = noticesOf(env);
  const send = sendNoticeOf(env);
  const { settings, policy } = deskOf(env).desk;
  const { undoMinutes } = policy.approval;
  return deskApp({
    approvals,
    cases: casesOf(env),
    gatherBrief: gatherBriefOf(env),
    answer: answerApproval({
      approvals,
      tellDecided: tellDecidedOf(),
      notices,
      send,
      newSecret,
      hashSecret,
      undoMinutes,
    }),
    audit: auditOf(env),
    ledger: ledgerOf(env),
    outbox: outboxOf(env),
    accounts: accountsOf(env),
    commitments: commitmentsOf(env),
    proposals: proposalsOf(env),
    letters: lettersOf(env),
    workflows: workflowsOf(env),
    sendReply,
    signIns: dynamoSignIns(tableOf(env)),
    sessions: dynamoSessions(tableOf(env)),
    codes: dynamoCodes(tableOf(env)),
    pass: pagePass(caseKeyOf(env)),
    notices,
    send,
    newSecret,
    newPublicId,
    newCode,
    hashSecret,
    hashText: hexHash,
    isSecretOf,
    settings,
    clock: now,
  });
};

export const remindManagersOf = (env: SettingsOf<'sweep'>) =>
  remindManagers({
    approvals: approvalsOf(env),
    cases: casesOf(env),
    audit: auditOf(env),
    brief: gatherBriefOf(env),
    notices: noticesOf(env),
    send: sendNoticeOf(env),
    newSecret,
    hashSecret,
    desk: deskOf(env).desk,
  });
export const mailReviewsOf = (env: SettingsOf<'sweep'>) =>
  mailReviews({
    commitments: commitmentsOf(env),
    review: noticesOf(env).review,
    send: sendNoticeOf(env),
    settings: deskOf(env).desk.settings,
  });
