import type { CaseRecord } from '../domain/case/case.ts';
import type { Commitment } from '../domain/commitment/commitment.ts';
import { ERASED_SENDER } from '../domain/person/erased.ts';
import type { Letters } from '../domain/reply/draft-letters.ts';
import type { CaseBook, Commitments, Outbox, Reply } from '../ports.ts';
import { type Actor, entryOf, leaves, type SendReply } from './actor.ts';

export interface EndCommitmentDeps {
  commitments: Pick<Commitments, 'end'>;
  cases: Pick<CaseBook, 'story'>;
  outbox: Pick<Outbox, 'add'>;
  letters: Pick<Letters, 'ended'>;
  sendReply: SendReply;
}

/** `nobody`: the case is gone or its customer was erased, and with it whom to write to. */
export type Told = 'done' | 'waits' | 'nobody';

/** A promise ends by a decision with a reason, and the customer is told in a letter. */
export function endCommitment({ commitments, cases, outbox, letters, sendReply }: EndCommitmentDeps) {
  async function recordOf({ id, caseId }: Commitment) {
    const story = await cases.story(caseId);
    const isTheirs = ({ messageId, sender }: CaseRecord) => messageId === id && !sender.startsWith(ERASED_SENDER);
    const record = story?.records.find(isTheirs) ?? null;
    const letter = story?.replies.find(({ messageId, purpose }) => messageId === id && purpose === 'ended') ?? null;
    return { record, letter };
  }

  async function tell(commitment: Commitment, words: string): Promise<Told> {
    const { id, caseId } = commitment;
    const { record } = await recordOf(commitment);
    const mail = record && (await letters.ended(commitment, record, words)).mail;
    if (!mail) return 'nobody';
    await outbox.add(id, caseId, mail, 'ended');
    return (await leaves(sendReply, { messageId: id, purpose: 'ended' })) ? 'done' : 'waits';
  }

  return {
    tell,

    /** What the customer would read; null where there is nobody to write to, or nothing to say. `letter`: what is kept of it. */
    async draft(commitment: Commitment): Promise<{ to: string | null; words: string | null; letter: Reply | null }> {
      const { record, letter } = await recordOf(commitment);
      const drafted = record && (await letters.ended(commitment, record, null)).mail;
      return { to: record?.sender ?? null, words: drafted?.text ?? null, letter };
    },

    /** Ended first, by one person; the page of an ended commitment offers to send a letter that has not left. */
    async end(commitment: Commitment, words: string, actor: Actor): Promise<Told | 'moved-on'> {
      const ended = { at: actor.at.toISOString(), by: actor.by, reason: actor.reason };
      const entry = entryOf(actor, 'commitment-ended', { commitment: commitment.id });
      return (await commitments.end(commitment.id, ended, entry)) ? tell(commitment, words) : 'moved-on';
    },
  };
}
