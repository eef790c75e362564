import PostalMime, { type Email, type Address as MimeAddress } from 'postal-mime';
import { parseHeaders } from '../domain/mail/headers.ts';
import { type MailParts, readMessage } from '../domain/mail/read-message.ts';
import type { ReadMail } from '../ports.ts';

/** Deeper nesting is made to exhaust parsers; people forward a forward a few times. */
const MAX_DEPTH = 20;
/** 200,000 empty parts took a parser seven seconds. */
const MAX_PARTS = 200;
/** Bytes parsed: the rest is attachments, which are never opened. */
const MAX_PARSED = 1024 * 1024;

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
  const latin = withLineFeeds(Buffer.from(raw.subarray(0, MAX_PARSED)).toString('latin1'));
  const { headers, faults } = parseHeaders(latin);
  const partTypes = typesIn(latin);
  const warnings = raw.byteLength > MAX_PARSED ? ['only the first MiB was read'] : [];
  if (partTypes.length > MAX_PARTS || countBoundaries(latin) > MAX_PARTS) faults.push(`over ${MAX_PARTS} parts`);
  const empty = {
    headers,
    faults,
    partTypes,
    warnings,
    text: '',
    html: '',
    from: null,
    to: [],
    attachments: [],
    date: null,
  };
  if (faults.length > 0) return { ...empty, subject: '' };
  try {
    const email = await PostalMime.parse(Buffer.from(latin, 'latin1'), {
      maxNestingDepth: MAX_DEPTH,
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
    });
    return { ...empty, ...fieldsOf(email) };
  } catch (error) {
    return { ...empty, faults: [`MIME: ${(error as Error).message.slice(0, 80)}`], subject: '' };
  }
}

/** Old systems end lines with CR alone. */
const withLineFeeds = (latin: string): string => (latin.includes('\n') ? latin : latin.replaceAll('\r', '\n'));

const fieldsOf = (email: Email) => ({
  subject: email.subject ?? '',
  text: email.text ?? '',
  html: email.html ?? '',
  from: addressesOf(email.from ? [email.from] : [])[0] ?? null,
  to: [...addressesOf(email.to), ...addressesOf(email.cc), { address: email.deliveredTo ?? '' }].map(
    ({ address }) => address,
  ),
  date: email.date ?? null,
  attachments: email.attachments.map(({ filename, mimeType, content }) => ({
    name: filename ?? '',
    type: mimeType,
    bytes: typeof content === 'string' ? content.length : content.byteLength,
  })),
  // Machine-readable reports are short text; the domain reads a bounce's Action from it.
  reportText: email.attachments
    .filter(({ mimeType }) => mimeType.endsWith('delivery-status'))
    .map(({ content }) =>
      typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('latin1'),
    )
    .join('\n')
    .slice(0, 20_000),
});

const addressesOf = (list: MimeAddress[] = []): { address: string; name: string }[] =>
  list.flatMap((entry) => (entry.group ? entry.group : [entry])).map(({ address = '', name }) => ({ address, name }));

/** Content types as they stand in the text, the root first. */
const typesIn = (latin: string): string[] =>
  [...latin.matchAll(/^content-type:[ \t]{0,20}([a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,80})/gim)].map(([, type]) =>
    type!.toLowerCase(),
  );

function countBoundaries(latin: string): number {
  const declared = new Set(
    [...latin.matchAll(/boundary=(?:"([^"\r\n]{1,100})"|([^\s;"]{1,100}))/gi)]
      .slice(0, MAX_PARTS)
      .map(([, a, b]) => a ?? b!),
  );
  let count = 0;
  for (let at = latin.indexOf('\n--'); at >= 0; at = latin.indexOf('\n--', at + 3)) {
    const end = latin.indexOf('\n', at + 3);
    if (declared.has(latin.slice(at + 3, Math.min(end < 0 ? latin.length : end, at + 105)).trimEnd())) count += 1;
  }
  return count;
}
