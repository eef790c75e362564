import type { Terms } from '../approval/approval.ts';

/** What an approval promised, for as long as it is kept. */
export interface Commitment extends Terms {
  /** The message whose request was approved: one commitment a message. */
  id: string;
  caseId: string;
  account: string;
  accountName: string;
  /** Address of the account manager who answers for it. */
  owner: string;
  approvedAt: string;
  state: 'active' | 'ended';
  ended: { at: string; by: string; reason: string } | null;
  /** The review day that its owner was mailed about. */
  reviewMailed: string | null;
}
