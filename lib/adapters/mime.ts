import PostalMime, { addressParser, decodeWords, type Email } from 'postal-mime';
import { MAX_TEXT } from '../domain/mail/clean-text.ts';
import { type Header, headerOf, parseHeaders, valuesOf } from '../domain/mail/headers.ts';
import { type MailParts, readMessage } from '../domain/mail/read-message.ts';
import { PARSED_BYTES, type ReadMail } from '../ports.ts';
import { parseable } from './mime-parts.ts';
import { fromUtf7, isBase64InNameOnly, isUtf7 } from './mime-text.ts';

/** Nested a thousand deep, parts overflow the stack of parsers; people forward a forward a few times. */
const MAX_DEPTH = 20;
/** Headers of all parts together: the parser keeps each line twice. */
const MAX_PART_HEADER_BYTES = 256 * 1024;
/** A report's machine-readable part is a few lines; only its Action is of interest. */
const MAX_REPORT = 20_000;
/** An address list or an encoded subject of a mebibyte is work for nothing. */
const MAX_HEADER_VALUE = 8 * 1024;

export interface ReadOptions {
  ownAddresses: string[];
  /** For an exported mailbox without the receiving server's verdicts: From is believed. */
  assumeVerified?: boolean;
}

/** MIME by postal-mime within limits; what the parts mean is decided in the domain. Never throws. */
export const mimeReader =
  ({ ownAddresses, assumeVerified = false }: ReadOptions): ReadMail =>
  async (raw) =>
    readMessage({ ...(await partsOf(raw)), ownAddresses, assumeVerified });

async function partsOf(raw: Uint8Array): Promise<MailParts> {
  const bytes = withLineFeeds(raw.subarray(0, PARSED_BYTES));
  const latin = bytes.toString('latin1');
  const { headers, faults } = parseHeaders(latin);
  const within = parseable(latin);
  const envelope = {
    headers,
    faults: [...faults, ...within.faults],
    warnings: [...(raw.byteLength > PARSED_BYTES ? ['only the first MiB was read'] : []), ...within.warnings],
    ...fieldsOf(headers),
  };
  const asItCame = {
    text: bodyAsItCame(latin),
    html: '',
    attachments: [],
    partTypes: [],
    reportText: '',
    returnedText: '',
  };
  const told = (warning: string) => ({ ...envelope, ...asItCame, warnings: [...envelope.warnings, warning] });
  if (faults.length > 0) return { ...envelope, ...asItCame };
  if (isBase64InNameOnly(headers, asItCame.text)) return told('the text is not the base64 that it says it is');
  try {
    const email = await PostalMime.parse(bytes.subarray(0, within.end), {
      maxNestingDepth: MAX_DEPTH,
      maxHeadersSize: MAX_PART_HEADER_BYTES,
      forceRfc822Attachments: true,
    });
    if (email.text || email.html || email.attachments.length > 0) return { ...envelope, ...bodyOf(email, latin) };
    if (asItCame.text.trim() === '') return { ...envelope, ...asItCame };
    return told('the parts cannot be told apart');
  } catch (error) {
    const because = error instanceof Error ? error.message.slice(0, 80) : 'unknown';
    return { ...envelope, ...asItCame, faults: [...envelope.faults, `the parts cannot be read: ${because}`] };
  }
}

/** Old systems end lines with CR alone. */
function withLineFeeds(raw: Uint8Array): Buffer {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return bytes.includes(0x0a) ? bytes : Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1');
}

/** From our own header list and not the parser's: it is there also when the parts cannot be read. */
function fieldsOf(headers: Header[]): Pick<MailParts, 'from' | 'to' | 'subject' | 'date'> {
  const addresses = (name: string) =>
    valuesOf(headers, name).flatMap((value) => addressParser(inUtf8(value), { flatten: true }));
  const [from] = addresses('from');
  return {
    from: from ? { address: from.address ?? '', name: from.name } : null,
    to: ['to', 'cc', 'delivered-to'].flatMap(addresses).map(({ address }) => address ?? ''),
    subject: decodeWords(inUtf8(headerOf(headers, 'subject'))),
    date: headerOf(headers, 'date').slice(0, 100) || null,
  };
}

/** Header bytes are read as latin-1; raw UTF-8 among them (RFC 6532) is put right, other bytes stay as they are. */
function inUtf8(value: string, maxBytes = MAX_HEADER_VALUE): string {
  const short = value.slice(0, maxBytes);
  if (!/[\u0080-\u00ff]/.test(short)) return short;
  const decoded = Buffer.from(short, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? short : decoded;
}

/** Everything below the headers, so that a broken boundary hides no letter. */
function bodyAsItCame(latin: string): string {
  const empty = /\n\r?\n/.exec(latin);
  return empty ? inUtf8(latin.slice(empty.index + empty[0].length), MAX_TEXT) : '';
}

function bodyOf({ text = '', html = '', attachments }: Email, latin: string) {
  const contents = attachments.map(({ content }) => Buffer.from(content as ArrayBuffer));
  const textOf = (type: RegExp) =>
    attachments
      .flatMap(({ mimeType }, i) => (type.test(mimeType) ? [contents[i]!.toString('latin1', 0, MAX_REPORT)] : []))
      .join('\n\n');
  const decoded = isUtf7(latin) ? fromUtf7 : (words: string) => words;
  return {
    text: html !== '' && hasLooseHtml(latin) ? '' : decoded(text),
    html: decoded(html),
    attachments: attachments.map(({ filename, mimeType }, i) => ({
      name: filename ?? '',
      type: mimeType,
      bytes: contents[i]!.byteLength,
    })),
    partTypes: attachments.map(({ mimeType, method }) => (method ? `${mimeType}; method=${method}` : mimeType)),
    reportText: textOf(/\/(delivery-status|feedback-report)$/),
    returnedText: textOf(/\/(rfc822|rfc822-headers|global|global-headers)$/),
  };
}

/** HTML beside the plain text instead of as its alternative: the parser would convert it with the hidden text in it. */
function hasLooseHtml(latin: string): boolean {
  const count = (type: RegExp) => [...latin.matchAll(type)].length;
  return count(/^content-type:\s{0,9}text\/html/gim) > count(/^content-type:\s{0,9}multipart\/alternative/gim);
}
