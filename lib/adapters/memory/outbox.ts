import {
  MessageUnknown,
  type Outbox,
  type Reply,
  ReplyClaimed,
  ReplyInDoubt,
  type ReplyPurpose,
  type ReplyState,
} from '../../ports.ts';
import { LEASE_MS } from '../lease.ts';
import type { Rows } from './rows.ts';

export const memoryOutbox = ({ rows }: { rows: Rows }): Outbox => {
  const { replies, now } = rows;
  const leases = new Map<string, { claim: string; until: number }>();
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

    async claim(messageId, purpose = 'reply') {
      const id = replyId(messageId, purpose);
      const kept = replies.get(id);
      if (!kept) throw new MessageUnknown(messageId);
      if (kept.state === 'SENT' || kept.state === 'FAILED') return null;
      const lease = leases.get(id);
      const isFree = kept.state === 'PENDING' || (kept.state === 'CLAIMED' && lease && lease.until <= now().getTime());
      const isUnderWay = kept.state === 'CALLING' && Date.parse(kept.changedAt) > now().getTime() - LEASE_MS;
      if (!isFree)
        throw kept.state === 'CLAIMED' || isUnderWay ? new ReplyClaimed(messageId) : new ReplyInDoubt(messageId);
      const claim = `${(lease ? Number(lease.claim) : 0) + 1}`;
      leases.set(id, { claim, until: now().getTime() + LEASE_MS });
      return { ...move(id, [kept.state], 'CLAIMED')!, claim };
    },

    async release({ messageId, purpose, claim }) {
      const id = replyId(messageId, purpose);
      if (leases.get(id)?.claim === claim) move(id, ['CLAIMED'], 'PENDING');
    },

    async begin({ messageId, purpose, claim }) {
      const id = replyId(messageId, purpose);
      const isOurs = leases.get(id)?.claim === claim;
      if (!isOurs || !move(id, ['CLAIMED'], 'CALLING')) throw new ReplyClaimed(messageId);
    },

    async sent(messageId, sesMessageId, purpose = 'reply') {
      move(replyId(messageId, purpose), ['CALLING', 'UNKNOWN'], 'SENT', { sesMessageId });
    },

    async failed(messageId, sesMessageId, purpose = 'reply') {
      move(replyId(messageId, purpose), ['CALLING', 'UNKNOWN', 'SENT'], 'FAILED', { sesMessageId });
    },

    async hasLeft(messageId, purpose = 'reply') {
      const state = replies.get(replyId(messageId, purpose))?.state;
      return state === 'SENT' || state === 'FAILED';
    },

    isOurs: async (sesMessageId) => [...replies.values()].some((reply) => reply.sesMessageId === sesMessageId),

    async refused(messageId, purpose = 'reply') {
      move(replyId(messageId, purpose), ['CALLING'], 'PENDING');
    },

    async again(messageId, purpose = 'reply') {
      const againAt = now().toISOString();
      return move(replyId(messageId, purpose), ['UNKNOWN'], 'PENDING', { againAt }) !== null;
    },

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
  const at = now().toISOString();
  replies.set(id, { ...reply, state: 'PENDING', addedAt: at, changedAt: at });
}
