import type { AskDecision, CaseRecord } from '../case/case.ts';
import type { Desk } from '../desk/desk.ts';
import { escapeMarkdown, quote, toPlainText } from './markdown.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { fillText } from './placeholders.ts';
import { plainLine, replyHeaders, replySubject } from './thread-headers.ts';
import { findToneFaults } from './tone.ts';

export interface DraftDeps {
  desk: Desk;
  toHtml: (markdown: string) => string;
  /** The signed address that continues a case. */
  replyTo: (caseId: string) => Promise<string>;
}

/** A mail, or the faults that make a person write it instead. */
export type Drafted = { mail: OutgoingMail; faults: [] } | { mail: null; faults: string[] };

/** One coherent answer to all asks of a mail, in their order. */
export const draftReply =
  ({ desk, toHtml, replyTo }: DraftDeps) =>
  async (record: CaseRecord): Promise<Drafted> => {
    const parts = record.asks.flatMap((ask) => partOf(desk, ask, record));
    if (parts.length === 0) return { mail: null, faults: ['nothing to say'] };
    const markdown = fillText<'frame'>(desk.replies.frame, {
      customer: escapeMarkdown(greetingName(record)),
      parts: parts.join('\n\n'),
      desk: desk.settings.name,
    });
    const text = toPlainText(markdown);
    const faults = findToneFaults(text);
    if (faults.length > 0)
      return { mail: null, faults: faults.map(({ phrase, because }) => `"${phrase}": ${because}`) };
    const mail: OutgoingMail = {
      from: { name: desk.settings.name, address: desk.settings.addresses[0]! },
      to: record.sender,
      replyTo: await replyTo(record.caseId),
      subject: replySubject(record.subject),
      text,
      html: toHtml(markdown),
      headers: replyHeaders(record.thread, record.caseId),
    };
    return { mail, faults: [] };
  };

function partOf(desk: Desk, { ask, decision }: AskDecision, record: CaseRecord): string[] {
  const asked = quote(ask.text);
  const offerOf = (id: string) => desk.catalogue.find((offer) => offer.id === id);
  switch (decision.disposition) {
    case 'standard': {
      const offer = offerOf(decision.offer);
      const answer = offer?.answer ?? offer?.description ?? '';
      return [
        fillText<'standard'>(desk.replies.standard, { ask: asked, offer: offer?.name ?? '', answer: answer.trim() }),
      ];
    }
    case 'customisable': {
      const manager = desk.settings.managers.find(({ address }) => address === record.account?.manager);
      return [
        fillText<'approved'>(desk.replies.approved, { ask: asked, manager: manager?.name ?? 'Your account manager' }),
      ];
    }
    case 'decline-with-alternative': {
      const { name, offer } = decision.alternative;
      const description = offerOf(offer)?.description ?? '';
      return [fillText<'declined'>(desk.replies.declined, { ask: asked, alternative: name, description })];
    }
    default:
      return [];
  }
}

/** A first name where there is one; a stranger's display name may be anything. */
function greetingName({ senderName, sender }: CaseRecord): string {
  const name = plainLine(senderName, 60);
  const looksLikeName = /^[\p{L}][\p{L}'.-]{0,30}( [\p{L}'.-]{1,30}){0,3}$/u.test(name);
  if (looksLikeName) return name.split(' ')[0]!;
  const local = sender.split(/[@.+_-]/)[0] ?? '';
  return /^[a-z]{3,20}$/.test(local) && !SHARED.has(local) ? local[0]!.toUpperCase() + local.slice(1) : 'there';
}

const SHARED = new Set(
  'info office sales support admin mail contact purchasing procurement orders order accounts accounting billing einkauf buero hello team service logistics warehouse'.split(
    ' ',
  ),
);
