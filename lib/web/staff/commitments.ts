import { Hono } from 'hono';
import { html } from 'hono/html';
import { contributionOf } from '../../domain/account/contribution.ts';
import type { Commitment } from '../../domain/commitment/commitment.ts';
import { dayInWords, money } from '../../domain/reply/moments.ts';
import { isDue, shareOf } from '../../domain/report/commitment-lines.ts';
import { mayDo, maySee } from '../../domain/staff/may.ts';
import { staffOf } from '../../domain/staff/staff.ts';
import { localDay } from '../../domain/time/business-time.ts';
import type { AccountBook, Commitments } from '../../ports.ts';
import { type EndCommitmentDeps, endCommitment, type Told } from '../../staff/end-commitment.ts';
import { texts } from '../texts.ts';
import { isId } from './cases.ts';
import { calendarDay, commitmentPage } from './commitment-page.ts';
import { actorOf, faultsOf, letterFaults, letterOf, toneOf } from './form.ts';
import { donePage, MOST, missing, more, overtakenPage, type StaffContext, type StaffEnv, staffPage } from './frame.ts';
import type { Here } from './here.ts';

const t = texts.staff;

export interface CommitmentWeb extends Here, EndCommitmentDeps {
  commitments: Pick<Commitments, 'all' | 'find' | 'end'>;
  accounts: Pick<AccountBook, 'byId'>;
}

const ownersOf = ({ owner }: Commitment): string[] => [owner];
const MAX_SEARCH = 200;
const BACK = '/desk/commitments';

/** What we promised to single accounts, and ending it. */
export function commitmentRoutes(deps: CommitmentWeb): Hono<StaffEnv> {
  const { commitments, accounts, settings, clock } = deps;
  const { draft, end, tell } = endCommitment(deps);
  const nameOf = (address: string) => staffOf(settings).find((one) => one.address === address)?.name ?? address;
  const app = new Hono<StaffEnv>();

  app.get('/commitments', async (c) => {
    const me = c.get('me');
    const search = (c.req.query('q') ?? '').slice(0, MAX_SEARCH);
    const today = localDay(clock(), settings.timeZone);
    const found = (await commitments.all())
      .filter((one) => maySee(me.member, 'commitments', ownersOf(one)) && isFound(one, search))
      .sort((one, other) => (orderOf(one, today) < orderOf(other, today) ? -1 : 1));
    const shown = found.slice(0, MOST);
    const values = await contributions(shown);
    const rows = shown.map((one) => row(one, values.get(one.account) ?? null, isDue(one, today)));
    const list = rows.length > 0 ? html`<ul class="rows">${rows}</ul>` : html`<p>${t.noCommitments}</p>`;
    return c.html(staffPage(me, t.areas.commitments, html`${searchForm(search)}${list}${more(found.length)}`));
  });

  app.get('/commitments/:id', async (c) => {
    const commitment = await find(c);
    return commitment ? show(c, commitment) : missing(c);
  });

  app.post('/commitments/:id', async (c) => {
    const me = c.get('me');
    const commitment = await find(c);
    if (!commitment || !mayDo(me.member, 'end-commitment', ownersOf(commitment))) return missing(c);
    if (c.req.query('tone') === 'live') return c.json({ letter: toneOf(letterOf(me), 'ended') });
    const isTell = c.req.query('tell') !== undefined;
    const { to, letter } = await draft(commitment);
    const faults = isTell && me.isFresh ? [] : faultsOf(me);
    if (to && !letter) faults.push(...letterFaults(me, 'ended'));
    if (faults.length > 0) return show(c, commitment, faults);
    if (isTell && commitment.state !== 'ended') return missing(c);
    const told = isTell
      ? await tell(commitment, letterOf(me))
      : await end(commitment, letterOf(me), actorOf(c, clock()));
    return c.html(told === 'moved-on' ? overtakenPage(me, BACK) : donePage(me, t.ended.title, wordsOf(told), BACK));
  });
  return app;

  async function find(c: StaffContext): Promise<Commitment | null> {
    const id = c.req.param('id') ?? '';
    const commitment = isId(id) ? await commitments.find(id) : null;
    return commitment && maySee(c.get('me').member, 'commitments', ownersOf(commitment)) ? commitment : null;
  }

  async function show(c: StaffContext, commitment: Commitment, faults: string[] = []) {
    const me = c.get('me');
    const [drafted, values] = await Promise.all([draft(commitment), contributions([commitment])]);
    const shown = {
      me,
      commitment,
      ...drafted,
      costs: costsOf(commitment, values.get(commitment.account) ?? null),
      mayEnd: mayDo(me.member, 'end-commitment', ownersOf(commitment)),
      nameOf,
      settings,
      faults,
    };
    return c.html(commitmentPage(shown), faults.length === 0 ? 200 : me.isFresh ? 422 : 403);
  }

  async function contributions(of: Commitment[]): Promise<Map<string, number>> {
    const ids = [...new Set(of.map(({ account }) => account))];
    const found = await Promise.all(ids.map((id) => accounts.byId(id)));
    return new Map(found.flatMap((account) => (account ? [[account.id, contributionOf(account)]] : [])));
  }

  function row(commitment: Commitment, contribution: number | null, due: boolean) {
    const { id, accountName, promise, owner, reviewOn, ended } = commitment;
    const when = ended ? t.endedOn(dayInWords(ended.at, settings.timeZone)) : `${t.review} ${calendarDay(reviewOn)}`;
    return html`<li><a href="${BACK}/${id}"><bdi>${promise}</bdi></a>
<p class="hint">${accountName}, ${nameOf(owner)}, ${when}${due ? html` · <span class="tag">${t.due}</span>` : ''}</p>
<p class="hint">${costsOf(commitment, contribution)}</p></li>
`;
  }

  function costsOf({ yearlyUpkeep }: Commitment, contribution: number | null): string {
    const share = shareOf(yearlyUpkeep, contribution);
    const known = contribution === null ? t.unknownAmount : money(contribution, settings.currency);
    const words = t.upkeep(money(yearlyUpkeep, settings.currency), known);
    return share === null ? words : `${words} (${percent(share)} %)`;
  }

  function isFound({ promise, accountName, account, owner }: Commitment, search: string): boolean {
    const words = [promise, accountName, account, owner, nameOf(owner)].join('\n').toLowerCase();
    return search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => words.includes(word));
  }
}

const percent = (share: number): number => Math.round(share * 1_000) / 10;

/** Due ones first, then by their review day; what has ended last. */
const orderOf = (one: Commitment, today: string): string =>
  `${one.state === 'ended' ? 3 : isDue(one, today) ? 1 : 2} ${one.reviewOn} ${one.id}`;

const wordsOf = (told: Told): string => (told === 'waits' ? t.endedWaits : t.ended[told]);

const searchForm = (search: string) => html`<form method="get" action="${BACK}"><label for="q">${t.search}</label>
<input type="search" id="q" name="q" value="${search}" maxlength="${MAX_SEARCH}"><button class="second">${t.show}</button></form>`;
