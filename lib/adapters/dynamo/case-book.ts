import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { CaseRecord, Route } from '../../domain/case/case.ts';
import { type CaseBook, type ListedCase, MessageUnknown, replyPurposes } from '../../ports.ts';
import { toApproval } from './approvals.ts';
import { casesOfKey, doc, docOf, type Item, ledgerKey, recordKey, text } from './keys.ts';
import { toLedgerRow } from './ledger.ts';
import { pendingReply, toReply } from './outbox.ts';
import { getItem, queryAll, scan, type Table, updateOf } from './table.ts';

/** Manager's cases are those a person has to do with: what the machine answered alone is in the reports. */
const listed = ({ caseId, messageId, receivedAt, account, subject, route }: CaseRecord): Item[] =>
  account && (route === 'ask-manager' || route === 'hand-to-person')
    ? [
        {
          ...casesOfKey(account.manager, receivedAt, messageId),
          ...doc({ caseId, messageId, receivedAt, account: account.name, subject, route }),
        },
      ]
    : [];

export const dynamoCaseBook = (table: Table, now: () => Date): CaseBook => {
  /** Its records, oldest first, and the ids of the machines' mails about it. */
  const caseOf = async (caseId: string): Promise<{ records: CaseRecord[]; linked: string[] }> => {
    const rows = await queryAll(table, `case#${caseId}`);
    const [ofPeople, ofMachines] = [rows.filter((row) => row.doc), rows.filter((row) => !row.doc)];
    const records = ofPeople.map((row) => docOf<CaseRecord>(row)!);
    return {
      records: records.sort((a, b) => a.receivedAt.localeCompare(b.receivedAt)),
      linked: ofMachines.map((row) => text(row, 'sk')!.slice('linked#'.length)),
    };
  };
  return {
    async record(record, letter) {
      const { caseId, messageId, route, reason } = record;
      const at = now().toISOString();
      const TableName = table.name;
      const decided = updateOf({
        set: { route: { S: route }, caseId: { S: caseId }, reason: { S: reason }, updatedAt: { S: at } },
        onlyIf: 'attribute_exists(pk) AND attribute_not_exists(#route)',
      });
      const writes = [
        { Update: { TableName, Key: ledgerKey(messageId), ...decided } },
        { Put: { TableName, Item: { ...recordKey(caseId, messageId), ...doc(record) } } },
        ...(letter ? pendingReply({ messageId, caseId, ...letter }, at) : []).map((Item) => ({
          Put: { TableName, Item },
        })),
        ...listed(record).map((Item) => ({ Put: { TableName, Item } })),
      ];
      try {
        await table.db.send(new TransactWriteItemsCommand({ TransactItems: writes }));
        return route;
      } catch (error) {
        if ((error as Error).name !== 'TransactionCanceledException') throw error;
        const row = await getItem(table, ledgerKey(messageId));
        if (!row) throw new MessageUnknown(messageId);
        const kept = text(row, 'route') as Route | null;
        if (!kept) throw error; // another transaction is at the same row: the step is tried again
        return kept;
      }
    },

    async story(caseId) {
      const { records, linked } = await caseOf(caseId);
      if (records.length === 0) return null;
      const ids = [...records.map(({ messageId }) => messageId), ...linked];
      const rows = (await Promise.all(ids.map((id) => queryAll(table, `message#${id}`)))).flat();
      const of = (sk: string) => rows.filter((row) => text(row, 'sk') === sk);
      const wordsOf = (state: Item) =>
        of(`${text(state, 'sk')}-mail`).find((words) => text(words, 'pk') === text(state, 'pk'));
      return {
        caseId,
        records,
        messages: of('ledger').map(toLedgerRow),
        approvals: of('approval').map(toApproval),
        replies: replyPurposes.flatMap(of).map((state) => toReply(state, wordsOf(state))),
      };
    },

    participants: async (caseId) => [...new Set((await caseOf(caseId)).records.map(({ sender }) => sender))],

    async ofManager(manager, most) {
      const rows = await queryAll(table, `cases#${manager}`, { most, newestFirst: true });
      return rows.map((row) => docOf<ListedCase>(row)!);
    },

    async *records() {
      for await (const item of scan(table, 'case#', 'record#')) yield docOf<CaseRecord>(item)!;
    },
  };
};
