import { Hono } from 'hono';
import { html } from 'hono/html';
import { shortMoment } from '../../domain/reply/moments.ts';
import { maySee, seesAll } from '../../domain/staff/may.ts';
import type { Audit, CaseBook, ListedCase, Story } from '../../ports.ts';
import { texts } from '../texts.ts';
import { casePage } from './case-page.ts';
import { MOST, missing, more, type StaffEnv, staffPage } from './frame.ts';
import type { Here } from './here.ts';

const t = texts.staff;

export interface CaseWeb extends Here {
  cases: Pick<CaseBook, 'story' | 'ofManager'>;
  audit: Pick<Audit, 'of'>;
  /** SHA-256 in hex. */
  hashText: (text: string) => string;
}

/** Whose a case is: who answers for the account, and everybody who was asked or decided. */
const ownersOf = ({ records, approvals }: Story): string[] => [
  ...records.flatMap(({ account }) => account?.manager ?? []),
  ...approvals.flatMap(({ manager, holders, decision }) => [
    manager,
    ...holders.map(({ address }) => address),
    ...(decision ? [decision.by] : []),
  ]),
];

export function caseRoutes(deps: CaseWeb): Hono<StaffEnv> {
  const { cases, audit, settings, hashText } = deps;
  const app = new Hono<StaffEnv>();

  app.get('/cases', async (c) => {
    const me = c.get('me');
    const mayChoose = seesAll(me.member, 'cases');
    const chosen = settings.managers.find(({ address }) => address === c.req.query('manager')) ?? settings.managers[0];
    const manager = mayChoose ? (chosen?.address ?? '') : me.member.address;
    const found = await cases.ofManager(manager, MOST + 1);
    const body = html`${mayChoose ? choice(manager) : ''}${
      found.length > 0 ? html`<ul class="rows">${found.slice(0, MOST).map(row)}</ul>` : html`<p>${t.noCases}</p>`
    }${more(found.length)}`;
    return c.html(staffPage(me, t.areas.cases, body));
  });

  app.get('/cases/:caseId', async (c) => {
    const me = c.get('me');
    const caseId = c.req.param('caseId');
    const story = isId(caseId) ? await cases.story(caseId) : null;
    if (!story || !maySee(me.member, 'cases', ownersOf(story))) return missing(c);
    return c.html(casePage({ me, story, entries: await audit.of(caseId), settings, hashText }));
  });
  return app;

  function choice(manager: string) {
    return html`<form method="get" action="/desk/cases"><label for="manager">${t.casesOf}</label>
<select id="manager" name="manager">${settings.managers.map(
      ({ address, name }) =>
        html`<option value="${address}"${address === manager ? html` selected` : ''}>${name}</option>`,
    )}</select><button class="second">${t.show}</button></form>`;
  }

  function row({ caseId, account, subject, route, receivedAt }: ListedCase) {
    return html`<li><a href="/desk/cases/${caseId}"><bdi>${subject || t.noSubject}</bdi></a>
<p class="hint">${account}, ${shortMoment(receivedAt, settings.timeZone)}: ${route === 'ask-manager' ? t.routes.asked : t.routes.handed}</p></li>
`;
  }
}

/** What cannot be an id of ours is not asked for: the table refuses keys over 2 KB with an error. */
export const isId = (id: string): boolean => /^[\w-]{1,64}$/.test(id);
