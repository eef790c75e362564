/** The header block as it arrived: order and repetitions matter for what a receiving server vouches for. */
export interface Header {
  /** Lower case. */
  name: string;
  /** Unfolded, not decoded. */
  value: string;
}

/** 100,000 recipients in To made other parsers lose From and body silently. */
export const MAX_HEADER_BYTES = 64 * 1024;
/** Thousands of Received or References: each is looked through by name many times. */
export const MAX_HEADERS = 500;

/** `raw`: the mail as latin-1 text, so that a character is a byte. Linear. */
export function parseHeaders(raw: string): { headers: Header[]; faults: string[] } {
  const faults: string[] = [];
  const lines: string[] = [];
  let at = 0;
  while (at < raw.length) {
    const end = raw.indexOf('\n', at);
    const line = raw.slice(at, end < 0 ? raw.length : end).replace(/\r$/, '');
    if (line === '') break;
    at = end < 0 ? raw.length : end + 1;
    if (at > MAX_HEADER_BYTES) {
      faults.push(`headers over ${MAX_HEADER_BYTES / 1024} KiB`);
      break;
    }
    if (/^[ \t]/.test(line) && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`;
    else lines.push(line);
  }
  const headers = lines.flatMap(headerIn);
  if (headers.length > MAX_HEADERS) faults.push(`over ${MAX_HEADERS} headers`);
  if (headers.length === 0) faults.push('no headers');
  return { headers: headers.slice(0, MAX_HEADERS), faults };
}

/** Only blank and tab may stand before the colon: `\u00a0From:` is no From, whatever other parsers trim. */
function headerIn(line: string): Header[] {
  const colon = line.indexOf(':');
  const name = line
    .slice(0, Math.max(colon, 0))
    .replace(/[ \t]{1,20}$/, '')
    .toLowerCase();
  return /^[!-9;-~]{1,200}$/.test(name) ? [{ name, value: line.slice(colon + 1).trim() }] : [];
}

export const valuesOf = (headers: Header[], name: string): string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);

export const headerOf = (headers: Header[], name: string): string =>
  headers.find((header) => header.name === name)?.value ?? '';

/** The value before `;`, without comments, lower case: `No (really); x=y` is `no`. */
export function token(value: string): string {
  let depth = 0;
  let kept = '';
  for (const letter of value) {
    if (letter === '(') depth += 1;
    else if (letter === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += letter;
  }
  return (kept.split(';')[0] ?? '').trim().toLowerCase();
}
