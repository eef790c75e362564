import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Approval } from '../../domain/approval/approval.ts';
import type { CaseRecord } from '../../domain/case/case.ts';
import { momentInWords } from '../../domain/reply/moments.ts';
import { cut } from '../../domain/reply/plain-line.ts';
import { mayDo, maySee } from '../../domain/staff/may.ts';
import { staffOf } from '../../domain/staff/staff.ts';
import type { Approvals } from '../../ports.ts';
import { type MailLinkDeps, mailLink } from '../../staff/mail-link.ts';
import { texts } from '../texts.ts';
import { traceOf } from '../trace.ts';
import {
  donePage,
  MOST,
  missing,
  more,
  overtakenPage,
  passField,
  type Signed,
  type StaffEnv,
  staffPage,
} from './frame.ts';
import type { Here } from './here.ts';

const t = texts.staff;

export interface RequestWeb extends Here, MailLinkDeps {
  approvals: Pick<Approvals, 'unsettled' | 'byMessage' | 'hold'>;
}

/** Whose a request is: who is asked, and everybody who stands in. */
const ownersOf = ({ manager, holders }: Approval): string[] => [manager, ...holders.map(({ address }) => address)];

/** What waits for a decision, the most urgent first. It is decided by the link in the mail and nowhere else. */
export function requestRoutes(deps: RequestWeb): Hono<StaffEnv> {
  const { approvals, cases, clock, settings } = deps;
  const mail = mailLink(deps);
  const nameOf = (address: string) => staffOf(settings).find((one) => one.address === address)?.name ?? address;
  const app = new Hono<StaffEnv>();

  app.get('/', async (c) => {
    const { member } = c.get('me');
    const theirs = (await approvals.unsettled())
      .filter((one) => one.state === 'PENDING' && maySee(member, 'requests', ownersOf(one)))
      .sort((a, b) => (a.answerBy < b.answerBy ? -1 : 1));
    const cards = await Promise.all(
      theirs.slice(0, MOST).map(async (approval) => {
        const story = await cases.story(approval.caseId);
        const record = story?.records.find(({ messageId }) => messageId === approval.messageId);
        return card(approval, record ?? null, c.get('me'));
      }),
    );
    return c.html(staffPage(c.get('me'), t.areas.requests, html`${listed(cards)}${more(theirs.length)}`));
  });

  app.post('/requests/:messageId', async (c) => {
    const me = c.get('me');
    const approval = await approvals.byMessage(c.req.param('messageId'));
    if (approval?.state !== 'PENDING' || !mayDo(me.member, 'take-request', ownersOf(approval))) return missing(c);
    if (!me.isFresh) return c.html(donePage(me, t.notDone, texts.approval.passOver, '/desk'), 403);
    const end = await mail(approval, { by: me.member.address, at: clock(), facts: traceOf(c) });
    return c.html(end === 'done' ? donePage(me, t.linkMailedTitle, t.linkMailed, '/desk') : overtakenPage(me, '/desk'));
  });
  return app;

  function card(approval: Approval, record: CaseRecord | null, me: Signed) {
    const { answerBy, askedAt, caseId, messageId, manager } = approval;
    const moment = (at: string) => momentInWords(at, settings.timeZone);
    return html`<section><h2><a href="/desk/cases/${caseId}">${record?.account?.name ?? caseId}</a></h2>
<blockquote class="mail" dir="auto">${record ? wishOf(record) : t.noSubject}</blockquote>
<dl>
<dt>${texts.approval.answerBy}</dt><dd>${moment(answerBy)}</dd>
<dt>${t.with}</dt><dd>${nameOf(manager)}</dd>
<dt>${t.since}</dt><dd>${moment(askedAt)}</dd>
</dl>
${
  mayDo(me.member, 'take-request', ownersOf(approval))
    ? html`<form class="bare" method="post" action="/desk/requests/${messageId}">${passField(me)}<button class="second">${t.linkAgain}</button></form>`
    : ''
}</section>
`;
  }
}

const listed = (cards: unknown[]) =>
  cards.length > 0 ? html`<p class="lead">${t.linkHint}</p>${cards}` : html`<p>${t.noRequests}</p>`;

const MAX_WISH = 300;
const wishOf = ({ asks, subject }: CaseRecord): string => {
  const wish = asks.find(({ decision }) => decision.disposition === 'customisable')?.ask.text ?? subject;
  return wish.length > MAX_WISH ? `${cut(wish, MAX_WISH)}…` : wish;
};
