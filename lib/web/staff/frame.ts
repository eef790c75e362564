import type { Context } from 'hono';
import { html } from 'hono/html';
import { areas, mayOpen } from '../../domain/staff/may.ts';
import type { Visitor } from '../../staff/sign-in.ts';
import { page } from '../layout.ts';
import { texts } from '../texts.ts';

const t = texts.staff;

/** Who is signed in, with what they sent. */
export interface Signed extends Visitor {
  /** For every form of the page: proof that it was taken from there. */
  pass: string;
  /** Whether the form that was sent had such a proof. */
  isFresh: boolean;
  typed: Record<string, string>;
}
export type StaffEnv = { Variables: { me: Signed } };
export type StaffContext = Context<StaffEnv>;

/** Nobody reads more, and a page must not grow with the desk. */
export const MOST = 100;
export const more = (count: number) => (count > MOST ? html`<p class="hint">${t.more(MOST)}</p>` : '');

const paths = {
  requests: '/desk',
  cases: '/desk/cases',
  commitments: '/desk/commitments',
  held: '/desk/held',
  outbox: '/desk/outbox',
  examples: '/desk/examples',
};

export const passField = ({ pass }: Signed) => html`<input type="hidden" name="pass" value="${pass}">`;

export function staffPage(me: Signed, title: string, body: unknown) {
  const links = areas
    .filter((area) => mayOpen(me.member, area))
    .map(
      (area) =>
        html`<li><a href="${paths[area]}"${t.areas[area] === title ? html` aria-current="page"` : ''}>${t.areas[area]}</a></li>`,
    );
  const top = html`<header class="top"><nav aria-label="${t.pages}"><ul>${links}</ul></nav>
<form method="post" action="/desk/sign-out">${passField(me)}<span class="hint">${me.member.name}</span><button class="second">${t.signOut}</button></form></header>
`;
  return page(title, body, { site: t.title, top });
}

/** The same for what is not there and for what is not theirs to see. */
export const missing = (c: StaffContext) =>
  c.html(staffPage(c.get('me'), t.missingTitle, html`<p>${t.missing}</p>`), 404);

export const donePage = (me: Signed, title: string, words: string, back: string) =>
  staffPage(me, title, html`<p>${words}</p><p><a href="${back}">${t.back}</a></p>`);

export const overtakenPage = (me: Signed, back: string) => donePage(me, t.overtakenTitle, t.overtaken, back);

export const faultsBox = (faults: string[]) =>
  faults.length > 0
    ? html`<div class="fault" role="alert"><h2>${t.notDone}</h2>${faults.map((fault) => html`<p>${fault}</p>`)}</div>`
    : '';
