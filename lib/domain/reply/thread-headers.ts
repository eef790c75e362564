/** RFC 3834, 5: an automatic answer says so, names what it answers, and goes to one address. */
const MAX_REFERENCES = 10;
const MAX_SUBJECT = 200;

export type Purpose = 'reply' | 'brief' | 'handed';

const marks = (purpose: Purpose, caseId: string) => ({
  'Auto-Submitted': purpose === 'reply' ? 'auto-replied' : 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  'X-Evenhand-Loop': caseId,
  'X-Evenhand-Purpose': purpose,
});

export function replyHeaders(
  thread: { messageId: string | null; references: string[] },
  caseId: string,
): Record<string, string> {
  const { messageId } = thread;
  if (!messageId || !isMessageId(messageId)) return marks('reply', caseId);
  const known = thread.references.filter(isMessageId).filter((id) => id !== messageId);
  const kept = known.length < MAX_REFERENCES ? known : [known[0]!, ...known.slice(-(MAX_REFERENCES - 2))];
  // First and last nine at most: more adds nothing for a mail program and breaks the line length.
  const references = [...kept, messageId]
    .join(' ')
    .slice(-900)
    .replace(/^[^<]*/, '');
  return { ...marks('reply', caseId), 'In-Reply-To': messageId, References: references };
}

export const noticeHeaders = (purpose: 'brief' | 'handed', caseId: string): Record<string, string> =>
  marks(purpose, caseId);

const isMessageId = (id: string): boolean => /^<[^\s<>]{1,250}>$/.test(id);

/** A stranger's words on one line: no control characters, no second "Re:". */
export const plainLine = (value: string, most = MAX_SUBJECT): string =>
  value
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, most);

export function replySubject(subject: string): string {
  let rest = plainLine(subject);
  while (/^(re|aw|sv|fwd?|wg)\s{0,3}:/i.test(rest)) rest = rest.slice(rest.indexOf(':') + 1).trimStart();
  return `Re: ${rest || 'your message'}`;
}
