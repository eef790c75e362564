import type { Approval, ManagerDecision } from '../lib/domain/approval/approval.ts';
import { takesOver } from '../lib/domain/approval/takes-over.ts';
import type { CaseRecord } from '../lib/domain/case/case.ts';
import { approvalInput } from '../lib/domain/case/inputs.ts';
import * as ports from '../lib/ports.ts';
import * as wired from '../lib/wire.ts';

interface Deps {
  approvals: Pick<ports.Approvals, 'seal'>;
  cases: Pick<ports.CaseBook, 'story'>;
  outbox: Pick<ports.Outbox, 'add'>;
  commitments: Pick<ports.Commitments, 'add'>;
  proposals: Pick<ports.ExampleProposals, 'add'>;
  letters: Pick<wired.Letters, 'reply' | 'expired'>;
  settings: wired.CompiledDesk['desk']['settings'];
  clock: ports.Clock;
}

/** After the wait: the answer that was kept, or expiry. Whichever was written first counts; an undone one waits again. */
export const settle = (deps: Deps) => async (input: unknown) => {
  const { messageId, caseId } = approvalInput.parse(input);
  const approval = await deps.approvals.seal(messageId, deps.clock());
  if (approval.state === 'PENDING' || approval.state === 'DECIDED')
    return { route: 'ask-again', reason: 'not settled' };
  const story = await deps.cases.story(caseId);
  const record = story?.records.find((one) => one.messageId === messageId);
  if (!record) throw new ports.MessageUnknown(messageId);
  return approval.decision ? answer(deps, record, approval.decision) : expire(deps, record, approval);
};

const toPerson = (reason: string) => ({ route: 'hand-to-person', reason });

async function answer(deps: Deps, record: CaseRecord, { answer, by, at, reason }: ManagerDecision) {
  const { messageId, caseId, account } = record;
  if (answer.kind === 'call') return toPerson(`call the customer: ${reason}`);
  const { mail, faults } = await deps.letters.reply(record, answer);
  if (!mail) return toPerson(faults.join('; '));
  if (answer.kind === 'approved' && account)
    await deps.commitments.add({
      ...answer.terms,
      id: messageId,
      caseId,
      account: account.id,
      accountName: account.name,
      owner: by,
      approvedAt: at,
      state: 'active',
      ended: null,
      reviewMailed: null,
    });
  if (answer.kind === 'standard') {
    const { offer, phrase } = answer;
    await deps.proposals.add({ messageId, caseId, offer, phrase, by, at });
  }
  await deps.outbox.add(messageId, caseId, mail);
  return { route: 'answer', reason: answer.kind };
}

async function expire(deps: Deps, record: CaseRecord, { manager }: Approval) {
  const reason = 'no answer from the account manager in time';
  const { mail } = await deps.letters.expired(record, takesOver(manager, deps.settings).name);
  if (!mail) return toPerson(reason);
  await deps.outbox.add(record.messageId, record.caseId, mail, 'expired');
  return { route: 'expired', reason };
}

export const handler = wired.wire('settle', (env) =>
  settle({
    approvals: wired.approvalsOf(env),
    cases: wired.casesOf(env),
    outbox: wired.outboxOf(env),
    commitments: wired.commitmentsOf(env),
    proposals: wired.proposalsOf(env),
    letters: wired.lettersOf(env),
    settings: wired.deskOf(env).desk.settings,
    clock: wired.now,
  }),
);
