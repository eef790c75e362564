import { html } from 'hono/html';
import { asTyped } from '../../domain/reply/own-words.ts';
import type { Situation } from '../../domain/reply/situation.ts';
import { findToneFaults } from '../../domain/reply/tone.ts';
import type { Actor } from '../../staff/actor.ts';
import { MAX_REASON, MIN_REASON } from '../approval/form.ts';
import { texts } from '../texts.ts';
import { traceOf } from '../trace.ts';
import type { Signed, StaffContext } from './frame.ts';

const t = texts.approval;

/** A file, or anything else that is no text, counts as nothing. */
export const typedIn = (body: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(body).filter((field): field is [string, string] => typeof field[1] === 'string'));

const typed = ({ typed: fields }: Signed, name: string): string =>
  Object.hasOwn(fields, name) ? asTyped(fields[name] ?? '') : '';
export const reasonOf = (me: Signed): string => typed(me, 'reason');
export const letterOf = (me: Signed): string => typed(me, 'letter');

/** Of any form that does something: taken from our page within the hour, and with a reason. */
export const faultsOf = (me: Signed): string[] => {
  const { length } = reasonOf(me);
  if (!me.isFresh) return [t.passOver];
  return length < MIN_REASON || length > MAX_REASON ? [t.reasonMissing] : [];
};

export const toneOf = (words: string, situation: Situation): string[] =>
  findToneFaults(words, situation).map(({ phrase, because }) => t.tone(phrase, because));

/** Of a letter that somebody wrote themselves: what was found is said, and they may overrule it. */
export function letterFaults(me: Signed, situation: Situation): string[] {
  const words = letterOf(me);
  if (words.length < MIN_REASON) return [texts.staff.letterMissing];
  return typed(me, 'asItStands') === 'yes' ? [] : toneOf(words, situation);
}

export const actorOf = (c: StaffContext, at: Date): Actor => {
  const me = c.get('me');
  const facts: Record<string, string> = { ...traceOf(c) };
  if (typed(me, 'asItStands') === 'yes') facts.asItStands = 'yes';
  return { by: me.member.address, at, reason: reasonOf(me), facts };
};

export const reasonField = (me: Signed) => html`<label for="reason">${t.reason}</label>
<textarea id="reason" name="reason" rows="2" minlength="${MIN_REASON}" maxlength="${MAX_REASON}" required aria-describedby="reason-hint">${reasonOf(me)}</textarea>
<p class="hint" id="reason-hint">${t.reasonHint}</p>`;

export const letterField = (label: string, words: string, hint: string) =>
  html`<label for="letter">${label}</label>
<textarea id="letter" name="letter" rows="12" maxlength="20000" dir="auto" data-tone aria-describedby="letter-hint">${words}</textarea>
<p class="hint" id="letter-hint">${hint}</p>
<p class="tone" id="letter-tone" role="status"></p>`;

/** Only once there is something to overrule. */
export const asItStandsField = (faults: string[]) =>
  faults.some((fault) => fault.startsWith('“'))
    ? html`<label class="choice"><input type="checkbox" name="asItStands" value="yes"> ${t.asItStands}</label>`
    : '';
