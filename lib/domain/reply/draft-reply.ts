import type { AskDecision, CaseRecord } from '../case/case.ts';
import type { Desk } from '../desk/desk.ts';
import { greetingName } from './greeting.ts';
import { inline, quote, toPlainText } from './markdown.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import type { Situation } from './situation.ts';
import { replyHeaders, replySubject } from './thread-headers.ts';
import { findToneFaults } from './tone.ts';

export interface DraftDeps {
  desk: Desk;
  toHtml: (markdown: string) => string;
  /** The signed address that continues a case. */
  replyTo: (caseId: string) => Promise<string>;
}

/** A mail, or the faults that make a person write it instead. */
export type Drafted = { mail: OutgoingMail; faults: [] } | { mail: null; faults: string[] };

/** What the mail says about one ask. */
interface Part {
  situation: Situation;
  markdown: string;
}

/** One coherent answer to all asks of a mail, in their order. */
export const draftReply =
  ({ desk, toHtml, replyTo }: DraftDeps) =>
  async (record: CaseRecord): Promise<Drafted> => {
    const drafted = record.asks.map((ask) => partOf(desk, ask, record)).filter((part) => part !== null);
    const parts = drafted.filter((part) => typeof part !== 'string');
    const missing = drafted.filter((part) => typeof part === 'string');
    if (missing.length > 0) return { mail: null, faults: missing };
    if (parts.length === 0) return { mail: null, faults: ['nothing to say'] };

    const frameAround = (inside: string) =>
      fillText('frame', desk.replies.frame, {
        customer: inline(greetingName(record.senderName)),
        parts: inside,
        desk: inline(desk.settings.name),
      });
    const frame: Part = { situation: 'frame', markdown: frameAround('') };
    const faults = [...parts, frame].flatMap(({ situation, markdown }) =>
      findToneFaults(toPlainText(markdown), situation),
    );
    if (faults.length > 0)
      return { mail: null, faults: faults.map(({ phrase, because }) => `"${phrase}": ${because}`) };

    const markdown = frameAround(parts.map((part) => part.markdown).join('\n\n'));
    const mail: OutgoingMail = {
      from: { name: desk.settings.name, address: desk.settings.addresses[0]! },
      to: record.sender,
      replyTo: await replyTo(record.caseId),
      subject: replySubject(record.subject),
      text: toPlainText(markdown),
      html: toHtml(markdown),
      headers: replyHeaders(record.thread, record.caseId),
    };
    return { mail, faults: [] };
  };

/** As long as the catalogue lets one be (`catalogue-schema.ts`). */
const MAX_DESCRIPTION = 2_000;

/** A word in place of a part says what is missing; null: this ask wants no answer. */
function partOf({ catalogue, replies, settings }: Desk, { ask, decision }: AskDecision, record: CaseRecord) {
  const asked = quote(ask.text);
  const offerOf = (id: string) => catalogue.find((offer) => offer.id === id);
  const part = <S extends Situation>(situation: S, markdown: string): Part => ({ situation, markdown });
  switch (decision.disposition) {
    case 'standard': {
      const offer = offerOf(decision.offer);
      if (!offer) return `offer "${decision.offer}" is no longer in the catalogue`;
      const answer = offer.answer?.trim() ?? inline(offer.description, MAX_DESCRIPTION);
      return part(
        'standard',
        fillText('standard', replies.standard, { ask: asked, offer: inline(offer.name), answer }),
      );
    }
    case 'customisable': {
      const manager = settings.managers.find(({ address }) => address === record.account?.manager);
      const name = inline(manager?.name ?? 'Your account manager');
      return part('approved', fillText('approved', replies.approved, { ask: asked, manager: name }));
    }
    case 'decline-with-alternative': {
      const { name, offer: id } = decision.alternative;
      const offer = offerOf(id);
      if (!offer) return `the alternative "${id}" is no longer in the catalogue`;
      const description = inline(offer.description, MAX_DESCRIPTION);
      const values = { ask: asked, alternative: inline(name), description };
      return part('declined', fillText('declined', replies.declined, values));
    }
    default:
      return null;
  }
}
