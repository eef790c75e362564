import { triageInput } from '../lib/domain/case/inputs.ts';
import { fingerprintOf } from '../lib/domain/mail/fingerprint.ts';
import { type Clock, type Ledger, type ObjectStore, PARSED_BYTES, type ReadMail } from '../lib/ports.ts';
import { hashOf, ledgerOf, now, objectsOf, readMailOf, wire } from '../lib/wire.ts';

interface Deps {
  objects: Pick<ObjectStore, 'get'>;
  read: ReadMail;
  ledger: Pick<Ledger, 'claim' | 'close'>;
  hash: (input: string | Uint8Array) => string;
  clock: Clock;
}

/** Enters the mail in the ledger and says whether there is something to decide: `decide`, `file` or `hand-to-person`. */
export const readMessage =
  ({ objects, read, ledger, hash, clock }: Deps) =>
  async (input: unknown) => {
    const { messageId: id, key, receivedAt } = triageInput.parse(input);
    const raw = await objects.get(key, PARSED_BYTES);
    const message = await read(raw);
    const { kind } = message;
    const row = {
      id,
      key,
      receivedAt,
      kind,
      sender: message.from?.address ?? null,
      caseId: null,
      route: null,
      outcome: null,
      reason: '',
      acceptedBy: null,
      updatedAt: clock().toISOString(),
    };
    const claim = await ledger.claim(row, hash(fingerprintOf(message) ?? raw));
    if (claim.state === 'duplicate' || claim.state === 'already-closed') return { route: 'file' };
    if (kind === 'malformed') return { route: 'hand-to-person' };
    if (kind === 'person') return { route: 'decide' };
    await ledger.close(id, 'no-reply', kind);
    return { route: 'file' };
  };

export const handler = wire('read-message', (env) =>
  readMessage({ objects: objectsOf(env), read: readMailOf(env), ledger: ledgerOf(env), hash: hashOf, clock: now }),
);
