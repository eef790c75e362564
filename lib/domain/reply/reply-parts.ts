import type { Terms } from '../approval/approval.ts';
import type { AskDecision, CaseRecord } from '../case/case.ts';
import type { Desk } from '../desk/desk.ts';
import { inline, quote } from './markdown.ts';
import { money } from './moments.ts';
import { fillText } from './placeholders.ts';
import type { Situation } from './situation.ts';

/** What the mail says about one ask, or about all that were approved together. */
export interface Part {
  situation: Situation;
  markdown: string;
}

/** As long as the catalogue lets one be (`catalogue-schema.ts`). */
const MAX_DESCRIPTION = 2_000;

/** In the order of the asks. A word in place of a part says what is missing: then a person writes. */
export function partsOf(desk: Desk, record: CaseRecord, terms: Terms | null): (Part | string)[] {
  const approved = record.asks.filter(({ decision }) => decision.disposition === 'customisable');
  return record.asks.flatMap((ask) => {
    if (ask === approved[0]) return [approvedPart(desk, record, approved, terms)];
    return approved.includes(ask) ? [] : [partOf(desk, ask) ?? []].flat();
  });
}

/** The promise stands once, below everything that it answers. */
function approvedPart({ replies, settings }: Desk, record: CaseRecord, asks: AskDecision[], terms: Terms | null) {
  if (!terms) return 'nobody has approved it';
  const markdown = fillText('approved', replies.approved, {
    ask: asks.map(({ ask }) => quote(ask.text)).join('\n\n'),
    manager: inline(managerName(settings, record)),
    promise: inline(terms.promise, MAX_DESCRIPTION),
    price: inline(terms.price === 0 ? 'no extra charge' : money(terms.price, settings.currency)),
  });
  return { situation: 'approved' as const, markdown };
}

export const managerName = ({ managers }: Desk['settings'], { account }: CaseRecord): string =>
  managers.find(({ address }) => address === account?.manager)?.name ?? 'Your account manager';

/** Null: this ask wants no answer. */
function partOf({ catalogue, replies }: Desk, { ask, decision }: AskDecision): Part | string | null {
  const asked = quote(ask.text);
  const offerOf = (id: string) => catalogue.find((offer) => offer.id === id);
  switch (decision.disposition) {
    case 'standard': {
      const offer = offerOf(decision.offer);
      if (!offer) return `offer "${decision.offer}" is no longer in the catalogue`;
      const answer = offer.answer?.trim() ?? inline(offer.description, MAX_DESCRIPTION);
      const values = { ask: asked, offer: inline(offer.name), answer };
      return { situation: 'standard', markdown: fillText('standard', replies.standard, values) };
    }
    case 'decline-with-alternative': {
      const { name, offer: id } = decision.alternative;
      const offer = offerOf(id);
      if (!offer) return `the alternative "${id}" is no longer in the catalogue`;
      const description = inline(offer.description, MAX_DESCRIPTION);
      const values = { ask: asked, alternative: inline(name), description };
      return { situation: 'declined', markdown: fillText('declined', replies.declined, values) };
    }
    default:
      return null;
  }
}
