import type { AskDecision, Route } from '../case/case.ts';
import type { Message } from '../mail/message.ts';
import type { Decision } from './decision.ts';

/** What one ask wants done with the mail it came in. */
export function routeOfAsk(decision: Decision): Route {
  if (decision.disposition === 'customisable') return 'ask-manager';
  if (decision.disposition !== null) return 'answer';
  return decision.handling === 'close' ? 'file' : decision.handling;
}

/** One mail gets one answer: the most careful of its asks decides for all. */
const mostCarefulFirst: Route[] = ['hold', 'hand-to-person', 'ask-manager', 'answer', 'file'];

/** How `Identity.because` begins for a domain that looks like an account's. */
export const IMITATES = 'imitates ';

/** The route of a mail, with the reason that the ledger keeps. */
export function routeOfMail(
  { mayReply, identity }: Pick<Message, 'mayReply' | 'identity'>,
  asks: AskDecision[],
): { route: Route; reason: string } {
  // The ledger names whom a sender imitates; who is only not proven is one of many.
  const imitates = identity.because.startsWith(IMITATES) ? `: ${identity.because}` : '';
  if (identity.result === 'unverified') return { route: 'hold', reason: `identity not verified${imitates}` };
  if (asks.length === 0) return { route: 'hand-to-person', reason: 'no ask could be read' };
  const routes = asks.map(({ decision }) => routeOfAsk(decision));
  const route = mostCarefulFirst.find((word) => routes.includes(word)) ?? 'hand-to-person';
  const reason = asks[routes.indexOf(route)]?.decision.decidedBy ?? '';
  if (!mayReply && (route === 'answer' || route === 'ask-manager'))
    return { route: 'hand-to-person', reason: 'this mail may not be answered by a machine' };
  return { route, reason };
}
