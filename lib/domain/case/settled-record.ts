import type { ApprovalAnswer } from '../approval/approval.ts';
import type { Alternative } from '../decision/decision.ts';
import type { Offer } from '../desk/desk.ts';
import type { AskDecision, CaseRecord } from './case.ts';

/**
 * The record as the manager's answer leaves it: every customisable ask approved, declined with the chosen alternative, or
 * standard. Null when the chosen offer is not in the catalogue: then a person writes.
 */
export function settledRecord(record: CaseRecord, answer: ApprovalAnswer, catalogue: Offer[]): CaseRecord | null {
  if (answer.kind === 'approved' || answer.kind === 'call') return record;
  const chosen = answer.kind === 'declined' ? answer.alternative : answer.offer;
  const offer = catalogue.find(({ id }) => id === chosen);
  if (!offer) return null;
  const settle = answer.kind === 'declined' ? declined({ offer: offer.id, name: offer.name }) : standard(offer.id);
  return {
    ...record,
    asks: record.asks.map((ask) => (ask.decision.disposition === 'customisable' ? settle(ask) : ask)),
  };
}

const declined =
  (alternative: Alternative) =>
  (ask: AskDecision): AskDecision => {
    const { decidedBy, trail, policyVersion } = ask.decision;
    const reasons = { decidedBy, trail, policyVersion };
    return { ...ask, decision: { ...reasons, disposition: 'decline-with-alternative', candidate: false, alternative } };
  };

const standard =
  (offer: string) =>
  (ask: AskDecision): AskDecision => {
    const { decidedBy, trail, policyVersion } = ask.decision;
    return { ...ask, decision: { decidedBy, trail, policyVersion, disposition: 'standard', offer } };
  };
