import { triageInput } from '../lib/domain/case/inputs.ts';
import { newsOfReport } from '../lib/domain/mail/delivery.ts';
import { fingerprintOf } from '../lib/domain/mail/fingerprint.ts';
import type { Message } from '../lib/domain/mail/message.ts';
import * as ports from '../lib/ports.ts';
import type { Count } from '../lib/ports-metrics.ts';
import * as wired from '../lib/wire.ts';
import { type ContinuedCase, continuedCaseOf, type ReportedCase, reportedCaseOf } from '../lib/wire-cases.ts';
import { brakesOf, type RecordNews, recordNewsOf } from '../lib/wire-sending.ts';

interface Deps {
  objects: Pick<ports.ObjectStore, 'get'>;
  read: ports.ReadMail;
  ledger: Pick<ports.Ledger, 'claim' | 'close'>;
  outbox: Pick<ports.Outbox, 'isOurs'>;
  brakes: Pick<ports.Brakes, 'accepted'>;
  continuedCase: ContinuedCase;
  reportedCase: ReportedCase;
  recordNews: RecordNews;
  count: Count;
  hash: (input: string | Uint8Array) => string;
  clock: ports.Clock;
}

/** Enters the mail in the ledger and says whether there is something to decide: `decide`, `file` or `hand-to-person`. */
export const readMessage = (deps: Deps) => async (input: unknown) => {
  const { objects, read, ledger, brakes, hash, clock } = deps;
  const { messageId: id, key, receivedAt } = triageInput.parse(input);
  const raw = await objects.get(key, ports.PARSED_BYTES);
  const message = await ownMailKnown(deps, await read(raw));
  const { kind } = message;
  const isFiled = kind !== 'person' && kind !== 'malformed';
  const reported = isFiled ? await deps.reportedCase(message) : null;
  const row = {
    id,
    key,
    receivedAt,
    kind,
    sender: message.from?.address ?? null,
    // What people write is put to a case by Decide.
    caseId: reported?.caseId ?? (isFiled ? await deps.continuedCase(message) : null),
    route: null,
    outcome: null,
    reason: '',
    acceptedBy: null,
    updatedAt: clock().toISOString(),
  };
  const claim = await ledger.claim(row, hash(fingerprintOf(message) ?? raw));
  if (claim.state === 'claimed') await brakes.accepted(clock());
  if (claim.state === 'duplicate' || claim.state === 'already-closed') return { route: 'file' };
  if (kind === 'malformed') return { route: 'hand-to-person' };
  if (kind === 'person') return { route: 'decide' };
  await deps.recordNews(newsOfReport(message.report, reported?.participants ?? []), {
    messageId: id,
    purpose: 'report',
  });
  if (kind === 'own') deps.count('OwnMailBack');
  await ledger.close(id, 'no-reply', kind);
  return { route: 'file' };
};

/** A relay may take every mark of ours off a mail; the id that the mail service gave it stays. */
async function ownMailKnown({ outbox }: Deps, message: Message): Promise<Message> {
  const [, id] = /^<([\w-]{1,100})@[\w.-]{0,100}amazonses\.com>$/.exec(message.messageId ?? '') ?? [];
  return message.kind === 'person' && id && (await outbox.isOurs(id)) ? { ...message, kind: 'own' } : message;
}

export const handler = wired.wire('read-message', (env) =>
  readMessage({
    objects: wired.objectsOf(env),
    read: wired.readMailOf(env),
    ledger: wired.ledgerOf(env),
    outbox: wired.outboxOf(env),
    brakes: brakesOf(env),
    continuedCase: continuedCaseOf(env),
    reportedCase: reportedCaseOf(env),
    recordNews: recordNewsOf(env),
    count: wired.countOf(env),
    hash: wired.hashOf,
    clock: wired.now,
  }),
);
