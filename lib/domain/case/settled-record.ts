import type { AskDecision, CaseRecord } from './case.ts';

/**
 * The record as the manager's answer leaves it: every customisable ask approved, or declined with its alternative.
 * Null when a decline would have nothing to offer: then a person writes.
 */
export function settledRecord(record: CaseRecord, answer: 'approved' | 'declined'): CaseRecord | null {
  if (answer === 'approved') return record;
  const asks = record.asks.map(declined);
  return asks.every((ask) => ask !== null) ? { ...record, asks } : null;
}

function declined(ask: AskDecision): AskDecision | null {
  const { decision } = ask;
  if (decision.disposition !== 'customisable') return ask;
  const { alternative, ...rest } = decision;
  return alternative ? { ...ask, decision: { ...rest, disposition: 'decline-with-alternative', alternative } } : null;
}
