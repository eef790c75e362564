import type { Approval, Holder } from '../../domain/approval/approval.ts';
import type { Notices } from '../../domain/reply/draft-notices.ts';
import type { Audit, Clock, Codes, PagePass, SendNotice } from '../../ports.ts';
import type { Typed } from './form.ts';

export interface SixDigits {
  codes: Codes;
  pass: PagePass;
  audit: Pick<Audit, 'append'>;
  notices: Pick<Notices, 'code'>;
  send: SendNotice;
  /** Six digits, each as likely as any other. */
  newCode: () => string;
  hashSecret: (secret: string) => string;
  clock: Clock;
}

/** ASVS 5.0 6.5.5: codes that come another way are valid for ten minutes at most. */
const CODE_MINUTES = 10;
/** Of a million codes: who guesses gets through once in 200,000 requests, each of which mails its holder. */
const CODE_TRIES = 5;

/** The second step of `link+code`: who once typed the code goes on with the pass of the page. */
export function sixDigits({ codes, pass, audit, notices, send, newCode, hashSecret, clock }: SixDigits) {
  const subjectOf = ({ publicId, level }: Approval, { address }: Holder): string =>
    `approval:${publicId}:${address}${level === 'link+code' ? ':coded' : ''}`;

  const note = (approval: Approval, { address }: Holder, event: 'code-mailed' | 'code-refused', because: string) =>
    audit.append(approval.caseId, { at: clock().toISOString(), by: address, event, because, facts: {} });

  return {
    subjectOf,

    /** Mails a code when there is none to type yet. */
    async isPassed(approval: Approval, holder: Holder, typed: Typed): Promise<boolean> {
      if (approval.level === 'link' || (await pass.holds(typed.pass, subjectOf(approval, holder), clock())))
        return true;
      const { publicId, caseId } = approval;
      const { address } = holder;
      const of = { publicId, address };
      if (typed.code !== '') {
        const isRight = await codes.check(of, hashSecret(`${publicId}:${typed.code}`), clock(), CODE_TRIES);
        if (!isRight) await note(approval, holder, 'code-refused', 'wrong, too late or tried too often');
        return isRight;
      }
      const code = newCode();
      const expiresAt = new Date(clock().getTime() + CODE_MINUTES * 60_000).toISOString();
      if (!(await codes.offer(of, { hash: hashSecret(`${publicId}:${code}`), expiresAt }, clock()))) return false;
      await send(notices.code({ to: address, code, caseId, minutes: CODE_MINUTES }), 'code', approval.messageId);
      await note(approval, holder, 'code-mailed', `valid for ${CODE_MINUTES} minutes`);
      return false;
    },
  };
}
