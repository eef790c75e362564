import { html } from 'hono/html';
import type { CaseRecord } from '../domain/case/case.ts';
import type { Approval } from '../ports.ts';
import { page } from './layout.ts';
import { texts } from './texts.ts';

/** The same bytes whether the request exists or not: the path tells a stranger nothing. */
export const codePage = () =>
  page(
    texts.title,
    html`<p>${texts.intro}</p>
<form method="post" action="?">
<label for="secret">${texts.codeLabel}</label>
<input type="password" id="secret" name="secret" required autocomplete="off" aria-describedby="hint">
<p id="hint">${texts.codeHint}</p>
<button>${texts.open}</button>
</form>`,
  );

export const refusedPage = () => page(texts.refusedTitle, html`<p>${texts.refused}</p>`);

export interface Brief {
  approval: Approval;
  record: CaseRecord;
  secret: string;
  timeZone: string;
  /** Shown above the form when an answer was not complete. */
  fault?: string;
}

export function briefPage({ approval, record, secret, timeZone, fault }: Brief) {
  const custom = record.asks.filter(({ decision }) => decision.disposition === 'customisable');
  const alternatives = custom.flatMap(({ decision }) =>
    'alternative' in decision && decision.alternative ? [decision.alternative.name] : [],
  );
  const because = custom.map(
    ({ decision }) => decision.trail.find(({ rule }) => rule === decision.decidedBy)?.because ?? decision.decidedBy,
  );
  const account = record.account;
  return page(
    account?.name ?? texts.title,
    html`<section><h2>${texts.asked}</h2>${custom.map(({ ask }) => html`<blockquote dir="auto">${ask.text}</blockquote>`)}
<dl>
<dt>${texts.account}</dt><dd>${account?.name}, ${account?.segment}, ${account?.band}, ${Math.round(account?.contribution ?? 0).toLocaleString('en-GB')}</dd>
<dt>${texts.why}</dt><dd>${because.join('; ')}</dd>
<dt>${texts.alternative}</dt><dd>${alternatives.join('; ') || texts.noAlternative}</dd>
<dt>${texts.answerBy}</dt><dd>${dateIn(timeZone, approval.answerBy)}</dd>
</dl></section>
${fault ? html`<p role="alert">${fault}</p>` : ''}
<form method="post" action="?decide">
<input type="hidden" name="secret" value="${secret}">
<fieldset><legend>${texts.answer}</legend>
<label class="choice"><input type="radio" name="answer" value="approved" required> ${texts.approve}</label>
<label class="choice"><input type="radio" name="answer" value="declined" required> ${texts.decline}</label>
</fieldset>
<label for="reason">${texts.reason}</label>
<textarea id="reason" name="reason" rows="2" minlength="3" maxlength="2000" required></textarea>
<button>${texts.decide}</button>
</form>`,
  );
}

/** Who decided what and when: also for the one who came second. */
export function settledPage({ approval, isMine, timeZone }: { approval: Approval; isMine: boolean; timeZone: string }) {
  const what = approval.answer ? texts[approval.answer] : texts.expired;
  const when = approval.decidedAt ? dateIn(timeZone, approval.decidedAt) : '';
  return page(
    isMine ? texts.decidedTitle : texts.settledTitle,
    html`<section><p><strong>${what}</strong> · ${approval.manager} · ${when}</p><p>${approval.reason ?? ''}</p><p>${approval.answer ? texts.replyFollows : ''}</p></section>`,
  );
}

const dateIn = (timeZone: string, at: string): string =>
  new Date(at).toLocaleString('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'short' });
