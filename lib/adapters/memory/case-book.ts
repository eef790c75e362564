import type { CaseRecord } from '../../domain/case/case.ts';
import { type CaseBook, MessageUnknown } from '../../ports.ts';
import type { Rows } from './rows.ts';

/** `kept`: every record, in the order in which they were kept. */
export const memoryCaseBook = ({ rows }: { rows: Rows }): CaseBook & { kept: CaseRecord[] } => {
  const recordsOf = (caseId: string): CaseRecord[] =>
    (rows.recordsOfCase.get(caseId) ?? []).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return {
    kept: rows.records,

    async record(given, reply) {
      const record = { ...given };
      const { caseId, messageId, route, reason } = record;
      const row = rows.ledger.get(messageId);
      if (!row) throw new MessageUnknown(messageId);
      if (row.route) return row.route;
      const at = rows.now().toISOString();
      rows.ledger.set(messageId, { ...row, route, caseId, reason, updatedAt: at });
      rows.records.push(record);
      rows.recordsOfCase.set(caseId, [...(rows.recordsOfCase.get(caseId) ?? []), record]);
      if (reply) rows.replies.set(messageId, { messageId, caseId, mail: reply, state: 'PENDING', changedAt: at });
      return route;
    },

    async story(caseId) {
      const records = recordsOf(caseId);
      if (records.length === 0) return null;
      const of = <T>(kept: Map<string, T>) => records.flatMap(({ messageId }) => kept.get(messageId) ?? []);
      return { caseId, records, messages: of(rows.ledger), approvals: of(rows.approvals), replies: of(rows.replies) };
    },

    participants: async (caseId) => [...new Set(recordsOf(caseId).map(({ sender }) => sender))],

    async *records() {
      yield* rows.records;
    },
  };
};

const orderOf = ({ receivedAt, messageId }: CaseRecord): string => `${receivedAt}#${messageId}`;
