import type { CaseRecord, Outcome } from '../lib/domain/case/case.ts';
import { handOverInput } from '../lib/domain/case/inputs.ts';
import type * as ports from '../lib/ports.ts';
import * as wired from '../lib/wire.ts';

interface Deps {
  ledger: Pick<ports.Ledger, 'find' | 'claim' | 'close'>;
  cases: Pick<ports.CaseBook, 'story'>;
  approvals: Pick<ports.Approvals, 'settled'>;
  mailer: ports.Mailer;
  handed: wired.DraftHanded;
  clock: ports.Clock;
}

/** The safe side: closes the message for the machine, and tells the person who takes over with the whole story. */
export const handToPerson = (deps: Deps) => async (input: unknown) => {
  const handOver = handOverInput.parse(input);
  const { messageId, failure, settled } = handOver;
  const row = (await deps.ledger.find(messageId)) ?? (await enter(deps, handOver));
  if (row.outcome && row.outcome !== 'awaiting-approval') return { outcome: row.outcome };

  const { outcome, reason } = outcomeOf(row, failure?.Error, settled?.reason);
  if (outcome !== 'held') {
    const record = row.caseId ? await recordOf(deps, row.caseId, messageId) : null;
    const mail = deps.handed({ messageId, key: row.key, record, sender: row.sender, reason });
    await deps.mailer.send(mail, { purpose: 'handed', id: messageId });
  }
  await deps.ledger.close(messageId, outcome, reason);
  if (row.outcome === 'awaiting-approval') await deps.approvals.settled(messageId, deps.clock());
  return { outcome };
};

function outcomeOf(row: ports.LedgerRow, failed?: string, settled?: string): { outcome: Outcome; reason: string } {
  if (failed && row.outcome !== 'awaiting-approval') return { outcome: 'parked', reason: failed };
  if (row.kind === 'malformed') return { outcome: 'parked', reason: 'malformed' };
  if (row.route === 'hold') return { outcome: 'held', reason: row.reason };
  return { outcome: 'handed-to-person', reason: settled ?? failed ?? row.reason };
}

/** A mail whose reading failed has no row yet; it gets one, so that nothing is only in a log. */
async function enter(
  { ledger, clock }: Deps,
  { messageId, key = '', receivedAt }: { messageId: string; key?: string; receivedAt?: string },
) {
  const at = clock().toISOString();
  const nothing = { sender: null, caseId: null, route: null, outcome: null, reason: '' };
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

const recordOf = async ({ cases }: Deps, caseId: string, messageId: string): Promise<CaseRecord | null> =>
  (await cases.story(caseId))?.records.find((record) => record.messageId === messageId) ?? null;

export const handler = wired.wire('hand-to-person', (env) =>
  handToPerson({
    ledger: wired.ledgerOf(env),
    cases: wired.casesOf(env),
    approvals: wired.approvalsOf(env),
    mailer: wired.mailerOf(env),
    handed: wired.handedOf(env),
    clock: wired.now,
  }),
);
