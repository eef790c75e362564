import { html } from 'hono/html';
import type { Commitment } from '../../domain/commitment/commitment.ts';
import type { DeskSettings } from '../../domain/desk/desk.ts';
import { momentInWords, money } from '../../domain/reply/moments.ts';
import type { Reply } from '../../ports.ts';
import { wasCalled } from '../../staff/held-mail.ts';
import { texts } from '../texts.ts';
import { asItStandsField, letterField, letterOf, reasonField } from './form.ts';
import { faultsBox, passField, type Signed, staffPage } from './frame.ts';

const t = texts.staff;

interface Shown {
  me: Signed;
  commitment: Commitment;
  /** Whom the letter goes to; null: nobody is known. */
  to: string | null;
  /** The letter as it was drafted. */
  words: string | null;
  /** The letter as it is kept, once the commitment has ended. */
  letter: Reply | null;
  costs: string;
  mayEnd: boolean;
  nameOf: (address: string) => string;
  settings: DeskSettings;
  faults: string[];
}

/** `2026-11-20` is that day wherever the desk is. */
export const calendarDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

export function commitmentPage(shown: Shown) {
  const { me, commitment, costs, mayEnd, nameOf, settings, faults } = shown;
  const { accountName, promise, price, reviewOn, owner, approvedAt, caseId, ended } = commitment;
  const moment = (at: string) => momentInWords(at, settings.timeZone);
  return staffPage(
    me,
    accountName,
    html`${faultsBox(faults)}<section><blockquote class="mail" dir="auto">${promise}</blockquote>
<dl>
<dt>${t.costs}</dt><dd>${costs}</dd>
<dt>${t.price}</dt><dd>${money(price, settings.currency)}</dd>
<dt>${t.owner}</dt><dd>${nameOf(owner)}</dd>
<dt>${t.promised}</dt><dd>${moment(approvedAt)}</dd>
<dt>${t.review}</dt><dd>${calendarDay(reviewOn)}</dd>
${
  ended
    ? html`<dt>${t.ended.title}</dt><dd>${nameOf(ended.by)}, ${moment(ended.at)}</dd><dt>${texts.approval.reasonGiven}</dt><dd class="given">${ended.reason}</dd>`
    : ''
}</dl>
<p><a href="/desk/cases/${caseId}">${t.wholeCase}</a></p></section>
${mayEnd ? (ended ? tellForm(shown) : endForm(shown)) : ''}`,
  );
}

const endForm = ({ me, to, words, faults }: Shown) => html`<form method="post" action="?end">${passField(me)}
<h2>${t.end}</h2>
${reasonField(me)}
${to ? letterField(t.letterTo(to), letterOf(me) || words || '', t.endHint) : html`<p class="hint">${t.noLetter}</p>`}
${asItStandsField(faults)}
<button>${t.end}</button>
</form>`;

/** A letter that is kept already leaves as it is: a second one would not be the first one's correction. */
function tellForm({ me, to, words, letter, faults }: Shown) {
  if (!to || (letter && wasCalled(letter))) return '';
  return html`<form method="post" action="?tell">${passField(me)}
<h2>${t.notTold}</h2>
${
  letter
    ? html`<div class="mail" dir="auto">${letter.mail.text}</div>`
    : html`${letterField(t.letterTo(to), letterOf(me) || words || '', t.letterHint)}${asItStandsField(faults)}`
}
<button>${t.tell}</button>
</form>`;
}
