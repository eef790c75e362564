import type { Approval, ManagerDecision, Nudge } from '../approval/approval.ts';
import type { Brief } from '../approval/brief.ts';
import type { Commitment } from '../commitment/commitment.ts';
import type { Desk } from '../desk/desk.ts';
import { answerInWords } from './answer-words.ts';
import { briefValues } from './brief-values.ts';
import { draftHanded, type Handed } from './draft-handed.ts';
import { draftUndelivered, type Undelivered } from './draft-undelivered.ts';
import { inline } from './markdown.ts';
import { dayInWords, momentInWords, money, shortMoment } from './moments.ts';
import { type NoticeDeps, notice } from './notice.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import { plainLine } from './plain-line.ts';

export interface BriefRequest {
  brief: Brief;
  approval: Approval;
  secret: string;
}

/** Every mail to our own people. */
export interface Notices {
  /** All that a decision needs, and the link; its secret is in the fragment, so no server sees it. */
  brief(of: BriefRequest & { to: string; nudge: Nudge }): OutgoingMail;
  digest(of: { to: string; requests: BriefRequest[] }): OutgoingMail;
  /** To the others who were asked. */
  decided(of: { to: string; brief: Brief; approval: Approval }): OutgoingMail;
  code(of: { to: string; code: string; caseId: string; minutes: number }): OutgoingMail;
  signIn(of: { to: string; publicId: string; secret: string; minutes: number }): OutgoingMail;
  /** A task: to call the customer. */
  call(of: { to: string; brief: Brief; decision: ManagerDecision }): OutgoingMail;
  review(of: { to: string; commitments: Commitment[] }): OutgoingMail;
  handed(of: Handed): OutgoingMail;
  undelivered(of: Undelivered & { to: string }): OutgoingMail;
}

export function draftNotices(deps: NoticeDeps & { webUrl: string }): Notices {
  const { settings, replies } = deps.desk;
  const moment = (at: string) => inline(momentInWords(at, settings.timeZone));
  const linkTo = (kind: 'a' | 's', publicId: string, secret: string) =>
    `<${deps.webUrl}/${kind}/${publicId}#${secret}>`;
  const valuesOf = ({ brief, approval, secret }: BriefRequest) => ({
    ...briefValues(brief),
    link: linkTo('a', approval.publicId, secret),
    code: inline(secret),
    answerBy: moment(approval.answerBy),
  });
  return {
    brief({ to, nudge, ...request }) {
      const { brief, approval } = request;
      const opening = openingOf(deps.desk, approval, nudge);
      const markdown = fillText('brief', replies.brief, { ...valuesOf(request), opening: inline(opening.words) });
      const answerBy = shortMoment(approval.answerBy, settings.timeZone);
      const subject = `${opening.subject}: ${plainLine(brief.account, 60)}, ${wishOf(brief)}, by ${answerBy}`;
      return notice(deps, { to, subject, markdown, purpose: 'brief', caseId: brief.caseId });
    },

    digest({ to, requests }) {
      const each = requests.map((request) => fillText('digest-request', replies['digest-request'], valuesOf(request)));
      const values = { count: inline(`${requests.length} requests`), requests: each.join('\n\n---\n\n') };
      const markdown = fillText('digest', replies.digest, values);
      const [first] = requests.map(({ approval }) => approval.answerBy).sort();
      const subject = `Your decision: ${requests.length} requests, the first by ${shortMoment(first!, settings.timeZone)}`;
      return notice(deps, { to, subject, markdown, purpose: 'digest', caseId: requests[0]!.brief.caseId });
    },

    decided({ to, brief, approval }) {
      const { by, answer, reason, sendAt } = approval.decision!;
      const markdown = fillText('decided', replies.decided, {
        account: inline(brief.account),
        by: inline(nameOf(deps.desk, by)),
        answer: inline(answerInWords(answer)),
        reason: inline(reason, 2_000),
        sendAt: moment(sendAt),
      });
      const subject = `Decided: ${plainLine(brief.account, 60)}, ${wishOf(brief)}`;
      return notice(deps, { to, subject, markdown, purpose: 'decided', caseId: brief.caseId });
    },

    code({ to, code, caseId, minutes }) {
      const values = { code: inline(code), minutes: inline(`${minutes}`), case: inline(caseId) };
      const markdown = fillText('code', replies.code, values);
      return notice(deps, { to, subject: `Your code for case ${caseId}`, markdown, purpose: 'code', caseId });
    },

    signIn({ to, publicId, secret, minutes }) {
      const values = { link: linkTo('s', publicId, secret), code: inline(secret), minutes: inline(`${minutes}`) };
      const markdown = fillText('sign-in', replies['sign-in'], values);
      return notice(deps, { to, subject: 'Your link to sign in', markdown, purpose: 'sign-in', caseId: 'sign-in' });
    },

    call({ to, brief, decision }) {
      const markdown = fillText('call', replies.call, {
        ...briefValues(brief),
        reason: inline(decision.reason, 2_000),
      });
      const subject = `Please call: ${plainLine(brief.account, 60)}, ${wishOf(brief)}`;
      return notice(deps, { to, subject, markdown, purpose: 'call', caseId: brief.caseId });
    },

    review({ to, commitments }) {
      const each = commitments.map((one) =>
        fillText('review-commitment', replies['review-commitment'], {
          account: inline(one.accountName),
          promise: inline(one.promise),
          price: inline(money(one.price, settings.currency)),
          upkeep: inline(money(one.yearlyUpkeep, settings.currency)),
          since: inline(dayInWords(one.approvedAt, settings.timeZone)),
          reviewOn: inline(one.reviewOn),
        }),
      );
      const count = commitments.length === 1 ? '1 commitment' : `${commitments.length} commitments`;
      const values = { count: inline(count), commitments: each.join('\n'), link: `<${deps.webUrl}/desk/commitments>` };
      const markdown = fillText('review', replies.review, values);
      const caseId = commitments[0]!.caseId;
      return notice(deps, { to, subject: `To review: ${count}`, markdown, purpose: 'review', caseId });
    },

    handed: draftHanded(deps),
    undelivered: draftUndelivered(deps),
  };
}

const wishOf = ({ asks, subject }: Brief): string =>
  plainLine(asks.find(({ topic }) => topic !== null)?.topic ?? subject, 60);

const nameOf = ({ settings }: Desk, address: string): string =>
  [...settings.managers, ...settings.staff].find((one) => one.address === address)?.name ?? address;

/** How the mail begins: for the manager, again for the manager, or for who stands in. */
function openingOf(desk: Desk, { manager, askedAt }: Approval, nudge: Nudge): { subject: string; words: string } {
  const since = dayInWords(askedAt, desk.settings.timeZone);
  if (nudge === 'brief') return { subject: 'Your decision', words: 'The decision is yours.' };
  if (nudge === 'deputy' || nudge === 'lead') {
    const name = nameOf(desk, manager);
    return {
      subject: `For ${plainLine(name, 40)}`,
      words: `It has waited for ${name} since ${since}; now you can decide as well.`,
    };
  }
  return { subject: 'Reminder', words: `It has waited for you since ${since}.` };
}
