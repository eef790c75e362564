import { Hono } from 'hono';
import { html } from 'hono/html';
import { shortMoment } from '../../domain/reply/moments.ts';
import { mayOpen } from '../../domain/staff/may.ts';
import type { ExampleProposal, ExampleProposals } from '../../ports.ts';
import { texts } from '../texts.ts';
import { MOST, missing, more, type StaffEnv, staffPage } from './frame.ts';
import type { Here } from './here.ts';

const t = texts.staff;

export interface ExampleWeb extends Here {
  proposals: Pick<ExampleProposals, 'all'>;
}

/** Ways in which customers ask for an offer, as lines for the catalogue's file. */
export function exampleRoutes({ proposals, settings }: ExampleWeb): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get('/examples', async (c) => {
    const me = c.get('me');
    if (!mayOpen(me.member, 'examples')) return missing(c);
    const all = (await proposals.all()).sort((a, b) => (a.at < b.at ? 1 : -1));
    const ofOffers = [...Map.groupBy(all.slice(0, MOST), ({ offer }) => offer)].map(
      ([
        offer,
        theirs,
      ]) => html`<section><h2>${offer}</h2><pre>${theirs.map(({ phrase }) => yamlLine(phrase)).join('\n')}</pre>${theirs.map(source)}</section>
`,
    );
    const list = all.length > 0 ? html`<p>${t.examplesHint}</p>${ofOffers}` : html`<p>${t.noExamples}</p>`;
    return c.html(staffPage(me, t.areas.examples, html`${list}${more(all.length)}`));
  });
  return app;

  function source({ by, at, caseId }: ExampleProposal) {
    return html`<p class="hint">${by}, ${shortMoment(at, settings.timeZone)} · <a href="/desk/cases/${caseId}">${t.wholeCase}</a></p>
`;
  }
}

/** JSON's strings are YAML's double-quoted ones: no phrase of a customer becomes another key of the file. */
const yamlLine = (phrase: string): string => `      - ${JSON.stringify(phrase)}`;
