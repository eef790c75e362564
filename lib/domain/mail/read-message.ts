import { cleanText } from './clean-text.ts';
import { findFromFault } from './from.ts';
import { type Header, headerOf } from './headers.ts';
import { htmlToText } from './html-text.ts';
import { identityOf, readVerdicts } from './identity.ts';
import { kindOf, mayReplyTo } from './kind.ts';
import type { Attachment, Message } from './message.ts';
import { visibleReply } from './visible-reply.ts';

/** What the parser found, before anything is made of it. */
export interface MailParts {
  headers: Header[];
  /** Not empty: the mail could not be read within the limits. */
  faults: string[];
  partTypes: string[];
  warnings: string[];
  subject: string;
  text: string;
  html: string;
  from: { address: string; name: string } | null;
  to: string[];
  attachments: Attachment[];
  date: string | null;
  reportText?: string;
}

/** More recipients, names or references than this are a flood, not a letter. */
const MAX_LISTED = 50;
/** So much hidden text is not a tracking pixel's caption: somebody planted it. */
const HIDDEN_WORTH_A_WARNING = 200;

export function readMessage(parts: MailParts & { ownAddresses: string[]; assumeVerified: boolean }): Message {
  const { headers, faults, ownAddresses, assumeVerified } = parts;
  const from = parts.from && { address: lower(parts.from.address), name: oneLine(parts.from.name) };
  const address = from?.address ?? '';
  const verdicts = readVerdicts(headers);
  const body = bodyOf(parts);
  const envelope = { headers, from: address, verdicts, partTypes: parts.partTypes, ownAddresses };
  const kind =
    faults.length > 0 ? 'malformed' : kindOf({ ...envelope, text: `${parts.reportText ?? ''}\n${body.all}` });
  const fromFault = findFromFault(headers);
  const identity =
    assumeVerified && !fromFault
      ? ({ result: 'verified', because: 'assumed by option, not checked' } as const)
      : identityOf(headers, address.slice(address.lastIndexOf('@') + 1), verdicts);
  return {
    messageId: messageIds(headerOf(headers, 'message-id'))[0] ?? null,
    kind,
    mayReply: mayReplyTo(kind, headers, address, fromFault === null),
    from: address ? from : null,
    identity,
    to: [...new Set(parts.to.map(lower).filter(Boolean))].slice(0, MAX_LISTED),
    subject: oneLine(parts.subject),
    date: isoDate(parts.date),
    text: body.text,
    quoted: body.quoted,
    attachments: parts.attachments.slice(0, MAX_LISTED).map((file) => ({ ...file, name: oneLine(file.name) })),
    references: [
      ...new Set([...messageIds(headerOf(headers, 'references')), ...messageIds(headerOf(headers, 'in-reply-to'))]),
    ].slice(-MAX_LISTED),
    warnings: [...faults, ...parts.warnings, ...body.warnings],
  };
}

function bodyOf({ text, html }: MailParts): { all: string; text: string; quoted: boolean; warnings: string[] } {
  const fromHtml = text.trim() === '' && html !== '' ? htmlToText(html) : null;
  const { text: all, removed, cut } = cleanText(fromHtml?.text ?? text);
  const hidden = removed + (fromHtml?.hiddenCharacters ?? 0);
  const warnings = [
    ...(hidden > HIDDEN_WORTH_A_WARNING ? [`${hidden} hidden characters left out`] : []),
    ...(cut ? ['the text is cut at 64 KiB'] : []),
  ];
  return { all, ...visibleReply(all), warnings };
}

const lower = (address: string): string => address.trim().toLowerCase();

/** Header words of a stranger on one line, without control or direction characters. */
const oneLine = (value: string): string => cleanText(value).text.replace(/\s+/g, ' ').trim().slice(0, 1_000);

const messageIds = (value: string): string[] => value.match(/<[^\s<>]{1,250}>/g) ?? [];

function isoDate(date: string | null): string | null {
  const at = date ? new Date(date) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}
