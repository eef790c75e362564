import type { AskDecision, CaseRecord, Outcome } from '../../lib/domain/case/case.ts';
import type { LedgerRow, Story } from '../../lib/ports.ts';

/** One ask, or a mail that holds none: the line that `try --json` prints. */
export interface TryRow {
  source: string;
  case: string | null;
  kind: string;
  account: { id: string; name: string; segment: string; band: string; contribution: number } | null;
  ask: { text: string; kind: string; topic: string | null; confidence: number } | null;
  demand: AskDecision['demand'];
  disposition: AskDecision['decision']['disposition'];
  decidedBy: string;
  trail: AskDecision['decision']['trail'];
  alternative: { offer: string; name: string } | null;
  outcome: Outcome | null;
  reason: string;
  reply: { to: string; subject: string; text: string; headers: Record<string, string> } | null;
  policyVersion: string | null;
  from: string | null;
}

interface Found {
  source: string;
  row: LedgerRow | null;
  story: Story | null;
}

export function rowsOf({ source, row, story }: Found): TryRow[] {
  const record = story?.records.find(({ messageId }) => messageId === row?.id) ?? null;
  const mail = {
    source,
    case: row?.caseId ?? null,
    kind: row?.kind ?? 'malformed',
    account: accountOf(record),
    outcome: row?.outcome ?? null,
    reason: row?.reason ?? 'no ledger row',
    reply: replyOf(story, row),
    from: row?.sender ?? null,
  };
  const none = {
    ask: null,
    demand: null,
    disposition: null,
    decidedBy: mail.reason,
    trail: [],
    alternative: null,
    policyVersion: null,
  };
  if (!record || record.asks.length === 0) return [{ ...mail, ...none }];
  return record.asks.map(({ ask, demand, decision }) => ({
    ...mail,
    ask: { text: ask.text, kind: ask.kind, topic: ask.topic, confidence: ask.topicConfidence },
    demand,
    disposition: decision.disposition,
    decidedBy: decision.decidedBy,
    trail: decision.trail,
    alternative: 'alternative' in decision ? decision.alternative : null,
    policyVersion: decision.policyVersion,
  }));
}

function accountOf(record: CaseRecord | null): TryRow['account'] {
  if (!record?.account) return null;
  const { id, name, segment, band, contribution } = record.account;
  return { id, name, segment, band, contribution };
}

function replyOf(story: Story | null, row: LedgerRow | null): TryRow['reply'] {
  const reply = story?.replies.find(({ messageId }) => messageId === row?.id);
  if (!reply) return null;
  const { to, subject, text, headers } = reply.mail;
  return { to, subject, text, headers };
}
