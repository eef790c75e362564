import { type AuditEntry, logged } from '../../domain/audit/audit.ts';
import type { Audit } from '../../ports.ts';
import { hexHash } from '../hash.ts';
import type { Rows } from './rows.ts';

export function appendTo({ audit }: Rows, caseId: string, entry: AuditEntry): void {
  const entries = audit.get(caseId) ?? [];
  audit.set(caseId, [...entries, logged(entry, entries.at(-1) ?? null, hexHash)]);
}

export const memoryAudit = ({ rows }: { rows: Rows }): Audit => ({
  async append(caseId, entry) {
    appendTo(rows, caseId, entry);
  },
  of: async (caseId) => rows.audit.get(caseId) ?? [],
});
