import type { Approval } from '../../domain/approval/approval.ts';
import { expiredEntry } from '../../domain/approval/expired-entry.ts';
import { ApprovalMovedOn, type Approvals, ApprovalUnknown } from '../../ports.ts';
import { appendTo } from './audit.ts';
import type { Rows } from './rows.ts';

/** No await between looking and writing: that is what makes each of them one step. */
export const memoryApprovals = ({ rows }: { rows: Rows }): Approvals => {
  const { approvals } = rows;
  const keep = (approval: Approval): Approval => {
    approvals.set(approval.messageId, approval);
    return approval;
  };
  const kept = (messageId: string): Approval => {
    const approval = approvals.get(messageId);
    if (!approval) throw new ApprovalUnknown(messageId);
    return approval;
  };
  const whilePending = (messageId: string): Approval => {
    const approval = kept(messageId);
    if (approval.state !== 'PENDING') throw new ApprovalMovedOn(approval);
    return approval;
  };
  return {
    byPublicId: async (publicId) => [...approvals.values()].find((one) => one.publicId === publicId) ?? null,
    byMessage: async (messageId) => approvals.get(messageId) ?? null,

    async ask(approval) {
      const { taskToken, executionArn } = approval;
      const before = approvals.get(approval.messageId);
      if (!before)
        return keep({ ...approval, state: 'PENDING', nudges: [], decision: null, expiredAt: null, settledAt: null });
      return before.settledAt ? before : keep({ ...before, taskToken, executionArn });
    },

    async hold(messageId, holder) {
      const approval = whilePending(messageId);
      const others = approval.holders.filter(({ address }) => address !== holder.address);
      return keep({ ...approval, holders: [...others, holder] });
    },

    async nudged(messageId, nudge) {
      const approval = kept(messageId);
      if (!approval.nudges.includes(nudge)) keep({ ...approval, nudges: [...approval.nudges, nudge] });
    },

    async decide(messageId, decision, entry) {
      const approval = whilePending(messageId);
      appendTo(rows, approval.caseId, entry);
      return keep({ ...approval, state: 'DECIDED', decision });
    },

    async undo(messageId, at, entry) {
      const approval = kept(messageId);
      if (approval.state !== 'DECIDED' || approval.decision!.sendAt <= at.toISOString())
        throw new ApprovalMovedOn(approval);
      appendTo(rows, approval.caseId, entry);
      return keep({ ...approval, state: 'PENDING', decision: null });
    },

    async give(messageId, to, entry) {
      const approval = whilePending(messageId);
      appendTo(rows, approval.caseId, entry);
      return keep({ ...approval, manager: to.address, holders: [to] });
    },

    async seal(messageId, at) {
      const approval = kept(messageId);
      const moment = at.toISOString();
      if (approval.state === 'DECIDED' && approval.decision!.sendAt <= moment)
        return keep({ ...approval, state: 'SEALED' });
      if (approval.state !== 'PENDING' || approval.answerBy > moment) return approval;
      appendTo(rows, approval.caseId, expiredEntry(approval, moment));
      return keep({ ...approval, state: 'EXPIRED', expiredAt: moment });
    },

    async settled(messageId, at) {
      const approval = approvals.get(messageId);
      if (!approval) return;
      const settledAt = at.toISOString();
      const isOpen = approval.state === 'PENDING';
      keep({ ...approval, settledAt, ...(isOpen && { state: 'EXPIRED', expiredAt: settledAt }) });
    },

    unsettled: async () =>
      [...approvals.values()].filter(({ settledAt }) => !settledAt).sort((a, b) => (a.askedAt < b.askedAt ? -1 : 1)),
  };
};
