import type { OutgoingMail } from './outgoing-mail.ts';

/** RFC 5322, 2.1.1: a line has at most 998 characters. */
const MAX_HEADER_LENGTH = 998;
const REQUIRED = ['Auto-Submitted', 'X-Auto-Response-Suppress', 'X-Evenhand-Loop'];

/**
 * What is wrong with a mail of ours before it leaves: line breaks that would become headers, several recipients,
 * a missing mark that stops other machines from answering us. Empty: it may go.
 */
export function findHeaderFaults(mail: OutgoingMail): string[] {
  const values = {
    ...mail.headers,
    Subject: mail.subject,
    From: mail.from.name,
    To: mail.to,
    'Reply-To': mail.replyTo ?? '',
  };
  const faults = Object.entries(values).flatMap(([name, value]) => {
    if (hasControl(name) || hasControl(value)) return [`${name}: control character`];
    return value.length > MAX_HEADER_LENGTH ? [`${name}: longer than ${MAX_HEADER_LENGTH}`] : [];
  });
  if (!/^[^\s,;<>@]+@[^\s,;<>@]+$/.test(mail.to)) faults.push('To: not exactly one address');
  return [...faults, ...REQUIRED.filter((name) => !mail.headers[name]).map((name) => `${name}: missing`)];
}

const hasControl = (value: string): boolean => /[\u0000-\u001f\u007f]/.test(value);
