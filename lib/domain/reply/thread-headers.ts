import { plainLine } from './plain-line.ts';

export type LetterPurpose = 'reply' | 'considering' | 'expired' | 'ended' | 'acknowledged';
export type NoticePurpose =
  | 'brief'
  | 'digest'
  | 'decided'
  | 'code'
  | 'sign-in'
  | 'call'
  | 'review'
  | 'handed'
  | 'undelivered';

/** RFC 3834, 5: an automatic mail says so, and RFC 3834, 2: then no other machine answers it. */
const marks = (submitted: 'auto-replied' | 'auto-generated', purpose: string, caseId: string) => ({
  'Auto-Submitted': submitted,
  'X-Auto-Response-Suppress': 'All',
  'X-Evenhand-Loop': caseId,
  'X-Evenhand-Purpose': purpose,
});

export const noticeHeaders = (purpose: NoticePurpose, caseId: string): Record<string, string> =>
  marks('auto-generated', purpose, caseId);

export function replyHeaders(
  { messageId, references }: { messageId: string | null; references: string[] },
  caseId: string,
  purpose: LetterPurpose = 'reply',
): Record<string, string> {
  const own = marks('auto-replied', purpose, caseId);
  if (!messageId || !isMessageId(messageId)) return own;
  const earlier = references.filter((id) => isMessageId(id) && id !== messageId);
  const bounded = boundReferences([...new Set(earlier), messageId]);
  return { ...own, 'In-Reply-To': messageId, References: bounded };
}

/** Ids come from strangers: printable ASCII in one pair of angle brackets, or it is no id. */
const isMessageId = (id: string): boolean => /^<[!-;=?-~]{1,250}>$/.test(id);

const NEWEST_REFERENCES = 9;
/** RFC 5322, 2.1.1: 998 characters a line, "References: " among them. */
const MAX_REFERENCES_LENGTH = 986;

/** The root and the newest nine, fewer where the line would get too long: mail programs need no more to find the thread. */
function boundReferences([root = '', ...later]: string[]): string {
  let newest = later.slice(-NEWEST_REFERENCES);
  while (newest.length > 1 && [root, ...newest].join(' ').length > MAX_REFERENCES_LENGTH) newest = newest.slice(1);
  return [root, ...newest].join(' ');
}

export const MAX_SUBJECT = 200;
const REPLY_MARK = /^(re|aw|sv|antw|fwd?|wg)(\[\d{1,3}\])?\s?:\s?/i;

/** One "Re:", however many the customer's mail program has piled up. */
export function replySubject(subject: string): string {
  let rest = plainLine(subject, 1_000);
  while (REPLY_MARK.test(rest)) rest = rest.replace(REPLY_MARK, '');
  return plainLine(`Re: ${rest || 'your message'}`, MAX_SUBJECT);
}
