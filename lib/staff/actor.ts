import type { AuditEntry, AuditEvent } from '../domain/audit/audit.ts';
import type { Reply } from '../ports.ts';

/** Who acts, when, why, and what the audit keeps of where from. */
export interface Actor {
  by: string;
  at: Date;
  reason: string;
  facts: Record<string, string>;
}

export const entryOf = ({ by, at, reason, facts }: Actor, event: AuditEvent, more = {}): AuditEntry => ({
  at: at.toISOString(),
  by,
  event,
  because: reason,
  facts: { ...facts, ...more },
});

export type SendReply = (of: Pick<Reply, 'messageId' | 'purpose'>) => Promise<{ outcome: unknown }>;

/** True when it left. What did not is kept in the outbox, and whoever asked is told so. */
export const leaves = (sendReply: SendReply, of: Pick<Reply, 'messageId' | 'purpose'>): Promise<boolean> =>
  sendReply(of)
    .then(({ outcome }) => outcome !== 'held')
    .catch((error: Error) => {
      console.error(JSON.stringify({ step: 'desk', event: 'not-sent', messageId: of.messageId, error: error.name }));
      return false;
    });
