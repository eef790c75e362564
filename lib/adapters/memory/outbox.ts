import { MessageUnknown, type Outbox, type Reply, ReplyInDoubt, type ReplyState } from '../../ports.ts';
import type { Rows } from './rows.ts';

export const memoryOutbox = ({ rows }: { rows: Rows }): Outbox => {
  const { replies, now } = rows;
  const move = (messageId: string, from: ReplyState[], to: ReplyState, more: Partial<Reply> = {}): Reply | null => {
    const reply = replies.get(messageId);
    if (!reply || !from.includes(reply.state)) return null;
    const moved = { ...reply, ...more, state: to, changedAt: now().toISOString() };
    replies.set(messageId, moved);
    return moved;
  };
  return {
    async add(messageId, caseId, mail) {
      if (replies.has(messageId)) return;
      replies.set(messageId, { messageId, caseId, mail, state: 'PENDING', changedAt: now().toISOString() });
    },

    async begin(messageId) {
      const begun = move(messageId, ['PENDING'], 'CALLING');
      if (begun) return begun;
      const kept = replies.get(messageId);
      if (!kept) throw new MessageUnknown(messageId);
      if (kept.state === 'SENT') return null;
      throw new ReplyInDoubt(messageId);
    },

    async sent(messageId, sesMessageId) {
      move(messageId, ['CALLING', 'UNKNOWN'], 'SENT', { sesMessageId });
    },

    async refused(messageId) {
      move(messageId, ['CALLING'], 'PENDING');
    },

    async doubtBefore(before) {
      const overdue = [...replies.values()].filter(({ changedAt }) => changedAt < before.toISOString());
      return overdue.flatMap(({ messageId }) => move(messageId, ['CALLING'], 'UNKNOWN') ?? []);
    },
  };
};
