import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Approval, Holder, Nudge } from '../../domain/approval/approval.ts';
import { expiredEntry } from '../../domain/approval/expired-entry.ts';
import type { AuditEntry } from '../../domain/audit/audit.ts';
import { ApprovalMovedOn, type Approvals, ApprovalUnknown } from '../../ports.ts';
import { changeWithAudit } from './audit.ts';
import { approvalKey, doc, docOf, type Item, indexed, linkKey, text } from './keys.ts';
import { type Change, change, getItem, queryIndex, type Table, updateOf } from './table.ts';

const json = (value: unknown) => ({ S: JSON.stringify(value) });
const parsed = <T>(item: Item, name: string, none: T): T => JSON.parse(text(item, name) ?? JSON.stringify(none)) as T;

/** What changes after the asking stands beside `doc`, each part where a condition of its own guards it. */
export const toApproval = (item: Item): Approval => ({
  ...docOf<Approval>(item)!,
  state: text(item, 'state') as Approval['state'],
  manager: text(item, 'manager') ?? '',
  holders: parsed<Holder[]>(item, 'holders', []),
  nudges: (item.nudges?.SS ?? []) as Nudge[],
  decision: parsed<Approval['decision']>(item, 'decision', null),
  expiredAt: text(item, 'expiredAt'),
  settledAt: text(item, 'settledAt'),
  taskToken: text(item, 'taskToken') ?? '',
  executionArn: text(item, 'executionArn') ?? '',
});

const PENDING = { pending: { S: 'PENDING' } };
const IS_PENDING = '#state = :pending';
const MAX_TRIES = 20;

export const dynamoApprovals = (table: Table): Approvals => {
  const byMessage = async (messageId: string) => {
    const item = await getItem(table, approvalKey(messageId));
    return item ? toApproval(item) : null;
  };
  const kept = async (messageId: string) => {
    const approval = await byMessage(messageId);
    if (!approval) throw new ApprovalUnknown(messageId);
    return approval;
  };
  const move = async (messageId: string, wanted: Change): Promise<Approval> => {
    const item = await change(table, approvalKey(messageId), wanted);
    return item ? toApproval(item) : kept(messageId);
  };
  const tryWithAudit = async (messageId: string, wanted: Change, entry: AuditEntry) => {
    const { caseId } = await kept(messageId);
    const Update = { TableName: table.name, Key: approvalKey(messageId), ...updateOf(wanted) };
    const moved = await changeWithAudit(table, caseId, entry, [{ Update }]);
    return { moved, approval: await kept(messageId) };
  };
  const moveWithAudit = async (messageId: string, wanted: Change, entry: AuditEntry): Promise<Approval> => {
    const { moved, approval } = await tryWithAudit(messageId, wanted, entry);
    if (!moved) throw new ApprovalMovedOn(approval);
    return approval;
  };
  return {
    byMessage,

    async byPublicId(publicId) {
      const messageId = text(await getItem(table, linkKey(publicId)), 'messageId');
      return messageId ? byMessage(messageId) : null;
    },

    async ask({ state: _, manager, holders, nudges: __, decision: ___, ...approval }) {
      const { messageId, publicId, taskToken, executionArn, expiredAt: _e, settledAt: _s, ...constant } = approval;
      const link = { ...linkKey(publicId), messageId: { S: messageId } };
      await table.db.send(new PutItemCommand({ TableName: table.name, Item: link }));
      const task = { taskToken: { S: taskToken }, executionArn: { S: executionArn } };
      const created = await change(table, approvalKey(messageId), {
        set: {
          ...task,
          ...doc({ messageId, publicId, ...constant }),
          ...indexed('approvals', approval.askedAt),
          state: { S: 'PENDING' },
          manager: { S: manager },
          holders: json(holders),
        },
        onlyIf: 'attribute_not_exists(#state)',
      });
      if (created) return toApproval(created);
      // A new execution of what was asked before: only its task is new.
      return move(messageId, { set: task, onlyIf: 'attribute_not_exists(#settledAt)' });
    },

    async hold(messageId, holder) {
      for (let tried = 0; tried < MAX_TRIES; tried += 1) {
        const approval = await kept(messageId);
        if (approval.state !== 'PENDING') throw new ApprovalMovedOn(approval);
        const others = approval.holders.filter(({ address }) => address !== holder.address);
        const held = await change(table, approvalKey(messageId), {
          set: { holders: json([...others, holder]) },
          onlyIf: `${IS_PENDING} AND #holders = :before`,
          values: { ...PENDING, before: json(approval.holders) },
        });
        if (held) return toApproval(held);
      }
      throw new Error(`The links of ${messageId} are changed by too many at once. Try again.`);
    },

    async nudged(messageId, nudge) {
      await change(table, approvalKey(messageId), {
        add: { nudges: { SS: [nudge] } },
        onlyIf: 'attribute_exists(pk)',
      });
    },

    decide: (messageId, decision, entry) =>
      moveWithAudit(
        messageId,
        {
          set: { state: { S: 'DECIDED' }, decision: json(decision), sendAt: { S: decision.sendAt } },
          onlyIf: IS_PENDING,
          values: PENDING,
        },
        entry,
      ),

    undo: (messageId, at, entry) =>
      moveWithAudit(
        messageId,
        {
          set: { state: { S: 'PENDING' } },
          remove: ['decision', 'sendAt'],
          onlyIf: '#state = :decided AND #sendAt > :at',
          values: { decided: { S: 'DECIDED' }, at: { S: at.toISOString() } },
        },
        entry,
      ),

    give: (messageId, to, entry) =>
      moveWithAudit(
        messageId,
        { set: { manager: { S: to.address }, holders: json([to]) }, onlyIf: IS_PENDING, values: PENDING },
        entry,
      ),

    async seal(messageId, at) {
      const moment = at.toISOString();
      const approval = await kept(messageId);
      if (approval.state === 'DECIDED')
        return move(messageId, {
          set: { state: { S: 'SEALED' } },
          onlyIf: '#state = :decided AND #sendAt <= :at',
          values: { decided: { S: 'DECIDED' }, at: { S: moment } },
        });
      if (approval.state !== 'PENDING' || approval.answerBy > moment) return approval;
      const expired = {
        set: { state: { S: 'EXPIRED' }, expiredAt: { S: moment } },
        onlyIf: IS_PENDING,
        values: PENDING,
      };
      return (await tryWithAudit(messageId, expired, expiredEntry(approval, moment))).approval;
    },

    async settled(messageId, at) {
      const moment = { S: at.toISOString() };
      const leave = { remove: ['gsi1pk', 'gsi1sk'], values: PENDING };
      const moved = await change(table, approvalKey(messageId), {
        ...leave,
        set: { settledAt: moment },
        onlyIf: 'attribute_exists(pk) AND #state <> :pending',
      });
      if (moved) return;
      // The case went on without an answer: a click from now on must hear that it is too late.
      await change(table, approvalKey(messageId), {
        ...leave,
        set: { settledAt: moment, expiredAt: moment, state: { S: 'EXPIRED' } },
        onlyIf: IS_PENDING,
      });
    },

    unsettled: async () => (await queryIndex(table, 'approvals')).map(toApproval),
  };
};
