import { randomUUID } from 'node:crypto';
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
import { doc, docOf, type Item, indexed, replyKey, replyMailKey, text } from './keys.ts';
import { type Change, change, getItem, putIfAbsent, queryIndex, type Table } from './table.ts';

export const toReply = (state: Item, words: Item | undefined): Reply => {
  const sesMessageId = text(state, 'sesMessageId');
  const againAt = text(state, 'againAt');
  return {
    messageId: text(state, 'messageId') ?? '',
    purpose: text(state, 'sk') as ReplyPurpose,
    caseId: text(state, 'caseId') ?? '',
    mail: docOf<Reply['mail']>(words)!,
    state: text(state, 'state') as ReplyState,
    addedAt: text(state, 'addedAt') ?? '',
    changedAt: text(state, 'changedAt') ?? '',
    ...(sesMessageId && { sesMessageId }),
    ...(againAt && { againAt }),
  };
};

type NewReply = Pick<Reply, 'messageId' | 'purpose' | 'caseId' | 'mail'>;

/** Words and state are two rows: every change of state would pay for the words again, in the index too. */
export const pendingReply = ({ messageId, purpose, caseId, mail }: NewReply, at: string): [Item, Item] => [
  { ...replyMailKey(messageId, purpose), ...doc(mail) },
  {
    ...replyKey(messageId, purpose),
    messageId: { S: messageId },
    caseId: { S: caseId },
    state: { S: 'PENDING' },
    addedAt: { S: at },
    changedAt: { S: at },
  },
];

export const dynamoOutbox = (table: Table, now: () => Date): Outbox => {
  const move = (messageId: string, purpose: ReplyPurpose, to: ReplyState, { set, ...rest }: Change) =>
    change(table, replyKey(messageId, purpose), {
      set: { state: { S: to }, changedAt: { S: now().toISOString() }, ...set },
      ...rest,
    });
  const withWords = async (state: Item) =>
    toReply(state, await getItem(table, replyMailKey(text(state, 'messageId') ?? '', text(state, 'sk') ?? '')));
  const calling = { onlyIf: '#state = :calling', values: { calling: { S: 'CALLING' } } };
  const called = {
    onlyIf: '#state = :calling OR #state = :unknown',
    values: { ...calling.values, unknown: { S: 'UNKNOWN' } },
  };
  /** Leaves the index of open calls, and is found by the service's id from then on. */
  const taken = (sesMessageId: string): Item => ({
    sesMessageId: { S: sesMessageId },
    ...indexed(`ses#${sesMessageId}`, now().toISOString()),
  });
  const leave = ['gsi1pk', 'gsi1sk'];
  return {
    async add(messageId, caseId, mail, purpose = 'reply') {
      const [words, state] = pendingReply({ messageId, purpose, caseId, mail }, now().toISOString());
      await putIfAbsent(table, words);
      await putIfAbsent(table, state);
    },

    async claim(messageId, purpose = 'reply') {
      const claim = randomUUID();
      const at = now();
      const moved = await move(messageId, purpose, 'CLAIMED', {
        set: { claim: { S: claim }, leaseUntil: { S: new Date(at.getTime() + LEASE_MS).toISOString() } },
        onlyIf: '#state = :pending OR (#state = :claimed AND #leaseUntil <= :at)',
        values: { pending: { S: 'PENDING' }, claimed: { S: 'CLAIMED' }, at: { S: at.toISOString() } },
      });
      const kept = moved ?? (await getItem(table, replyKey(messageId, purpose)));
      if (!kept) throw new MessageUnknown(messageId);
      const state = text(kept, 'state');
      if (state === 'SENT' || state === 'FAILED') return null;
      // Also when our own write was repeated by the client after its answer was lost.
      if (state === 'CLAIMED' && text(kept, 'claim') === claim) return { ...(await withWords(kept)), claim };
      // A call of just now is under way: another delivery of the same event must not take it for one without an end.
      const isUnderWay = state === 'CALLING' && Date.parse(text(kept, 'changedAt') ?? '') > at.getTime() - LEASE_MS;
      throw state === 'CLAIMED' || isUnderWay ? new ReplyClaimed(messageId) : new ReplyInDoubt(messageId);
    },

    async release({ messageId, purpose, claim }) {
      await move(messageId, purpose, 'PENDING', {
        onlyIf: '#state = :claimed AND #claim = :mine',
        values: { claimed: { S: 'CLAIMED' }, mine: { S: claim } },
      });
    },

    async begin({ messageId, purpose, claim }, bytesHash) {
      const begun = await move(messageId, purpose, 'CALLING', {
        set: { ...indexed('calling', now().toISOString()), bytesHash: { S: bytesHash } },
        // CALLING by the same claim: our own write, repeated by the client.
        onlyIf: '(#state = :claimed OR #state = :state) AND #claim = :mine',
        values: { claimed: { S: 'CLAIMED' }, mine: { S: claim } },
      });
      if (!begun) throw new ReplyClaimed(messageId);
    },

    async sent(messageId, sesMessageId, purpose = 'reply') {
      await move(messageId, purpose, 'SENT', { set: taken(sesMessageId), ...called });
    },

    async failed(messageId, sesMessageId, purpose = 'reply') {
      const { onlyIf, values } = called;
      await move(messageId, purpose, 'FAILED', {
        set: taken(sesMessageId),
        onlyIf: `${onlyIf} OR #state = :sent`,
        values: { ...values, sent: { S: 'SENT' } },
      });
    },

    async hasLeft(messageId, purpose = 'reply') {
      const state = text(await getItem(table, replyKey(messageId, purpose)), 'state');
      return state === 'SENT' || state === 'FAILED';
    },

    isOurs: async (sesMessageId) => (await queryIndex(table, `ses#${sesMessageId}`)).length > 0,

    async refused(messageId, purpose = 'reply') {
      await move(messageId, purpose, 'PENDING', { remove: leave, ...calling });
    },

    async again(messageId, purpose = 'reply') {
      const inDoubt = { onlyIf: '#state = :unknown', values: { unknown: { S: 'UNKNOWN' } } };
      const set = { againAt: { S: now().toISOString() } };
      return (await move(messageId, purpose, 'PENDING', { set, remove: leave, ...inDoubt })) !== null;
    },

    async doubtBefore(before) {
      const limit = before.toISOString();
      const overdue = await queryIndex(table, 'calling', { is: '<', value: limit });
      // The index may lag: a call that was begun anew meanwhile is not overdue.
      const onlyIf = `${calling.onlyIf} AND #changedAt < :limit`;
      const values = { ...calling.values, limit: { S: limit } };
      const moved = await Promise.all(
        overdue.map((item) => {
          const set = indexed('unknown', text(item, 'gsi1sk') ?? limit);
          return move(text(item, 'messageId') ?? '', text(item, 'sk') as ReplyPurpose, 'UNKNOWN', {
            set,
            onlyIf,
            values,
          });
        }),
      );
      return Promise.all(moved.filter((item) => item !== null).map(withWords));
    },

    async open() {
      const rows = [...(await queryIndex(table, 'unknown')), ...(await queryIndex(table, 'calling'))];
      return Promise.all(rows.map(withWords));
    },
  };
};
