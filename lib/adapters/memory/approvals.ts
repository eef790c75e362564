import { type Approval, ApprovalMovedOn, type Approvals, ApprovalUnknown } from '../../ports.ts';
import type { Rows } from './rows.ts';

export const memoryApprovals = ({ rows: { approvals } }: { rows: Rows }): Approvals => {
  const keep = (approval: Approval): Approval => {
    approvals.set(approval.messageId, approval);
    return approval;
  };
  const linked = (publicId: string) => [...approvals.values()].find((approval) => approval.publicId === publicId);
  return {
    byPublicId: async (publicId) => linked(publicId) ?? null,
    byMessage: async (messageId) => approvals.get(messageId) ?? null,

    async ask(approval) {
      const kept = approvals.get(approval.messageId);
      if (!kept || kept.state === 'PENDING') return keep({ ...approval, state: 'PENDING' });
      if (kept.settledAt) return kept;
      const { state, answer, reason, decidedAt } = kept;
      return keep({ ...approval, state, ...(answer && { answer, reason }), decidedAt });
    },

    async decide(publicId, answer, reason, at) {
      const kept = linked(publicId); // no await between looking and writing: that is what makes it one step
      if (!kept) throw new ApprovalUnknown(publicId);
      if (kept.state !== 'PENDING') throw new ApprovalMovedOn(kept);
      return keep({ ...kept, state: 'DECIDED', answer, reason, decidedAt: at.toISOString() });
    },

    async expire(messageId, at) {
      const kept = approvals.get(messageId);
      if (!kept) throw new ApprovalUnknown(messageId);
      return kept.state === 'PENDING' ? keep({ ...kept, state: 'EXPIRED', decidedAt: at.toISOString() }) : kept;
    },

    async settled(messageId, at) {
      const kept = approvals.get(messageId);
      if (!kept) return;
      const settledAt = at.toISOString();
      const isOpen = kept.state === 'PENDING';
      keep({ ...kept, settledAt, ...(isOpen && { state: 'EXPIRED', decidedAt: settledAt }) });
    },

    unsettled: async () =>
      [...approvals.values()].filter(({ settledAt }) => !settledAt).sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1)),
  };
};
