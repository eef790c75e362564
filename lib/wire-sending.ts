/** Where sending meets the world: brakes, pace, suppressions, and what became of what was sent. */
import { sesClient } from './adapters/aws-clients.ts';
import { dynamoBrakes } from './adapters/dynamo/brakes.ts';
import { dynamoPace } from './adapters/dynamo/pace.ts';
import { dynamoStrangers } from './adapters/dynamo/strangers.ts';
import { dynamoSuppressions } from './adapters/dynamo/suppressions.ts';
import { dynamoTroubles } from './adapters/dynamo/troubles.ts';
import { sendRate } from './adapters/ses-mailer.ts';
import { recordNews } from './delivery/record-news.ts';
import { tellTroubles } from './delivery/tell-troubles.ts';
import type { Reply } from './ports.ts';
import type { SettingsOf } from './settings.ts';
import { doubtedMail } from './staff/doubted-mail.ts';
import type { StaffWeb } from './web/staff/routes.ts';
import * as wired from './wire.ts';

type TableEnv = wired.TableEnv;
export const brakesOf = (env: TableEnv) => dynamoBrakes(wired.tableOf(env));
const paceOf = (env: TableEnv) => dynamoPace(wired.tableOf(env));
const suppressionsOf = (env: TableEnv) => dynamoSuppressions(wired.tableOf(env));
const troublesOf = (env: TableEnv) => dynamoTroubles(wired.tableOf(env));

/** What sending to a customer needs; the pages and the sweep send by the same step as the machines. */
export const sendingOf = (env: TableEnv & { CONFIGURATION_SET: string }) => ({
  ledger: wired.ledgerOf(env),
  outbox: wired.outboxOf(env),
  approvals: wired.approvalsOf(env),
  suppressions: suppressionsOf(env),
  strangers: dynamoStrangers(wired.tableOf(env)),
  brakes: brakesOf(env),
  pace: paceOf(env),
  mailer: wired.mailerOf(env),
  count: wired.countOf(env),
  clock: wired.now,
});

export const recordNewsOf = (env: TableEnv) =>
  recordNews({
    ledger: wired.ledgerOf(env),
    outbox: wired.outboxOf(env),
    suppressions: suppressionsOf(env),
    troubles: troublesOf(env),
    count: wired.countOf(env),
    clock: wired.now,
  });
export type RecordNews = ReturnType<typeof recordNews>;

export const keepPaceOf = (env: TableEnv) => async (at: Date) => {
  const perSecond = await sendRate(sesClient());
  if (perSecond !== null) await paceOf(env).allow(perSecond, at);
};

export const tellTroublesOf = (env: SettingsOf<'sweep'>) =>
  tellTroubles({
    troubles: troublesOf(env),
    ledger: wired.ledgerOf(env),
    cases: wired.casesOf(env),
    undelivered: wired.noticesOf(env).undelivered,
    send: wired.sendNoticeOf(env),
    settings: wired.deskOf(env).desk.settings,
  });

export const sendAgainOf = (env: SettingsOf<'sweep'>, sendReply: StaffWeb['sendReply']) => {
  const { again } = doubtedMail({ ...sendingOf(env), audit: wired.auditOf(env), sendReply });
  return (reply: Reply, at: Date) =>
    again(reply, { by: 'evenhand', at, reason: 'the desk never loses a mail', facts: {} });
};
