import { approvalInput } from '../lib/domain/case/inputs.ts';
import { settledRecord } from '../lib/domain/case/settled-record.ts';
import * as ports from '../lib/ports.ts';
import * as wired from '../lib/wire.ts';

interface Deps {
  approvals: Pick<ports.Approvals, 'expire'>;
  cases: Pick<ports.CaseBook, 'story'>;
  outbox: Pick<ports.Outbox, 'add'>;
  draft: wired.DraftReply;
  clock: ports.Clock;
}

/** After the wait: the answer that was kept, or expiry. Whichever was written first counts; both never. */
export const settle =
  ({ approvals, cases, outbox, draft, clock }: Deps) =>
  async (input: unknown) => {
    const { messageId, caseId } = approvalInput.parse(input);
    const approval = await approvals.expire(messageId, clock());
    if (approval.state !== 'DECIDED' || !approval.answer)
      return { route: 'hand-to-person', reason: 'no answer from the account manager in time' };
    const story = await cases.story(caseId);
    const record = story?.records.find((one) => one.messageId === messageId);
    if (!record) throw new ports.MessageUnknown(messageId);

    const settled = settledRecord(record, approval.answer);
    if (!settled) return { route: 'hand-to-person', reason: 'declined, and there is no alternative to offer' };
    const { mail, faults } = await draft(settled);
    if (!mail) return { route: 'hand-to-person', reason: `tone: ${faults.join('; ')}` };
    await outbox.add(messageId, caseId, mail);
    return { route: 'answer', reason: approval.answer };
  };

export const handler = wired.wire('settle', (env) =>
  settle({
    approvals: wired.approvalsOf(env),
    cases: wired.casesOf(env),
    outbox: wired.outboxOf(env),
    draft: wired.draftOf(env),
    clock: wired.now,
  }),
);
