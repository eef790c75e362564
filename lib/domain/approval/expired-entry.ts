import type { AuditEntry } from '../audit/audit.ts';
import type { Approval } from './approval.ts';

/** Nobody answered: what the audit says of it, whichever store keeps it. */
export const expiredEntry = ({ manager, answerBy }: Approval, at: string): AuditEntry => ({
  at,
  by: 'evenhand',
  event: 'expired',
  because: `no answer from ${manager} by ${answerBy}`,
  facts: {},
});
