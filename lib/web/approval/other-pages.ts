import { html } from 'hono/html';
import type { AnswerKind, Approval } from '../../domain/approval/approval.ts';
import { momentInWords } from '../../domain/reply/moments.ts';
import { page } from '../layout.ts';
import { texts } from '../texts.ts';

const t = texts.approval;

/** The same bytes whether the request exists or not: the path tells a stranger nothing. */
export const codePage = () =>
  page(
    t.title,
    html`<p>${t.intro}</p>
<form method="post" action="?">
<label for="secret">${texts.common.codeLabel}</label>
<input type="text" id="secret" name="secret" required autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="hint">
<p class="hint" id="hint">${texts.common.codeHint}</p>
<button>${t.open}</button>
</form>`,
  );

export const sixDigitsPage = (secret: string, isWrong: boolean) =>
  page(
    t.sixTitle,
    html`<p>${t.six}</p>
${isWrong ? html`<p class="fault" role="alert">${t.sixWrong}</p>` : ''}
<form method="post" action="?">
<input type="hidden" name="secret" value="${secret}">
<label for="code">${t.sixLabel}</label>
<input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required>
<button>${t.sixGo}</button>
</form>`,
  );

const follows: Record<AnswerKind, { title: string; next: string }> = {
  approved: { title: t.approved, next: t.approvedFollows },
  declined: { title: t.declined, next: t.declinedFollows },
  standard: { title: t.isStandard, next: t.standardFollows },
  call: { title: t.called, next: t.callFollows },
};

interface Settled {
  approval: Approval;
  /** This very tap decided it. */
  isMine: boolean;
  timeZone: string;
  /** What undoing needs; null when it can be undone no more, or by somebody else. */
  undo: { secret: string; pass: string } | null;
}

/** Who decided what and when: also for the one who came second. */
export function settledPage({ approval, isMine, timeZone, undo }: Settled) {
  const { decision, expiredAt } = approval;
  const moment = (at: string) => momentInWords(at, timeZone);
  if (!decision)
    return page(
      t.settledTitle,
      html`<section><h2>${t.expired}</h2><dl><dt>${t.decidedAt}</dt><dd>${expiredAt ? moment(expiredAt) : ''}</dd></dl><p>${t.takenOver}</p></section>`,
    );
  const { answer, by, at, reason, sendAt } = decision;
  const { title, next } = follows[answer.kind];
  return page(
    isMine ? t.decidedTitle : t.settledTitle,
    html`<section><h2>${title}</h2><dl>
<dt>${t.decidedBy}</dt><dd>${by}</dd>
<dt>${t.decidedAt}</dt><dd>${moment(at)}</dd>
<dt>${t.reasonGiven}</dt><dd class="given">${reason}</dd>
${answer.kind === 'approved' ? html`<dt>${t.promised}</dt><dd>${answer.terms.promise}</dd>` : ''}
${answer.kind === 'call' ? '' : html`<dt>${approval.state === 'SEALED' ? t.left : t.leaves}</dt><dd>${moment(sendAt)}</dd>`}
</dl><p>${next}</p></section>
${undo ? html`<form method="post" action="?undo"><input type="hidden" name="secret" value="${undo.secret}"><input type="hidden" name="pass" value="${undo.pass}"><button class="second">${t.undo}</button></form>` : ''}`,
  );
}

export const givenPage = (name: string) => page(t.givenTitle, html`<p>${t.given(name)}</p>`);

export const undonePage = (secret: string) =>
  page(
    t.undoneTitle,
    html`<p>${t.undone}</p><form method="post" action="?"><input type="hidden" name="secret" value="${secret}"><button>${t.back}</button></form>`,
  );
