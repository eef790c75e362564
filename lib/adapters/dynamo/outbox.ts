import { type Outbox, type Reply, ReplyInDoubt, type ReplyState } from '../../ports.ts';
import { doc, docOf, type Item, indexed, replyKey, text } from './keys.ts';
import { change, getItem, putIfAbsent, queryIndex, type Table } from './table.ts';

export const toReply = (item: Item): Reply => {
  const sesMessageId = text(item, 'sesMessageId');
  return {
    ...docOf<Reply>(item)!,
    state: text(item, 'state') as ReplyState,
    changedAt: text(item, 'changedAt') ?? '',
    ...(sesMessageId && { sesMessageId }),
  };
};

export const pendingReply = (messageId: string, caseId: string, mail: Reply['mail'], at: string): Item => ({
  ...replyKey(messageId),
  ...doc({ messageId, caseId, mail }),
  state: { S: 'PENDING' },
  changedAt: { S: at },
});

export const dynamoOutbox = (table: Table, now: () => Date): Outbox => {
  const move = (messageId: string, from: ReplyState, to: ReplyState, more: { set?: Item; remove?: string[] } = {}) => {
    const changedAt = now().toISOString();
    return change(table, replyKey(messageId), {
      set: { state: { S: to }, changedAt: { S: changedAt }, ...more.set },
      remove: more.remove,
      onlyIf: '#state = :from',
      values: { from: { S: from } },
    });
  };
  const leave = { remove: ['gsi1pk', 'gsi1sk'] };
  return {
    async add(messageId, caseId, mail) {
      await putIfAbsent(table, pendingReply(messageId, caseId, mail, now().toISOString()));
    },

    async begin(messageId) {
      const moved = await move(messageId, 'PENDING', 'CALLING', { set: indexed('calling', now().toISOString()) });
      if (moved) return toReply(moved);
      const kept = await getItem(table, replyKey(messageId));
      if (kept && text(kept, 'state') === 'SENT') return null;
      throw new ReplyInDoubt(messageId);
    },

    async sent(messageId, sesMessageId) {
      await move(messageId, 'CALLING', 'SENT', { set: { sesMessageId: { S: sesMessageId } }, ...leave });
    },

    async refused(messageId) {
      await move(messageId, 'CALLING', 'PENDING', leave);
    },

    async doubtBefore(before) {
      const calling = await queryIndex(table, 'calling', { is: '<', value: before.toISOString() });
      const moved = await Promise.all(
        calling.map((item) => move(toReply(item).messageId, 'CALLING', 'UNKNOWN', leave)),
      );
      return moved.filter((item) => item !== null).map(toReply);
    },
  };
};
