import type { Approval, Nudge } from '../domain/approval/approval.ts';
import type { Brief } from '../domain/approval/brief.ts';
import { digestIsDue, dueNudge, recipientOf } from '../domain/approval/nudges.ts';
import type { CaseRecord } from '../domain/case/case.ts';
import type { Desk } from '../domain/desk/desk.ts';
import type { OutgoingMail } from '../domain/reply/outgoing-mail.ts';
import { isOpen } from '../domain/time/business-time.ts';
import type { Approvals, Audit, CaseBook, NewSecret, SendNotice, Story } from '../ports.ts';

interface Request {
  brief: Brief;
  approval: Approval;
  secret: string;
}

interface Deps {
  approvals: Pick<Approvals, 'hold' | 'nudged'>;
  cases: Pick<CaseBook, 'story'>;
  audit: Pick<Audit, 'append'>;
  brief: (record: CaseRecord, story: Story, publicId: string) => Promise<Brief>;
  notices: {
    brief: (notice: Request & { to: string; nudge: Nudge }) => OutgoingMail;
    digest: (notice: { to: string; requests: Request[] }) => OutgoingMail;
  };
  send: SendNotice;
  newSecret: NewSecret;
  hashSecret: (secret: string) => string;
  desk: Pick<Desk, 'settings' | 'policy'>;
}

/**
 * Mails what is due about waiting requests, in business hours. Each mail has a new link: link kept, mail sent, mail noted,
 * so that a crash in between sends it twice and never not at all. One that fails does not hold up the others.
 */
export const remindManagers =
  (deps: Deps) =>
  async (approvals: Approval[], now: Date): Promise<{ mailed: number }> => {
    const { settings } = deps.desk;
    if (!isOpen(now, settings)) return { mailed: 0 };
    const waiting = approvals.filter(({ state, answerBy }) => state === 'PENDING' && new Date(answerBy) > now);
    const [unbriefed, briefed] = [waiting.filter(isUnbriefed), waiting.filter((one) => !isUnbriefed(one))];
    const digested = await mailDigests(deps, unbriefed, now);
    const reminded = await Promise.all(briefed.map((approval) => attempt(approval, () => remind(deps, approval, now))));
    return { mailed: digested + reminded.filter(Boolean).length };
  };

const isUnbriefed = ({ nudges }: Approval): boolean => !nudges.includes('brief');

async function remind(deps: Deps, approval: Approval, now: Date): Promise<boolean> {
  const { settings, policy } = deps.desk;
  const due = dueNudge(approval, { rules: policy.approval, calendar: settings, people: settings }, now);
  const to = due && recipientOf(due.send, approval, settings);
  if (!due || !to) return false;
  const request = await requestFor(deps, approval, to, now);
  if (!request) return false;
  await deps.send(deps.notices.brief({ ...request, to, nudge: due.send }), 'brief', approval.messageId);
  for (const nudge of [...due.skipped, due.send]) await deps.approvals.nudged(approval.messageId, nudge);
  await note(deps, approval, now, due.send.startsWith('remind') ? 'reminded' : 'escalated', { nudge: due.send, to });
  return true;
}

/** Within this time the step that asks is still at it; a brief that was not mailed then never will be by itself. */
const BEING_ASKED_MS = 5 * 60_000;

/** What may wait a few hours comes in one mail a manager; a single one comes as itself. */
async function mailDigests(deps: Deps, unbriefed: Approval[], now: Date): Promise<number> {
  const { settings } = deps.desk;
  const before = now.getTime() - BEING_ASKED_MS;
  const due = unbriefed.filter(
    ({ askedAt }) =>
      Date.parse(askedAt) <= before && digestIsDue(new Date(askedAt), now, settings.digest, settings.timeZone),
  );
  const recipient = (approval: Approval) => recipientOf('brief', approval, settings)!;
  const mails = [...Map.groupBy(due, recipient)].map(([to, theirs]) =>
    attempt(theirs[0]!, async () => {
      const found = await Promise.allSettled(theirs.map((approval) => requestFor(deps, approval, to, now)));
      const requests = found.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
      const [first] = requests;
      if (!first) return false;
      const mail =
        requests.length === 1
          ? deps.notices.brief({ ...first, to, nudge: 'brief' })
          : deps.notices.digest({ to, requests });
      await deps.send(mail, requests.length === 1 ? 'brief' : 'digest', first.approval.messageId);
      for (const { approval } of requests) {
        await deps.approvals.nudged(approval.messageId, 'brief');
        await note(deps, approval, now, 'asked', { to });
      }
      return true;
    }),
  );
  return (await Promise.all(mails)).filter(Boolean).length;
}

async function requestFor(deps: Deps, approval: Approval, to: string, now: Date): Promise<Request | null> {
  const { messageId, caseId, publicId } = approval;
  const story = await deps.cases.story(caseId);
  const record = story?.records.find((one) => one.messageId === messageId);
  if (!story || !record) return null;
  const brief = await deps.brief(record, story, publicId);
  const secret = deps.newSecret();
  const holder = { address: to, secretHash: deps.hashSecret(secret), sentAt: now.toISOString() };
  return { brief, approval: await deps.approvals.hold(messageId, holder), secret };
}

const note = (
  { audit }: Deps,
  { caseId, answerBy }: Approval,
  now: Date,
  event: 'asked' | 'reminded' | 'escalated',
  facts: Record<string, string>,
) => audit.append(caseId, { at: now.toISOString(), by: 'evenhand', event, because: `answer by ${answerBy}`, facts });

/** A decision that came in between, or a mail that would not leave: the next sweep looks again. */
async function attempt({ messageId }: Approval, act: () => Promise<boolean>): Promise<boolean> {
  try {
    return await act();
  } catch (error) {
    console.error(JSON.stringify({ step: 'remind', messageId, error: (error as Error).name }));
    return false;
  }
}
