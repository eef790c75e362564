import { html } from 'hono/html';
import type { CaseRecord } from '../domain/case/case.ts';
import { type BriefAsk, briefFacts, momentInWords } from '../domain/reply/brief-facts.ts';
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
<input type="text" id="secret" name="secret" required autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="hint">
<p class="hint" id="hint">${texts.codeHint}</p>
<button>${texts.open}</button>
</form>`,
  );

/** One page for every wrong, old or unknown code. */
export const refusedPage = () =>
  page(texts.refusedTitle, html`<p>${texts.refused}</p><p><a href="?">${texts.again}</a></p>`);
export const foreignPage = () => page(texts.foreignTitle, html`<p>${texts.foreign}</p>`);
export const failedPage = () => page(texts.failedTitle, html`<p>${texts.failed}</p>`);

export interface Brief {
  approval: Approval;
  record: CaseRecord;
  secret: string;
  timeZone: string;
  /** What was sent when it was not complete, so that nothing is typed twice. */
  incomplete?: { answer: string; reason: string };
}

export function briefPage({ approval, record, secret, timeZone, incomplete }: Brief) {
  const facts = briefFacts(record);
  const choice = (answer: string, words: string) =>
    html`<label class="choice"><input type="radio" name="answer" value="${answer}" required${incomplete?.answer === answer ? ' checked' : ''}> ${words}</label>`;
  return page(
    facts.account,
    html`<p class="lead">${facts.segment}, ${facts.band}, ${texts.contribution} ${facts.contribution} ${texts.aYear}<br>
${texts.answerBy} <strong>${momentInWords(approval.answerBy, timeZone)}</strong></p>
<section>${facts.asks.map(askCard)}
<dl><dt>${texts.writtenBy}</dt><dd><bdi>${facts.customer}</bdi></dd></dl>
<details><summary>${texts.wholeMail}</summary><div class="mail" dir="auto">${record.text}</div></details>
<details><summary>${texts.worked}</summary>${facts.asks.map(trailOf)}</details>
</section>
${incomplete ? html`<p class="fault" role="alert">${texts.incomplete}</p>` : ''}
<form method="post" action="?decide">
<input type="hidden" name="secret" value="${secret}">
<fieldset><legend>${texts.answer}</legend>
${choice('approved', texts.approve)}
${choice('declined', facts.canOfferInstead ? texts.decline : texts.declineByHand)}
</fieldset>
<label for="reason">${texts.reason}</label>
<textarea id="reason" name="reason" rows="2" minlength="3" maxlength="2000" required aria-describedby="hint">${incomplete?.reason ?? ''}</textarea>
<p class="hint" id="hint">${texts.reasonHint}</p>
<button>${texts.decide}</button>
</form>`,
  );
}

const askCard = ({ text, demand, because, alternative }: BriefAsk) =>
  html`<h2>${texts.asked}</h2>
<blockquote dir="auto">${text}</blockquote>
<dl>
<dt>${texts.demand}</dt><dd>${demand}</dd>
<dt>${texts.why}</dt><dd>${because}</dd>
<dt>${texts.alternative}</dt><dd>${alternative ?? texts.noAlternative}</dd>
</dl>
`;

const trailOf = ({ trail }: BriefAsk) =>
  html`<dl>${trail.map(({ rule, because }) => html`<dt>${rule}</dt><dd>${because}</dd>`)}</dl>`;

/** Who decided what and when: also for the one who came second. */
export function settledPage({ approval, isMine, timeZone }: { approval: Approval; isMine: boolean; timeZone: string }) {
  const { answer, manager, decidedAt, reason } = approval;
  const when = decidedAt ? momentInWords(decidedAt, timeZone) : '';
  const details = answer
    ? html`<dt>${texts.decidedBy}</dt><dd>${manager}</dd><dt>${texts.decidedAt}</dt><dd>${when}</dd><dt>${texts.reasonGiven}</dt><dd class="given">${reason}</dd>`
    : html`<dt>${texts.decidedAt}</dt><dd>${when}</dd>`;
  return page(
    isMine ? texts.decidedTitle : texts.settledTitle,
    html`<section><h2>${answer ? texts[answer] : texts.expired}</h2><dl>${details}</dl><p>${answer ? follows[answer] : texts.takenOver}</p></section>`,
  );
}

const follows = { approved: texts.approvedFollows, declined: texts.declinedFollows };
