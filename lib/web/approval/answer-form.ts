import { html } from 'hono/html';
import { money } from '../../domain/reply/moments.ts';
import { texts } from '../texts.ts';
import type { Shown } from './brief-page.ts';
import { MAX_REASON, MIN_REASON } from './form.ts';

const t = texts.approval;

/**
 * One form, a button for each answer. Its first button decides nothing: it is what a browser takes when somebody presses
 * Enter in a field. Nothing is chosen beforehand, and each answer needs a typed reason.
 */
export function answerForm(shown: Shown) {
  const { brief, typed, pass, faults } = shown;
  const [proposed] = brief.drafts.declined ? brief.alternatives : [];
  const amountOf = (amount: number) => money(amount, shown.settings.currency);
  const price = (amount: number) => (amount === 0 ? t.noCharge : amountOf(amount));
  return html`<form method="post" action="?decide">
<input type="hidden" name="secret" value="${typed.secret}">
<input type="hidden" name="pass" value="${pass}">
<button class="unseen" tabindex="-1" formaction="?tone" formnovalidate>${t.check}</button>
<h2>${t.answer}</h2>
<label for="reason">${t.reason}</label>
<textarea id="reason" name="reason" rows="2" minlength="${MIN_REASON}" maxlength="${MAX_REASON}" required aria-describedby="reason-hint">${typed.reason}</textarea>
<p class="hint" id="reason-hint">${t.reasonHint}</p>
${faults.length > 0 ? html`<label class="choice"><input type="checkbox" name="asItStands" value="yes"> ${t.asItStands}</label>` : ''}
<p class="hint">${t.proposed(brief.terms.promise, price(brief.terms.price), amountOf(brief.terms.yearlyUpkeep), brief.terms.reviewOn)}</p>
<p class="answers"><button name="answer" value="approved">${t.approve}</button>
<button name="answer" value="declined" class="second">${proposed ? t.decline(proposed.name) : t.declineOther}</button></p>
${yes(shown)}
${no(shown)}
${other(shown)}
${view(shown)}
</form>`;
}

const letter = (name: 'yes' | 'no', label: string, words: string) =>
  html`<label for="${name}">${label}</label>
<textarea id="${name}" name="${name}" rows="12" maxlength="20000" dir="auto" data-tone aria-describedby="${name}-hint">${words}</textarea>
<p class="hint" id="${name}-hint">${t.draftHint}</p>
<p class="tone" id="${name}-tone" role="status"></p>`;

const options = (list: { value: string; words: string }[], chosen: string) =>
  list.map(
    ({ value, words }) => html`<option value="${value}"${value === chosen ? ' selected' : ''}>${words}</option>`,
  );

const amount = (id: 'price' | 'yearlyUpkeep', label: string, typed: string) =>
  html`<label for="${id}">${label}</label>
<input type="text" inputmode="decimal" id="${id}" name="${id}" value="${typed}" autocomplete="off">`;

const yes = ({ typed, settings, reviewDays }: Shown) => html`<details><summary>${t.change}</summary>
<label for="promise">${t.promise}</label>
<textarea id="promise" name="promise" rows="2" maxlength="500" dir="auto">${typed.promise}</textarea>
${amount('price', t.price(settings.currency), typed.price)}
${amount('yearlyUpkeep', t.upkeep(settings.currency), typed.yearlyUpkeep)}
<label for="reviewOn">${t.reviewOn}</label>
<select id="reviewOn" name="reviewOn">${options(
  reviewDays.map((day) => ({ value: day, words: day })),
  typed.reviewOn,
)}</select>
${letter('yes', t.yes, typed.yes)}
<button name="answer" value="approved">${t.approveChanged}</button>
</details>`;

const no = ({ brief, typed }: Shown) => html`<details><summary>${t.changeNo}</summary>
<label for="alternative">${t.offerInstead}</label>
<select id="alternative" name="alternative"><option value="">${t.choose}</option>${options(
  brief.alternatives.map(({ offer, name }) => ({ value: offer, words: name })),
  typed.alternative,
)}</select>
${letter('no', t.no, typed.no)}
<button name="answer" value="declined" class="second">${t.declineChanged}</button>
</details>`;

const other = ({ brief, typed, colleagues }: Shown) => html`<details><summary>${t.other}</summary>
<h3>${t.standard}</h3>
<p class="hint">${t.standardHint}</p>
<label for="offer">${t.offer}</label>
<select id="offer" name="offer"><option value="">${t.choose}</option>${options(
  brief.offers.map(({ id, name }) => ({ value: id, words: name })),
  typed.offer,
)}</select>
<label for="phrase">${t.phrase}</label>
<textarea id="phrase" name="phrase" rows="2" maxlength="500" dir="auto">${typed.phrase}</textarea>
<button name="answer" value="standard" class="second">${t.standard}</button>
<h3>${t.call}</h3>
<p class="hint">${t.callHint(brief.phones.length > 0 ? t.phonesFound(brief.phones.join(', ')) : t.noPhones)}</p>
<button name="answer" value="call" class="second">${t.call}</button>
<h3>${t.give}</h3>
<p class="hint">${t.giveHint}</p>
<label for="to">${t.colleague}</label>
<select id="to" name="to"><option value="">${t.choose}</option>${options(
  colleagues.map(({ address, name }) => ({ value: address, words: name })),
  typed.to,
)}</select>
<button formaction="?give" class="second">${t.give}</button>
</details>`;

const view = ({ typed }: Shown) => html`<fieldset><legend>${t.view}</legend>
<label class="choice"><input type="radio" name="reasonable" value="yes"${typed.reasonable === 'yes' ? ' checked' : ''}> ${t.reasonable}</label>
<label class="choice"><input type="radio" name="reasonable" value="no"${typed.reasonable === 'no' ? ' checked' : ''}> ${t.unreasonable}</label>
<label class="choice"><input type="checkbox" name="abusive" value="yes"${typed.abusive === 'yes' ? ' checked' : ''}> ${t.abusive}</label>
</fieldset>`;
