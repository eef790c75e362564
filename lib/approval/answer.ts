import type { Approval, ApprovalAnswer, StaffView } from '../domain/approval/approval.ts';
import type { Brief } from '../domain/approval/brief.ts';
import type { AuditEntry } from '../domain/audit/audit.ts';
import type { Desk } from '../domain/desk/desk.ts';
import type { Notices } from '../domain/reply/draft-notices.ts';
import { ApprovalMovedOn, type Approvals, type NewSecret, type SendNotice, type Workflows } from '../ports.ts';

interface Deps {
  approvals: Pick<Approvals, 'decide' | 'undo' | 'give' | 'nudged'>;
  tellDecided: Workflows['tellDecided'];
  notices: Pick<Notices, 'brief' | 'decided'>;
  send: SendNotice;
  newSecret: NewSecret;
  hashSecret: (secret: string) => string;
  undoMinutes: Desk['policy']['approval']['undoMinutes'];
}

/** Who acts, when, and what the audit keeps of where from. */
export interface Actor {
  by: string;
  at: Date;
  facts: Record<string, string>;
}

export interface Answered {
  approval: Approval;
  /** False: somebody or something was faster, and `approval` says who and what. */
  isMine: boolean;
}

/** Each is one conditional write; all else is a notice that may be lost and is repeated. */
export function answerApproval(deps: Deps) {
  const orOvertaken = async (act: Promise<Approval>): Promise<Answered> => {
    try {
      return { approval: await act, isMine: true };
    } catch (error) {
      if (!(error instanceof ApprovalMovedOn)) throw error;
      return { approval: error.approval, isMine: false };
    }
  };
  const entry = ({ by, at, facts }: Actor, event: AuditEntry['event'], because: string, more = {}): AuditEntry => ({
    at: at.toISOString(),
    by,
    event,
    because,
    facts: { ...facts, ...more },
  });

  return {
    async decide(
      { messageId, holders }: Approval,
      brief: Brief,
      given: { answer: ApprovalAnswer; reason: string; view: StaffView },
      actor: Actor,
    ): Promise<Answered> {
      const { by, at } = actor;
      const sendAt = new Date(at.getTime() + deps.undoMinutes * 60_000).toISOString();
      const decision = { ...given, by, at: at.toISOString(), sendAt };
      const kept = entry(actor, 'decided', given.reason, { answer: given.answer.kind });
      const answered = await orOvertaken(deps.approvals.decide(messageId, decision, kept));
      if (!answered.isMine) return answered;
      const { approval } = answered;
      const others = holders.filter(({ address }) => address !== by);
      await Promise.allSettled([
        deps.tellDecided(approval.taskToken, sendAt),
        ...others.map(({ address: to }) =>
          deps.send(deps.notices.decided({ to, brief, approval }), 'decided', messageId),
        ),
      ]);
      return answered;
    },

    undo: ({ messageId }: Approval, actor: Actor): Promise<Answered> =>
      orOvertaken(deps.approvals.undo(messageId, actor.at, entry(actor, 'undone', 'before the reply left'))),

    /** The link is kept before the mail leaves; who gives it away sees an error when the mail does not, and gives it again. */
    async give({ messageId }: Approval, brief: Brief, to: string, reason: string, actor: Actor): Promise<Answered> {
      const secret = deps.newSecret();
      const holder = { address: to, secretHash: deps.hashSecret(secret), sentAt: actor.at.toISOString() };
      const given = await orOvertaken(deps.approvals.give(messageId, holder, entry(actor, 'given', reason, { to })));
      if (given.isMine) {
        await deps.send(
          deps.notices.brief({ brief, approval: given.approval, to, secret, nudge: 'brief' }),
          'brief',
          messageId,
        );
        await deps.approvals.nudged(messageId, 'brief');
      }
      return given;
    },
  };
}
