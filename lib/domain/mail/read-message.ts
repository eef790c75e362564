import { isArchive } from './archive.ts';
import { cleanText, MAX_TEXT } from './clean-text.ts';
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
  /** Not empty: the mail could not be read within the limits. What was read is there all the same. */
  faults: string[];
  warnings: string[];
  /** Decoded. */
  subject: string;
  from: { address: string; name: string } | null;
  to: string[];
  date: string | null;
  text: string;
  html: string;
  attachments: Attachment[];
  /** As in `Envelope`. */
  partTypes: string[];
  /** The machine-readable part of a delivery report. */
  reportText: string;
  /** The start of the mail that it is about, headers first. */
  returnedText: string;
}

/** More recipients, files or references than this are a flood, not a letter. */
const MAX_LISTED = 50;
/** RFC 6838, 4.2: a name of a content type has at most 127 characters, and there are two. */
const MAX_TYPE = 255;
const MAX_FORWARDED_FROM = 200;
/** So much hidden text is not a tracking pixel's caption: somebody planted it. */
const HIDDEN_WORTH_A_WARNING = 200;

/** What is known of a mail that no parser could finish: nothing but that it came. */
export const unreadable = (because: string): Message => ({
  messageId: null,
  kind: 'malformed',
  mayReply: false,
  from: null,
  identity: { result: 'unverified', because: 'the mail could not be read' },
  to: [],
  subject: '',
  date: null,
  text: '',
  quoted: false,
  forwardedFrom: null,
  attachments: [],
  references: [],
  warnings: [because],
  report: '',
});

export function readMessage(parts: MailParts & { ownAddresses: string[]; assumeVerified: boolean }): Message {
  const { headers, faults, ownAddresses, assumeVerified } = parts;
  const address = plainAddress(parts.from?.address ?? '');
  const subject = oneLine(parts.subject);
  const verdicts = readVerdicts(headers);
  const body = bodyOf(parts);
  const text = `${parts.reportText}\n${body.all}`;
  const kind =
    faults.length > 0
      ? 'malformed'
      : kindOf({ headers, subject, from: address, verdicts, partTypes: parts.partTypes, text, ownAddresses });
  const fromFault = findFromFault(headers) ?? (address === '' ? 'the address in From cannot be read' : null);
  return {
    messageId: messageIds(headerOf(headers, 'message-id'))[0] ?? null,
    kind,
    mayReply: mayReplyTo(kind, headers, address, fromFault === null),
    from: address === '' ? null : { address, name: oneLine(parts.from?.name ?? '') },
    identity: identityOf({ fromFault, fromDomain: domainOf(address), verdicts, assumeVerified }),
    to: [...new Set(parts.to.map(plainAddress).filter(Boolean))].slice(0, MAX_LISTED),
    subject,
    date: isoDate(parts.date),
    text: body.text,
    quoted: body.quoted,
    forwardedFrom:
      body.forwardedFrom === null ? null : oneLine(body.forwardedFrom).slice(0, MAX_FORWARDED_FROM) || null,
    attachments: parts.attachments
      .slice(0, MAX_LISTED)
      .map(({ name, type, bytes }) => ({ name: fileName(name), type: oneLine(type).slice(0, MAX_TYPE), bytes })),
    references: [
      ...new Set(['references', 'in-reply-to'].flatMap((name) => messageIds(headerOf(headers, name)))),
    ].slice(-MAX_LISTED),
    warnings: [...faults, ...parts.warnings, ...body.warnings, ...archiveWarnings(parts.attachments)],
    report: kind === 'bounce' || kind === 'feedback-report' ? `${parts.reportText}\n\n${parts.returnedText}` : '',
  };
}

function bodyOf({ text, html }: MailParts): {
  all: string;
  text: string;
  quoted: boolean;
  forwardedFrom: string | null;
  warnings: string[];
} {
  const fromHtml = text.trim() === '' && html !== '' ? htmlToText(html, MAX_TEXT) : null;
  const { text: all, removed, cut } = cleanText(fromHtml?.text ?? text);
  const hidden = removed + (fromHtml?.hiddenCharacters ?? 0);
  const warnings = [
    ...(hidden > HIDDEN_WORTH_A_WARNING ? [`${hidden} hidden characters left out`] : []),
    ...(cut ? ['the text is cut at 64 KiB'] : []),
  ];
  return { all, ...visibleReply(all), warnings };
}

function archiveWarnings(attachments: Attachment[]): string[] {
  const count = attachments.filter(isArchive).length;
  return count > 0 ? [`${count} of the files ${count === 1 ? 'is an archive' : 'are archives'}, not opened`] : [];
}

/** Lower case; empty when it is not one plain address: quoted local parts have been used to reroute mail. */
function plainAddress(address: string): string {
  const lower = address.trim().toLowerCase();
  return isSeen(lower) && /^[^\s@<>()[\]",;:\\]{1,64}@[^\s@<>()[\]",;:\\]{1,253}$/.test(lower) ? lower : '';
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Header words of a stranger on one line, without control or direction characters. */
const oneLine = (value: string): string =>
  cleanText(value).text.replace(/\s+/g, ' ').trim().slice(0, 1_000).toWellFormed();

/** Without the folders that a stranger wrote before it. */
const fileName = (name: string): string => oneLine(name).split(/[/\\]/).at(-1) ?? '';

const messageIds = (value: string): string[] => (value.match(/<[^\s<>]{1,250}>/g) ?? []).filter(isSeen);

/** Addresses and ids are compared and sent on: what is in them must be what one sees. */
const isSeen = (value: string): boolean => cleanText(value).removed === 0;

function isoDate(date: string | null): string | null {
  const at = date ? new Date(date) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
}
