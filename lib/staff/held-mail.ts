import type { CaseRecord } from '../domain/case/case.ts';
import type { Letters } from '../domain/reply/draft-letters.ts';
import type { Audit, CaseBook, Ledger, LedgerRow, Reply, Story, Workflows } from '../ports.ts';
import { type Actor, entryOf, leaves, type SendReply } from './actor.ts';

export interface HeldMailDeps {
  ledger: Pick<Ledger, 'resolve'>;
  cases: Pick<CaseBook, 'story' | 'record'>;
  audit: Pick<Audit, 'append'>;
  workflows: Pick<Workflows, 'startTriage'>;
  letters: Pick<Letters, 'byHand'>;
  sendReply: SendReply;
}

/** `moved-on`: somebody was faster. `in-doubt`: an answer may have reached the customer. `waits`: kept, and leaves later. */
export type Handled = 'done' | 'waits' | 'moved-on' | 'in-doubt' | 'no-sender';

/** Whether it was handed to the mail service, however that ended. */
export const wasCalled = ({ state }: Pick<Reply, 'state'>): boolean => state !== 'PENDING' && state !== 'CLAIMED';

/** The answer to this message that was handed to the mail service. */
export const calledReply = (story: Pick<Story, 'replies'> | null, messageId: string): Reply | null =>
  story?.replies.find((one) => one.messageId === messageId && one.purpose === 'reply' && wasCalled(one)) ?? null;

/** Mail that the machine left to a person: of unproven senders, and what could not be worked on. */
export function heldMail({ ledger, cases, audit, workflows, letters, sendReply }: HeldMailDeps) {
  const storyOf = async ({ caseId }: LedgerRow) => (caseId ? cases.story(caseId) : null);
  const note = ({ id, caseId }: LedgerRow, actor: Actor, event: 'released' | 'answered-by-hand' | 'filed') =>
    audit.append(caseId ?? id, entryOf(actor, event, { message: id }));

  return {
    /** Triaged again, its sender taken for verified. */
    async release(row: LedgerRow, actor: Actor): Promise<Handled> {
      if (calledReply(await storyOf(row), row.id)) return 'in-doubt';
      if (!(await ledger.resolve(row.id, actor.by, 'release'))) return 'moved-on';
      await note(row, actor, 'released');
      const { id: messageId, key, receivedAt } = row;
      // Not started: the row is open, and the sweep starts what stands still.
      await workflows.startTriage({ messageId, key, receivedAt }).catch((error: Error) => {
        console.error(JSON.stringify({ step: 'desk', event: 'triage-not-started', messageId, error: error.name }));
      });
      return 'done';
    },

    /**
     * `resolve` lets one person through and opens the row; one transaction then keeps the words and the route "answer", as
     * Decide does. So the sweep finishes what a crash leaves: before the transaction it triages the mail as if released,
     * after it the words leave. Sent first, a crash would leave the mail here to be answered again; closed first, it
     * would be gone without an answer.
     */
    async answer(row: LedgerRow, words: string, actor: Actor): Promise<Handled> {
      if (!row.sender) return 'no-sender';
      const story = await storyOf(row);
      if (calledReply(story, row.id)) return 'in-doubt';
      const known = story?.records.find(({ messageId }) => messageId === row.id) ?? unread(row, row.sender);
      const record: CaseRecord = { ...known, route: 'answer', reason: 'answered by hand' };
      const mail = await letters.byHand(record, words);
      if (!(await ledger.resolve(row.id, actor.by, 'release'))) return 'moved-on';
      if ((await cases.record(record, { purpose: 'reply', mail })) !== 'answer') return 'moved-on';
      await note(row, actor, 'answered-by-hand');
      return (await leaves(sendReply, { messageId: row.id, purpose: 'reply' })) ? 'done' : 'waits';
    },

    async file(row: LedgerRow, actor: Actor): Promise<Handled> {
      const to = { outcome: 'no-reply' as const, reason: 'filed by a person' };
      if (!(await ledger.resolve(row.id, actor.by, to))) return 'moved-on';
      await note(row, actor, 'filed');
      return 'done';
    },
  };
}

/** A mail that nothing could be read of but its sender. */
const unread = ({ id, caseId, receivedAt }: LedgerRow, sender: string): CaseRecord => ({
  caseId: caseId ?? id,
  messageId: id,
  receivedAt,
  sender,
  senderName: '',
  subject: '',
  text: '',
  thread: { messageId: null, references: [] },
  attachments: [],
  account: null,
  asks: [],
  route: 'answer',
  reason: '',
  answerBy: null,
});
