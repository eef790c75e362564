import PostalMime, { decodeWords, type Email } from 'postal-mime';

const MAX_DEPTH = 20;

/** Every text of a raw mail that a person could be named in: as it came, its headers and its parts decoded. Files are not opened. */
export async function wordsOfMail(raw: Uint8Array): Promise<string> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const utf8 = bytes.toString('utf8');
  // Quoted-printable breaks its lines anywhere, also where the parts cannot be read.
  const asItCame = [utf8, bytes.toString('latin1'), utf8.replace(/=\r?\n/g, '')];
  const parsed = await PostalMime.parse(bytes, { maxNestingDepth: MAX_DEPTH }).catch(() => null);
  return [...asItCame, ...(parsed ? decoded(parsed) : [])].join('\n');
}

function decoded({ headers, text = '', html = '', attachments }: Email): string[] {
  return [
    ...headers.map(({ value }) => decodeWords(value)),
    text,
    html,
    html.replace(/<[^<>]*>/g, ''),
    ...attachments.flatMap(({ filename, content }) => [
      filename ?? '',
      typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8'),
    ]),
  ];
}
