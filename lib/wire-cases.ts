/** Which case a mail belongs to, by the signed address that it went to. */
import { isCaseMac } from './adapters/secrets.ts';
import type { Desk } from './domain/desk/desk.ts';
import { returnedReplyTo } from './domain/mail/delivery.ts';
import type { Message } from './domain/mail/message.ts';
import { findCaseAddress } from './domain/reply/case-address.ts';
import type { CaseBook, CaseKey } from './ports.ts';
import { caseKeyOf, casesOf, type DeskEnv, deskOf, type TableEnv } from './wire.ts';

export type ContinuedCase = (message: Message) => Promise<string | null>;

export const continuedCaseOf = (env: DeskEnv & TableEnv) =>
  continuedCaseWith(deskOf(env).desk, caseKeyOf(env), casesOf(env));

/** A signed case address alone is not enough: mails are forwarded. The sender must have taken part. */
export const continuedCaseWith =
  (desk: Desk, key: CaseKey, cases: Pick<CaseBook, 'participants'>): ContinuedCase =>
  async (message) => {
    const caseId = await signedCase(message.to, desk, key);
    const participants = caseId ? await cases.participants(caseId) : [];
    return participants.includes(message.from?.address ?? '') ? caseId : null;
  };

/** Anybody can write a report: it counts where it holds a case address of ours, and for who took part in that case. */
export type ReportedCase = (message: Message) => Promise<{ caseId: string; participants: string[] } | null>;

export const reportedCaseOf = (env: DeskEnv & TableEnv) =>
  reportedCaseWith(deskOf(env).desk, caseKeyOf(env), casesOf(env));

export const reportedCaseWith =
  (desk: Desk, key: CaseKey, cases: Pick<CaseBook, 'participants'>): ReportedCase =>
  async ({ report, to }) => {
    if (report === '') return null;
    const caseId = await signedCase([...returnedReplyTo(report), ...to], desk, key);
    return caseId ? { caseId, participants: await cases.participants(caseId) } : null;
  };

async function signedCase(addresses: string[], { settings }: Desk, key: CaseKey): Promise<string | null> {
  const found = findCaseAddress(addresses, settings.addresses);
  return found && isCaseMac(await key(), found.caseId, found.mac) ? found.caseId : null;
}
