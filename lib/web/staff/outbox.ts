import { Hono } from 'hono';
import { html } from 'hono/html';
import { momentInWords, shortMoment } from '../../domain/reply/moments.ts';
import { mayDo, mayOpen } from '../../domain/staff/may.ts';
import type { Outbox, Reply } from '../../ports.ts';
import { type DoubtedMailDeps, doubtedMail } from '../../staff/doubted-mail.ts';
import { texts } from '../texts.ts';
import { actorOf, faultsOf, reasonField } from './form.ts';
import {
  donePage,
  faultsBox,
  MOST,
  missing,
  more,
  overtakenPage,
  passField,
  type Signed,
  type StaffContext,
  type StaffEnv,
  staffPage,
} from './frame.ts';
import type { Here } from './here.ts';

const t = texts.staff;

export interface OutboxWeb extends Here, DoubtedMailDeps {
  outbox: Pick<Outbox, 'open' | 'sent' | 'again'>;
}

const BACK = '/desk/outbox';

/** Mail whose end is not known: a person looks at the mail service and says how it ended. */
export function outboxRoutes(deps: OutboxWeb): Hono<StaffEnv> {
  const { outbox, settings, clock } = deps;
  const doubted = doubtedMail(deps);
  const app = new Hono<StaffEnv>();

  app.get('/outbox', async (c) => {
    const me = c.get('me');
    if (!mayOpen(me.member, 'outbox')) return missing(c);
    const open = await outbox.open();
    const list =
      open.length > 0
        ? html`<p>${t.doubtIntro}</p><ul class="rows">${open.slice(0, MOST).map(row)}</ul>`
        : html`<p>${t.noDoubt}</p>`;
    return c.html(staffPage(me, t.areas.outbox, html`${list}${more(open.length)}`));
  });

  app.get('/outbox/:messageId/:purpose', async (c) => {
    const reply = mayOpen(c.get('me').member, 'outbox') ? await find(c) : null;
    return reply ? c.html(replyPage(c.get('me'), reply)) : missing(c);
  });

  app.post('/outbox/:messageId/:purpose', async (c) => {
    const me = c.get('me');
    if (!mayDo(me.member, 'settle-outbox')) return missing(c);
    const reply = await find(c);
    if (reply?.state !== 'UNKNOWN') return c.html(overtakenPage(me, BACK));
    const way = (['arrived', 'again'] as const).find((one) => c.req.query(one) !== undefined);
    const faults = faultsOf(me);
    if (!way || faults.length > 0) return c.html(replyPage(me, reply, faults), me.isFresh ? 422 : 403);
    const end = await doubted[way](reply, actorOf(c, clock()));
    if (end === 'moved-on') return c.html(overtakenPage(me, BACK));
    return c.html(donePage(me, t.done.outbox, end === 'done' ? t.doubtDone : t.letterWaits, BACK));
  });
  return app;

  async function find(c: StaffContext): Promise<Reply | null> {
    const { messageId, purpose } = c.req.param() as { messageId: string; purpose: string };
    return (await outbox.open()).find((one) => one.messageId === messageId && one.purpose === purpose) ?? null;
  }

  function row({ messageId, purpose, state, changedAt, mail }: Reply) {
    return html`<li><a href="${BACK}/${messageId}/${purpose}"><bdi>${mail.subject}</bdi></a>
<p class="hint">${t.letters[purpose]}, <bdi>${mail.to}</bdi>, ${shortMoment(changedAt, settings.timeZone)}: ${t.states[state]}</p></li>
`;
  }

  function replyPage(me: Signed, { purpose, state, changedAt, mail, caseId }: Reply, faults: string[] = []) {
    return staffPage(
      me,
      mail.subject,
      html`${faultsBox(faults)}<section><h2>${t.letters[purpose]}: ${t.states[state]}</h2>
<dl><dt>${t.to}</dt><dd><bdi>${mail.to}</bdi></dd><dt>${t.since}</dt><dd>${momentInWords(changedAt, settings.timeZone)}</dd></dl>
<div class="mail" dir="auto">${mail.text}</div><p><a href="/desk/cases/${caseId}">${t.wholeCase}</a></p></section>
${
  state === 'UNKNOWN'
    ? html`<form method="post">${passField(me)}<p>${t.doubtIntro}</p>${reasonField(me)}
<p class="answers"><button formaction="?arrived">${t.arrived}</button><button formaction="?again" class="second">${t.sendAgain}</button></p></form>`
    : html`<p class="hint">${t.doubtFresh}</p>`
}`,
    );
  }
}
