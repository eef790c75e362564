import { html } from 'hono/html';
import type { DeskSettings } from '../../domain/desk/desk.ts';
import { reasonInWords } from '../../domain/reply/draft-handed.ts';
import { momentInWords } from '../../domain/reply/moments.ts';
import type { LedgerRow, Story } from '../../ports.ts';
import { calledReply } from '../../staff/held-mail.ts';
import { texts } from '../texts.ts';
import { asItStandsField, letterField, letterOf, reasonField } from './form.ts';
import { faultsBox, passField, type Signed, staffPage } from './frame.ts';

const t = texts.staff;

interface Shown {
  me: Signed;
  row: LedgerRow;
  story: Story | null;
  settings: DeskSettings;
  faults: string[];
}

/** One mail that waits for a person, with the three things that may become of it. */
export function heldPage(shown: Shown) {
  const { me, row, story, settings, faults } = shown;
  const record = story?.records.find(({ messageId }) => messageId === row.id) ?? null;
  const isHeld = row.outcome === 'held';
  return staffPage(
    me,
    record?.subject || t.noSubject,
    html`${faultsBox(faults)}${isHeld ? html`<p class="fault">${t.forged}</p>` : ''}
<section><blockquote class="mail" dir="auto">${record?.text ?? t.unread(row.key)}</blockquote>
<dl>
<dt>${t.sender}</dt><dd><bdi>${`${record?.senderName ?? ''} ${row.sender ?? t.unknownSender}`.trim()}</bdi></dd>
<dt>${t.because}</dt><dd>${isHeld ? t.unproven : t.parked}: ${reasonInWords[row.reason] ?? row.reason}</dd>
<dt>${t.since}</dt><dd>${momentInWords(row.updatedAt, settings.timeZone)}</dd>
</dl>${record ? html`<p><a href="/desk/cases/${record.caseId}">${t.wholeCase}</a></p>` : ''}</section>
${settleForm(shown, calledReply(story, row.id) !== null)}`,
  );
}

/** One reason, and a button for each way. Only text areas: Enter in a field sends nothing. */
const settleForm = ({ me, row, faults }: Shown, isInDoubt: boolean) => html`<form method="post">${passField(me)}
<h2>${t.settle}</h2>
${isInDoubt ? html`<p class="fault">${t.inDoubt} ${t.inDoubtHint}</p>` : ''}
${reasonField(me)}
<p class="hint">${isInDoubt ? '' : t.releaseHint} ${t.fileHint}</p>
<p class="answers">${isInDoubt ? '' : html`<button formaction="?release">${t.release}</button>`}
<button formaction="?file" class="second">${t.file}</button></p>
${
  row.sender && !isInDoubt
    ? html`<details${letterOf(me) ? html` open` : ''}><summary>${t.byHand}</summary>
${letterField(t.letterTo(row.sender), letterOf(me), t.letterHint)}
${asItStandsField(faults)}
<button formaction="?answer">${t.send}</button></details>`
    : html`<p class="hint">${row.sender ? '' : t.noSender}</p>`
}
</form>`;
