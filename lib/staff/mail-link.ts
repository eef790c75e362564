import type { Approval } from '../domain/approval/approval.ts';
import type { Brief } from '../domain/approval/brief.ts';
import type { Notices } from '../domain/reply/draft-notices.ts';
import {
  ApprovalMovedOn,
  type Approvals,
  type Audit,
  type CaseBook,
  type NewSecret,
  type SendNotice,
  type Story,
} from '../ports.ts';
import { type Actor, entryOf } from './actor.ts';

export interface MailLinkDeps {
  approvals: Pick<Approvals, 'hold'>;
  cases: Pick<CaseBook, 'story'>;
  audit: Pick<Audit, 'append'>;
  gatherBrief: (record: Story['records'][number], story: Story, publicId: string) => Promise<Brief>;
  notices: Pick<Notices, 'brief'>;
  send: SendNotice;
  newSecret: NewSecret;
  hashSecret: (secret: string) => string;
}

/** A request is decided by its link alone: who has lost it, or stands in, gets a new one, and their older one dies. */
export const mailLink =
  (deps: MailLinkDeps) =>
  async ({ messageId, caseId, publicId, manager, answerBy }: Approval, actor: Omit<Actor, 'reason'>) => {
    const story = await deps.cases.story(caseId);
    const record = story?.records.find((one) => one.messageId === messageId);
    if (!story || !record) return 'moved-on';
    const brief = await deps.gatherBrief(record, story, publicId);
    const [secret, to] = [deps.newSecret(), actor.by];
    try {
      const holder = { address: to, secretHash: deps.hashSecret(secret), sentAt: actor.at.toISOString() };
      const approval = await deps.approvals.hold(messageId, holder);
      const nudge = to === manager ? 'brief' : 'deputy';
      await deps.send(deps.notices.brief({ brief, approval, to, secret, nudge }), 'brief', messageId);
    } catch (error) {
      if (error instanceof ApprovalMovedOn) return 'moved-on';
      throw error;
    }
    await deps.audit.append(caseId, entryOf({ ...actor, reason: `answer by ${answerBy}` }, 'asked', { to }));
    return 'done';
  };
