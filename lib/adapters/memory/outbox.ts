import {
  MessageUnknown,
  type Outbox,
  type Reply,
  ReplyInDoubt,
  type ReplyPurpose,
  type ReplyState,
} from '../../ports.ts';
import type { Rows } from './rows.ts';

export const memoryOutbox = ({ rows }: { rows: Rows }): Outbox => {
  const { replies, now } = rows;
  const move = (id: string, from: ReplyState[], to: ReplyState, more: Partial<Reply> = {}): Reply | null => {
    const reply = replies.get(id);
    if (!reply || !from.includes(reply.state)) return null;
    const moved = { ...reply, ...more, state: to, changedAt: now().toISOString() };
    replies.set(id, moved);
    return moved;
  };
  return {
    async add(messageId, caseId, mail, purpose = 'reply') {
      keepReply(rows, { messageId, purpose, caseId, mail });
    },

    async begin(messageId, purpose = 'reply') {
      const begun = move(replyId(messageId, purpose), ['PENDING'], 'CALLING');
      if (begun) return begun;
      const kept = replies.get(replyId(messageId, purpose));
      if (!kept) throw new MessageUnknown(messageId);
      if (kept.state === 'SENT') return null;
      throw new ReplyInDoubt(messageId);
    },

    async sent(messageId, sesMessageId, purpose = 'reply') {
      move(replyId(messageId, purpose), ['CALLING', 'UNKNOWN'], 'SENT', { sesMessageId });
    },

    async refused(messageId, purpose = 'reply') {
      move(replyId(messageId, purpose), ['CALLING'], 'PENDING');
    },

    again: async (messageId, purpose = 'reply') => move(replyId(messageId, purpose), ['UNKNOWN'], 'PENDING') !== null,

    async doubtBefore(before) {
      const overdue = [...replies].filter(([, { changedAt }]) => changedAt < before.toISOString());
      return overdue.flatMap(([id]) => move(id, ['CALLING'], 'UNKNOWN') ?? []);
    },

    open: async () => [...replies.values()].filter(({ state }) => state === 'CALLING' || state === 'UNKNOWN'),
  };
};

const replyId = (messageId: string, purpose: ReplyPurpose): string => `${messageId} ${purpose}`;

type NewReply = Pick<Reply, 'messageId' | 'purpose' | 'caseId' | 'mail'>;

/** Once a message and purpose. */
export function keepReply(rows: Rows, reply: NewReply): void {
  if (!rows.replies.has(replyId(reply.messageId, reply.purpose))) putReply(rows, reply);
}

/** Over one that is there: a new decision has new words. */
export function putReply({ replies, now }: Rows, reply: NewReply): void {
  const id = replyId(reply.messageId, reply.purpose);
  replies.set(id, { ...reply, state: 'PENDING', changedAt: now().toISOString() });
}
