import { Hono } from 'hono';
import { html } from 'hono/html';
import { reasonInWords } from '../../domain/reply/draft-handed.ts';
import { shortMoment } from '../../domain/reply/moments.ts';
import { mayDo, mayOpen } from '../../domain/staff/may.ts';
import type { Ledger, LedgerRow } from '../../ports.ts';
import { type Handled, type HeldMailDeps, heldMail } from '../../staff/held-mail.ts';
import { texts } from '../texts.ts';
import { isId } from './cases.ts';
import { actorOf, faultsOf, letterFaults, letterOf, toneOf } from './form.ts';
import { donePage, MOST, missing, more, overtakenPage, type StaffContext, type StaffEnv, staffPage } from './frame.ts';
import { heldPage } from './held-page.ts';
import type { Here } from './here.ts';

const t = texts.staff;

export interface HeldWeb extends Here, HeldMailDeps {
  cases: HeldMailDeps['cases'];
  ledger: Pick<Ledger, 'waitingForPerson' | 'find' | 'resolve'>;
}

const BACK = '/desk/held';
const ways = ['release', 'answer', 'file'] as const;
type Way = (typeof ways)[number];

/** Mail that waits for a person, oldest first. */
export function heldRoutes(deps: HeldWeb): Hono<StaffEnv> {
  const { ledger, cases, settings, clock } = deps;
  const held = heldMail(deps);
  const app = new Hono<StaffEnv>();

  app.get('/held', async (c) => {
    const me = c.get('me');
    if (!mayOpen(me.member, 'held')) return missing(c);
    const waiting = await ledger.waitingForPerson();
    const rows = await Promise.all(waiting.slice(0, MOST).map(row));
    const list = rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p>${t.noHeld}</p>`;
    return c.html(staffPage(me, t.areas.held, html`${list}${more(waiting.length)}`));
  });

  app.get('/held/:id', async (c) => {
    const found = mayOpen(c.get('me').member, 'held') ? await find(c) : null;
    return found ? show(c, found) : missing(c);
  });

  app.post('/held/:id', async (c) => {
    const me = c.get('me');
    if (!mayDo(me.member, 'settle-held')) return missing(c);
    if (c.req.query('tone') === 'live') return c.json({ letter: toneOf(letterOf(me), 'frame') });
    const found = await find(c);
    if (!found) return c.html(overtakenPage(me, BACK));
    const way = ways.find((one) => c.req.query(one) !== undefined);
    const faults = [...faultsOf(me), ...(way === 'answer' ? letterFaults(me, 'frame') : [])];
    if (!way || faults.length > 0) return show(c, found, faults);
    const actor = actorOf(c, clock());
    const end = await (way === 'answer' ? held.answer(found.row, letterOf(me), actor) : held[way](found.row, actor));
    return c.html(endPage(c, way, end));
  });
  return app;

  /** Null when it does not wait any more. */
  async function find(c: StaffContext) {
    const id = c.req.param('id') ?? '';
    const row = isId(id) ? await ledger.find(id) : null;
    if (row?.outcome !== 'held' && row?.outcome !== 'parked') return null;
    return { row, story: row.caseId ? await cases.story(row.caseId) : null };
  }

  async function show(c: StaffContext, found: NonNullable<Awaited<ReturnType<typeof find>>>, faults: string[] = []) {
    const me = c.get('me');
    const status = faults.length === 0 ? 200 : me.isFresh ? 422 : 403;
    return c.html(heldPage({ me, ...found, settings, faults }), status);
  }

  async function row(kept: LedgerRow) {
    const story = kept.caseId ? await cases.story(kept.caseId) : null;
    const subject = story?.records.find(({ messageId }) => messageId === kept.id)?.subject;
    const why = kept.outcome === 'held' ? t.unproven : `${t.parked}: ${reasonInWords[kept.reason] ?? kept.reason}`;
    return html`<li><a href="${BACK}/${kept.id}"><bdi>${subject || t.noSubject}</bdi></a>
<p class="hint"><bdi>${kept.sender ?? t.unknownSender}</bdi>, ${shortMoment(kept.updatedAt, settings.timeZone)}</p>
<p class="hint">${why}</p></li>
`;
  }

  function endPage(c: StaffContext, way: Way, end: Handled) {
    const me = c.get('me');
    if (end === 'done') return donePage(me, t.done[way], t.doneNext[way], BACK);
    if (end === 'waits') return donePage(me, t.done[way], t.letterWaits, BACK);
    if (end === 'moved-on') return overtakenPage(me, BACK);
    return donePage(me, t.notDone, end === 'in-doubt' ? t.inDoubt : t.noSender, BACK);
  }
}
