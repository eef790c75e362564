import type { CaseRecord, Route } from '../../domain/case/case.ts';
import { type CaseBook, MessageUnknown } from '../../ports.ts';
import { putReply } from './outbox.ts';
import type { Rows } from './rows.ts';

/** `kept`: every record, in the order in which they were kept. */
export const memoryCaseBook = ({ rows }: { rows: Rows }): CaseBook & { kept: CaseRecord[] } => {
  const recordsOf = (caseId: string): CaseRecord[] =>
    (rows.recordsOfCase.get(caseId) ?? []).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return {
    kept: rows.records,

    async record(given, letter) {
      const record = { ...given };
      const { caseId, messageId, route, reason } = record;
      const row = rows.ledger.get(messageId);
      if (!row) throw new MessageUnknown(messageId);
      if (row.route) return row.route;
      const at = rows.now().toISOString();
      rows.ledger.set(messageId, { ...row, route, caseId, reason, updatedAt: at });
      const ofCase = rows.recordsOfCase.get(caseId) ?? [];
      const before = ofCase.find((one) => one.messageId === messageId); // held, and released by a person
      if (before) rows.records.splice(rows.records.indexOf(before), 1);
      rows.records.push(record);
      rows.recordsOfCase.set(caseId, [...ofCase.filter((one) => one !== before), record]);
      if (letter) putReply(rows, { messageId, caseId, ...letter });
      return route;
    },

    async story(caseId) {
      const records = recordsOf(caseId);
      if (records.length === 0) return null;
      const of = <T>(kept: Map<string, T>) => records.flatMap(({ messageId }) => kept.get(messageId) ?? []);
      const linked = [...rows.ledger.values()].filter((row) => row.caseId === caseId && !row.route);
      const replies = [...rows.replies.values()].filter((reply) => reply.caseId === caseId);
      return { caseId, records, messages: [...of(rows.ledger), ...linked], approvals: of(rows.approvals), replies };
    },

    participants: async (caseId) => [...new Set(recordsOf(caseId).map(({ sender }) => sender))],

    ofManager: async (manager, most) =>
      rows.records
        .filter(({ account, route }) => account?.manager === manager && FOR_PERSON.includes(route))
        .sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))
        .slice(0, most)
        .map(({ account, ...record }) => ({ ...record, account: account!.name })),

    async *records() {
      yield* rows.records;
    },
  };
};

const FOR_PERSON: Route[] = ['ask-manager', 'hand-to-person'];
const orderOf = ({ receivedAt, messageId }: CaseRecord): string => `${receivedAt}#${messageId}`;
