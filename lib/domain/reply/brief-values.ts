import type { Brief, BriefAsk } from '../approval/brief.ts';
import { inline, quote } from './markdown.ts';

/** Our own people read more of a mail than a customer needs of his own. */
const MAX_BRIEF_QUOTE = 1_500;
const MAX_LISTED = 2_000;

/** What several asks of one mail say about the same thing, each once. */
const each = (asks: BriefAsk[], of: (ask: BriefAsk) => string): string =>
  inline([...new Set(asks.map(of))].join('; '), MAX_LISTED);

const listed = (words: string[], none: string): string => inline(words.join('; ') || none, MAX_LISTED);

/** The values that every text about a request may use. */
export const briefValues = ({ asks, ...brief }: Brief) => ({
  account: inline(brief.account),
  segment: inline(brief.segment),
  band: inline(brief.band),
  contribution: inline(brief.contribution),
  costToServe: inline(brief.costToServe),
  customer: inline(brief.customer),
  expectations: listed(brief.expectations, 'not known'),
  promises: listed(brief.promises, 'nothing'),
  phones: listed(brief.phones, 'no number known, look into the account'),
  asks: asks.map(({ text }) => quote(text, MAX_BRIEF_QUOTE)).join('\n\n'),
  demand: each(asks, ({ demand }) => demand),
  effort: each(asks, ({ effort }) => effort),
  because: each(asks, ({ because }) => because),
  alternative: brief.drafts.declined
    ? each(asks, ({ alternative }) => alternative ?? '')
    : 'nothing fits by itself; you choose it on the page',
  approved: draftQuote(brief.drafts.approved),
  declined: draftQuote(brief.drafts.declined),
});

/** Of a letter what we say ourselves: what comes after the customer's own words. The whole of it is on the page. */
const MAX_DRAFT = 400;
function draftQuote(draft: string | null): string {
  if (!draft) return 'Nothing is drafted: a person would write.';
  const lines = draft.split('\n');
  return quote(lines.slice(lines.findLastIndex((line) => line.startsWith('>')) + 1).join('\n'), MAX_DRAFT);
}
