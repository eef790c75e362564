import { html } from 'hono/html';
import type { Approval } from '../../domain/approval/approval.ts';
import type { Brief, BriefAsk, ThreadPart } from '../../domain/approval/brief.ts';
import type { DeskSettings } from '../../domain/desk/desk.ts';
import { momentInWords } from '../../domain/reply/moments.ts';
import { page } from '../layout.ts';
import { texts } from '../texts.ts';
import { answerForm } from './answer-form.ts';
import type { Typed } from './form.ts';

const t = texts.approval;

export interface Shown {
  approval: Approval;
  brief: Brief;
  typed: Typed;
  /** Proof that the form was taken from this page. */
  pass: string;
  settings: DeskSettings;
  /** Colleagues whom it can be given to. */
  colleagues: { address: string; name: string }[];
  /** What is still missing, in sentences. */
  faults: string[];
  /** Days to choose from, the proposed one among them. */
  reviewDays: string[];
}

export function briefPage(shown: Shown) {
  const { approval, brief, settings, faults } = shown;
  return page(
    brief.account,
    html`<p class="lead">${brief.segment}, ${brief.band}: ${t.contributes} ${brief.contribution} ${t.aYear}, ${t.servingCosts} ${brief.costToServe}<br>
${t.answerBy} <strong>${momentInWords(approval.answerBy, settings.timeZone)}</strong></p>
${faults.length > 0 ? html`<div class="fault" role="alert"><h2>${t.incomplete}</h2>${faults.map((fault) => html`<p>${fault}</p>`)}</div>` : ''}
<section>${brief.asks.map(askCard)}
<dl>
<dt>${t.alternative}</dt><dd>${brief.drafts.declined ? brief.alternatives[0]?.name : t.noAlternative}</dd>
<dt>${t.writtenBy}</dt><dd><bdi>${brief.customer}</bdi></dd>
<dt>${t.expectations}</dt><dd>${brief.expectations.join('; ') || t.notKnown}</dd>
<dt>${t.promises}</dt><dd>${brief.promises.length > 0 ? brief.promises.map((promise) => html`<span class="line">${promise}</span>`) : t.nothing}</dd>
</dl>
<details><summary>${t.thread}</summary>${brief.thread.map((part) => messageCard(part, settings.timeZone))}</details>
<details><summary>${t.worked}</summary>${brief.asks.map(trailOf)}</details>
</section>
${answerForm(shown)}`,
  );
}

const askCard = ({ text, demand, effort, because }: BriefAsk) =>
  html`<h2>${t.asked}</h2>
<blockquote dir="auto">${text}</blockquote>
<dl>
<dt>${t.why}</dt><dd>${because}</dd>
<dt>${t.demand}</dt><dd>${demand}</dd>
<dt>${t.effort}</dt><dd>${effort}</dd>
</dl>
`;

const messageCard = ({ from, at, text, attachments, isOurs }: ThreadPart, timeZone: string) =>
  html`<article><h3><bdi>${from}</bdi>${isOurs ? ` (${t.us})` : ''}</h3><p class="hint">${momentInWords(at, timeZone)}</p>
<div class="mail" dir="auto">${text}</div>
${attachments.length > 0 ? html`<p class="hint">${t.files}</p><ul>${attachments.map(({ name, bytes }) => html`<li><bdi>${name}</bdi>, ${sizeInWords(bytes)}</li>`)}</ul>` : ''}</article>
`;

const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.round(bytes / 100_000) / 10} MB`;

const trailOf = ({ trail }: BriefAsk) =>
  html`<dl>${trail.map(({ rule, because }) => html`<dt>${rule}</dt><dd>${because}</dd>`)}</dl>`;
