import type { Audit, CaseBook, Ledger, LedgerRow, Workflows } from '../ports.ts';
import { type Actor, entryOf } from './actor.ts';
import { calledReply } from './held-mail.ts';

export interface RedriveDeps {
  ledger: Pick<Ledger, 'resolve'>;
  cases: Pick<CaseBook, 'story'>;
  audit: Pick<Audit, 'append'>;
  workflows: Pick<Workflows, 'startTriage'>;
}

/**
 * `opened`: its triage could not be started, and the sweep does it. `in-doubt`: an answer may have reached the customer.
 * `asked`: an approval that was given up is not begun a second time. `moved-on`: somebody was faster.
 */
export type Redriven = 'started' | 'opened' | 'in-doubt' | 'asked' | 'moved-on';

/** A mail that was parked goes on where it stopped, once what stopped it is mended; nobody has vouched for its sender. */
export const redrive =
  ({ ledger, cases, audit, workflows }: RedriveDeps) =>
  async ({ id: messageId, key, receivedAt, caseId, route }: LedgerRow, actor: Actor): Promise<Redriven> => {
    if (route === 'ask-manager') return 'asked';
    if (caseId && calledReply(await cases.story(caseId), messageId)) return 'in-doubt';
    if (!(await ledger.resolve(messageId, actor.by, 'again'))) return 'moved-on';
    await audit.append(caseId ?? messageId, entryOf(actor, 'redriven', { message: messageId }));
    return workflows.startTriage({ messageId, key, receivedAt }).then(
      () => 'started',
      () => 'opened',
    );
  };
