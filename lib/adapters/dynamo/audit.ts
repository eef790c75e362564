import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { type AuditEntry, type LoggedEntry, logged } from '../../domain/audit/audit.ts';
import type { Audit } from '../../ports.ts';
import { hexHash } from '../hash.ts';
import { auditKey, doc, docOf } from './keys.ts';
import { putIfAbsent, queryAll, type Table } from './table.ts';

const entriesOf = async (table: Table, caseId: string): Promise<LoggedEntry[]> =>
  (await queryAll(table, `audit#${caseId}`)).map((row) => docOf<LoggedEntry>(row)!);

const next = async (table: Table, caseId: string, entry: AuditEntry): Promise<LoggedEntry> =>
  logged(entry, (await entriesOf(table, caseId)).at(-1) ?? null, hexHash);

const rowOf = (caseId: string, entry: LoggedEntry) => ({ ...auditKey(caseId, entry.sequence), ...doc(entry) });

/** As many people as act on one case in the same second. */
const MAX_TRIES = 50;

export const dynamoAudit = (table: Table): Audit => ({
  async append(caseId, entry) {
    for (let tried = 0; tried < MAX_TRIES; tried += 1)
      if (await putIfAbsent(table, rowOf(caseId, await next(table, caseId, entry)))) return;
    throw new Error(`The audit of case ${caseId} was overtaken ${MAX_TRIES} times. Try again.`);
  },
  of: (caseId) => entriesOf(table, caseId),
});

/**
 * A change and its audit entry in one transaction: neither is ever there without the other. False when the change's own
 * condition does not hold; somebody else's entry at the same place only means to try again behind it.
 */
export async function changeWithAudit(
  table: Table,
  caseId: string,
  entry: AuditEntry,
  changes: [TransactWriteItem, ...TransactWriteItem[]],
): Promise<boolean> {
  for (let tried = 0; tried < MAX_TRIES; tried += 1) {
    const Item = rowOf(caseId, await next(table, caseId, entry));
    const put = { Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
    try {
      await table.db.send(new TransactWriteItemsCommand({ TransactItems: [...changes, put] }));
      return true;
    } catch (error) {
      const { name, CancellationReasons: reasons = [] } = error as Error & {
        CancellationReasons?: { Code?: string }[];
      };
      if (name !== 'TransactionCanceledException') throw error;
      if (reasons.slice(0, changes.length).some(({ Code }) => Code === 'ConditionalCheckFailed')) return false;
      if (!reasons.every(({ Code = 'None' }) => RACES.has(Code))) throw error;
    }
  }
  throw new Error(`Case ${caseId} is changed by too many at once. Try again.`);
}

const RACES = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);
