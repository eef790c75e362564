import { html } from 'hono/html';
import type { Approval } from '../../domain/approval/approval.ts';
import type { LoggedEntry } from '../../domain/audit/audit.ts';
import { findAuditFault } from '../../domain/audit/find-audit-fault.ts';
import type { AskDecision, CaseRecord } from '../../domain/case/case.ts';
import { writerOf } from '../../domain/case/writer.ts';
import type { DeskSettings } from '../../domain/desk/desk.ts';
import { answerInWords } from '../../domain/reply/answer-words.ts';
import { momentInWords, money } from '../../domain/reply/moments.ts';
import { staffOf } from '../../domain/staff/staff.ts';
import type { LedgerRow, Reply, Story } from '../../ports.ts';
import { texts } from '../texts.ts';
import { type Signed, staffPage } from './frame.ts';

const t = texts.staff;
const a = texts.approval;

interface Told {
  me: Signed;
  story: Story;
  entries: LoggedEntry[];
  settings: DeskSettings;
  hashText: (text: string) => string;
}

/** Everything that is known of a case, in the order in which it happened. */
export function casePage({ me, story, entries, settings, hashText }: Told) {
  const nameOf = (address: string) => staffOf(settings).find((one) => one.address === address)?.name ?? address;
  const moment = (at: string) => momentInWords(at, settings.timeZone);
  const { records, messages, approvals, replies } = story;
  const [first] = records;
  return staffPage(
    me,
    first?.account?.name ?? first?.senderName ?? story.caseId,
    html`<p class="lead">${accountWords(first, settings.currency)}</p>
${records.map((record) => {
  const isOf = ({ messageId }: { messageId: string }) => messageId === record.messageId;
  return html`<section>${message(record)}${record.asks.length > 0 ? html`<details><summary>${t.asks}</summary>${record.asks.map(askWords)}</details>` : ''}
<dl>
${approvals.filter(isOf).map(approvalWords)}
<dt>${t.became}</dt><dd>${outcomeWords(messages.find(({ id }) => id === record.messageId))}</dd>
<dt>${t.because}</dt><dd>${record.reason}</dd>
</dl>
${replies.filter(isOf).map(letter)}</section>
`;
})}
${auditWords()}`,
  );

  function message({ subject, receivedAt, text, attachments, ...who }: CaseRecord) {
    return html`<h2><bdi>${subject || t.noSubject}</bdi></h2>
<p class="hint"><bdi>${writerOf(who)}</bdi>, ${moment(receivedAt)}</p>
<blockquote class="mail" dir="auto">${text}</blockquote>
${attachments.length > 0 ? html`<p class="hint">${a.files}</p><ul>${attachments.map(({ name }) => html`<li><bdi>${name}</bdi></li>`)}</ul>` : ''}`;
  }

  function approvalWords({ manager, answerBy, decision, state }: Approval) {
    const waiting = state === 'PENDING' ? t.waits : t.expired;
    return decision
      ? html`<dt>${t.decided}</dt><dd>${nameOf(decision.by)}: ${answerInWords(decision.answer)}${
          decision.answer.kind === 'approved' ? html` (${decision.answer.terms.promise})` : ''
        }, ${moment(decision.at)}</dd><dt>${a.reasonGiven}</dt><dd class="given">${decision.reason}</dd>`
      : html`<dt>${t.decided}</dt><dd>${waiting(nameOf(manager), moment(answerBy))}</dd>`;
  }

  function letter({ purpose, state, changedAt, mail }: Reply) {
    return html`<details><summary>${t.letters[purpose]}: ${t.states[state]}, ${moment(changedAt)}</summary>
<p class="hint">${t.to}: ${mail.to}</p><div class="mail" dir="auto">${mail.text}</div></details>
`;
  }

  function auditWords() {
    const fault = findAuditFault(entries, story.approvals, hashText);
    if (entries.length === 0 && !fault) return '';
    return html`<section><h2>${t.audit}</h2>${entries.map(
      ({ at, by, event, because }) =>
        html`<article><h3>${event.replaceAll('-', ' ')}</h3><p class="hint">${nameOf(by)}, ${moment(at)}</p><p class="given">${because}</p></article>
`,
    )}<p class="${fault ? 'fault' : 'hint'}">${fault ? t.breaks(fault) : t.holds}</p></section>`;
  }
}

const accountWords = (record: CaseRecord | undefined, currency: string): string =>
  record?.account
    ? `${record.account.segment}, ${record.account.band}: ${a.contributes} ${money(record.account.contribution, currency)} ${a.aYear}`
    : t.noAccount;

const outcomeWords = (row: LedgerRow | undefined): string => row?.outcome?.replaceAll('-', ' ') ?? t.onItsWay;

function askWords({ ask, demand, decision }: AskDecision) {
  return html`<h3>${a.asked}</h3><blockquote class="mail" dir="auto">${ask.text}</blockquote>
<dl>
${ask.topicName ? html`<dt>${t.topic}</dt><dd>${t.about(ask.topicName, Math.round(ask.topicConfidence * 100))}</dd>` : ''}
${demand ? html`<dt>${a.demand}</dt><dd>${t.demandIs(demand.accounts, demand.segmentAccounts, demand.windowDays)}</dd>` : ''}
<dt>${t.decided}</dt><dd>${decision.disposition?.replaceAll('-', ' ') ?? t.byPerson} (${decision.decidedBy})</dd>
${decision.trail.map(({ rule, held, because }) => html`<dt>${rule}: ${held ? t.held : t.heldNot}</dt><dd>${because}</dd>`)}
</dl>`;
}
