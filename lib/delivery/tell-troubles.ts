import type { CaseRecord } from '../domain/case/case.ts';
import type { DeskSettings } from '../domain/desk/desk.ts';
import type { Undelivered } from '../domain/reply/draft-undelivered.ts';
import type { OutgoingMail } from '../domain/reply/outgoing-mail.ts';
import { type CaseBook, type Ledger, replyPurposes, type SendNotice, type Trouble, type Troubles } from '../ports.ts';
import { UNDELIVERED } from './record-news.ts';

interface Deps {
  troubles: Pick<Troubles, 'untold' | 'told'>;
  ledger: Pick<Ledger, 'find'>;
  cases: Pick<CaseBook, 'story'>;
  undelivered: (of: Undelivered & { to: string }) => OutgoingMail;
  send: SendNotice;
  settings: DeskSettings;
}

/** Tells the account's manager, or else operations, which of our mails did not arrive. */
export const tellTroubles =
  ({ troubles, ledger, cases, undelivered, send, settings }: Deps) =>
  async (): Promise<{ troubles: number }> => {
    const untold = await troubles.untold();
    for (const trouble of untold) {
      const record = await recordOf(trouble);
      const to = record?.account?.manager ?? settings.people.operations;
      await send(undelivered({ to, record, ...trouble }), UNDELIVERED, trouble.messageId);
      await troubles.told(trouble);
    }
    return { troubles: untold.length };

    async function recordOf({ messageId, purpose }: Trouble): Promise<CaseRecord | null> {
      if (!LETTERS.includes(purpose)) return null; // to one of our own people: the customer has nothing to do with it
      const caseId = (await ledger.find(messageId))?.caseId;
      const story = caseId ? await cases.story(caseId) : null;
      return story?.records.find((one) => one.messageId === messageId) ?? story?.records.at(-1) ?? null;
    }
  };

/** A report is about a letter, too. */
const LETTERS: readonly string[] = [...replyPurposes, 'report'];
