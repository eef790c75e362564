import type { ApprovalAnswer } from '../approval/approval.ts';
import type { CaseRecord } from '../case/case.ts';
import { settledRecord } from '../case/settled-record.ts';
import type { Commitment } from '../commitment/commitment.ts';
import type { Desk } from '../desk/desk.ts';
import { greetingName } from './greeting.ts';
import { inline, quote, toPlainText } from './markdown.ts';
import { dayInWords } from './moments.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { asTyped, ownWordsAsMarkdown } from './own-words.ts';
import { fillText } from './placeholders.ts';
import { managerName, type Part, partsOf } from './reply-parts.ts';
import { type LetterPurpose, replyHeaders, replySubject } from './thread-headers.ts';
import { findToneFaults } from './tone.ts';

export interface LetterDeps {
  desk: Desk;
  toHtml: (markdown: string) => string;
  /** The signed address that continues a case. */
  replyTo: (caseId: string) => Promise<string>;
}

/** A mail, or the faults that make a person write it instead. */
export type Drafted = { mail: OutgoingMail; faults: [] } | { mail: null; faults: string[] };

/** Every mail that a customer gets. */
export interface Letters {
  /** One coherent answer to all asks of a mail. `answer`: of the account manager, where one was asked. */
  reply(record: CaseRecord, answer: ApprovalAnswer | null): Promise<Drafted>;
  /** At once, while an account manager is asked. */
  considering(record: CaseRecord): Promise<Drafted>;
  /** In place of an answer that did not come in time. `person` has it now. */
  expired(record: CaseRecord, person: string): Promise<Drafted>;
  /** A commitment ends. `text`: as the manager wrote it. */
  ended(commitment: Commitment, record: CaseRecord, text: string | null): Promise<Drafted>;
  /** To an address that nobody vouches for: not a byte of what came from there, and nothing about anybody. */
  acknowledged(record: Pick<CaseRecord, 'sender' | 'caseId'>): OutgoingMail;
  /** What a person wrote themselves. */
  byHand(record: CaseRecord, text: string): Promise<OutgoingMail>;
}

const refused = (faults: string[]): Drafted => ({ mail: null, faults });
const customised = ({ asks }: CaseRecord): string =>
  asks
    .filter(({ decision }) => decision.disposition === 'customisable')
    .map(({ ask }) => quote(ask.text))
    .join('\n\n');

export function draftLetters({ desk, toHtml, replyTo }: LetterDeps): Letters {
  const { settings, replies, catalogue } = desk;
  const deskName = inline(settings.name);
  const customerOf = ({ senderName }: CaseRecord) => inline(greetingName(senderName));
  const managerOf = (record: CaseRecord) => inline(managerName(settings, record));

  const letter = async (
    record: CaseRecord,
    purpose: LetterPurpose,
    markdown: string,
    text = toPlainText(markdown),
  ) => ({
    from: { name: settings.name, address: settings.addresses[0]! },
    to: record.sender,
    replyTo: await replyTo(record.caseId),
    subject: replySubject(record.subject),
    text,
    html: toHtml(markdown),
    headers: replyHeaders(record.thread, record.caseId, purpose),
  });

  const checked = async (
    record: CaseRecord,
    purpose: LetterPurpose,
    markdown: string,
    parts: Part[],
  ): Promise<Drafted> => {
    const faults = parts.flatMap((part) => findToneFaults(toPlainText(part.markdown), part.situation));
    if (faults.length > 0) return refused(faults.map(({ phrase, because }) => `"${phrase}": ${because}`));
    return { mail: await letter(record, purpose, markdown), faults: [] };
  };

  const framed = (record: CaseRecord, purpose: LetterPurpose, parts: Part[]): Promise<Drafted> => {
    const frameAround = (inside: string) =>
      fillText('frame', replies.frame, { customer: customerOf(record), parts: inside, desk: deskName });
    const whole = frameAround(parts.map(({ markdown }) => markdown).join('\n\n'));
    return checked(record, purpose, whole, [...parts, { situation: 'frame', markdown: frameAround('') }]);
  };

  const byHand = (record: CaseRecord, text: string, purpose: LetterPurpose = 'reply') =>
    letter(record, purpose, ownWordsAsMarkdown(text), asTyped(text));
  /** The draft as it was keeps its layout. */
  const orOwnWords = async (drafted: Drafted, record: CaseRecord, purpose: LetterPurpose, text: string | null) =>
    text === null || asTyped(text) === drafted.mail?.text.trim()
      ? drafted
      : { mail: await byHand(record, text, purpose), faults: [] as [] };

  return {
    byHand: (record, text) => byHand(record, text),

    acknowledged({ sender, caseId }) {
      const markdown = fillText('acknowledged', replies.acknowledged, { desk: deskName });
      const from = { name: settings.name, address: settings.addresses[0]! };
      return {
        from,
        to: sender,
        replyTo: from.address,
        subject: `${settings.name}: your message is here`,
        text: toPlainText(markdown),
        html: toHtml(markdown),
        headers: replyHeaders({ messageId: null, references: [] }, caseId, 'acknowledged'),
      };
    },

    async reply(record, answer) {
      const settled = answer ? settledRecord(record, answer, catalogue) : record;
      if (!settled) return refused(['what was chosen is no longer in the catalogue']);
      const drafted = partsOf(desk, settled, answer?.kind === 'approved' ? answer.terms : null);
      const missing = drafted.filter((part) => typeof part === 'string');
      const parts = drafted.filter((part) => typeof part !== 'string');
      if (missing.length > 0 || parts.length === 0) return refused(missing.length > 0 ? missing : ['nothing to say']);
      const text = answer && 'text' in answer ? answer.text : null;
      return orOwnWords(await framed(record, 'reply', parts), record, 'reply', text);
    },

    async considering(record) {
      if (!record.answerBy) return refused(['no day to answer by']);
      const markdown = fillText('considered', replies.considered, {
        ask: customised(record),
        manager: managerOf(record),
        answerBy: inline(dayInWords(record.answerBy, settings.timeZone)),
      });
      return framed(record, 'considering', [{ situation: 'considered', markdown }]);
    },

    async expired(record, person) {
      const markdown = fillText('expired', replies.expired, {
        customer: customerOf(record),
        ask: customised(record),
        answerBy: inline(dayInWords(record.answerBy ?? record.receivedAt, settings.timeZone)),
        person: inline(person),
        desk: deskName,
      });
      return checked(record, 'expired', markdown, [{ situation: 'expired', markdown }]);
    },

    async ended(commitment, record, text) {
      const markdown = fillText('ended', replies.ended, {
        customer: customerOf(record),
        promise: inline(commitment.promise, 2_000),
        since: inline(dayInWords(commitment.approvedAt, settings.timeZone)),
        manager: managerOf(record),
        desk: deskName,
      });
      const drafted = await checked(record, 'ended', markdown, [{ situation: 'ended', markdown }]);
      return orOwnWords(drafted, record, 'ended', text);
    },
  };
}
