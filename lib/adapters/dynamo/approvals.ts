import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Approval, ApprovalMovedOn, type Approvals, ApprovalUnknown } from '../../ports.ts';
import { approvalKey, doc, docOf, type Item, indexed, linkKey, text } from './keys.ts';
import { change, getItem, queryIndex, type Table } from './table.ts';

const DECIDED_LATER = ['answer', 'reason', 'decidedAt', 'settledAt'] as const;

/** What is decided later stands beside `doc`, where one condition guards it. */
export const toApproval = (item: Item): Approval => {
  const later = DECIDED_LATER.flatMap((name) => (text(item, name) ? [[name, text(item, name)]] : []));
  return { ...docOf<Approval>(item)!, state: text(item, 'state') as Approval['state'], ...Object.fromEntries(later) };
};

export const dynamoApprovals = (table: Table): Approvals => {
  const byMessage = async (messageId: string) => {
    const item = await getItem(table, approvalKey(messageId));
    return item ? toApproval(item) : null;
  };
  const byPublicId = async (publicId: string) => {
    const messageId = text(await getItem(table, linkKey(publicId)), 'messageId');
    const approval = messageId ? await byMessage(messageId) : null;
    return approval?.publicId === publicId ? approval : null; // an older link has died
  };
  const kept = async (messageId: string) => {
    const approval = await byMessage(messageId);
    if (!approval) throw new ApprovalUnknown(messageId);
    return approval;
  };
  return {
    byMessage,
    byPublicId,

    async ask(approval) {
      const { messageId, publicId } = approval;
      const link = { ...linkKey(publicId), messageId: { S: messageId } };
      await table.db.send(new PutItemCommand({ TableName: table.name, Item: link }));
      // Also after a decision the new execution must be known; the decision itself stands beside `doc` and stays.
      const fresh = { set: { ...doc(approval), ...indexed('approvals', approval.askedAt) } };
      const asked =
        (await change(table, approvalKey(messageId), {
          set: { ...fresh.set, state: { S: 'PENDING' } },
          onlyIf: 'attribute_not_exists(#state) OR #state = :pending',
          values: { pending: { S: 'PENDING' } },
        })) ??
        (await change(table, approvalKey(messageId), {
          ...fresh,
          onlyIf: 'attribute_exists(#state) AND attribute_not_exists(#settledAt)',
        }));
      return asked ? toApproval(asked) : kept(messageId);
    },

    async decide(publicId, answer, reason, at) {
      const pending = await byPublicId(publicId);
      if (!pending) throw new ApprovalUnknown(publicId);
      const decided = await change(table, approvalKey(pending.messageId), {
        set: {
          state: { S: 'DECIDED' },
          answer: { S: answer },
          reason: { S: reason },
          decidedAt: { S: at.toISOString() },
        },
        onlyIf: '#state = :pending',
        values: { pending: { S: 'PENDING' } },
      });
      if (!decided) throw new ApprovalMovedOn(await kept(pending.messageId));
      return toApproval(decided);
    },

    async expire(messageId, at) {
      const expired = await change(table, approvalKey(messageId), {
        set: { state: { S: 'EXPIRED' }, decidedAt: { S: at.toISOString() } },
        onlyIf: '#state = :pending',
        values: { pending: { S: 'PENDING' } },
      });
      return expired ? toApproval(expired) : kept(messageId);
    },

    async settled(messageId, at) {
      const gone = { settledAt: { S: at.toISOString() } };
      const leave = { remove: ['gsi1pk', 'gsi1sk'], values: { pending: { S: 'PENDING' } } };
      const moved = await change(table, approvalKey(messageId), {
        ...leave,
        set: gone,
        onlyIf: 'attribute_exists(pk) AND #state <> :pending',
      });
      if (moved) return;
      // The case went on without an answer: a click from now on must hear that it is too late.
      const expired = { state: { S: 'EXPIRED' }, decidedAt: { S: at.toISOString() } };
      await change(table, approvalKey(messageId), {
        ...leave,
        set: { ...gone, ...expired },
        onlyIf: '#state = :pending',
      });
    },

    unsettled: async () => (await queryIndex(table, 'approvals')).map(toApproval),
  };
};
