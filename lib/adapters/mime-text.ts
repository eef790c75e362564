/** Text that the parser cannot know what to make of. */
import { type Header, headerOf, token } from '../domain/mail/headers.ts';

/** Every text of the mail is in UTF-7, which no browser decodes any more. `latin`: the whole mail. */
export function isUtf7(latin: string): boolean {
  const charsets = [...latin.matchAll(/charset\s{0,3}=\s{0,3}"?([a-z0-9_-]{1,40})/gi)];
  return charsets.length > 0 && charsets.every(([, name]) => /^(unicode-1-1-)?utf-7$/i.test(name!));
}

/** RFC 2152: `+` begins base64 of UTF-16, `-` or any other sign ends it; `+-` is a plus. */
export const fromUtf7 = (text: string): string =>
  text.replace(/\+([a-z0-9+/]*)-?/gi, (shift, letters: string) => {
    if (letters === '') return shift === '+-' ? '+' : shift;
    const utf16 = Buffer.from(letters, 'base64');
    const whole = utf16.subarray(0, utf16.length - (utf16.length % 2));
    return whole.swap16().toString('utf16le').toWellFormed();
  });

/** Plain words or HTML under a header that says base64: decoded they would be noise. Base64 has neither a blank nor `<`. */
export function isBase64InNameOnly(headers: Header[], body: string): boolean {
  if (token(headerOf(headers, 'content-transfer-encoding')) !== 'base64') return false;
  const [line = ''] = body.trimStart().slice(0, 1_000).split('\n');
  return /[ <]/.test(line.trim());
}
