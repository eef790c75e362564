/** The header block as it arrived: order and repetitions matter for what a receiving server vouches for. */
export interface Header {
  /** Lower case. */
  name: string;
  /** Unfolded, not decoded. */
  value: string;
}

/** A header block over this is not mail from a person; 100,000 recipients made other parsers lose From and body silently. */
export const MAX_HEADER_BYTES = 64 * 1024;
export const MAX_HEADERS = 500;

export interface HeaderBlock {
  headers: Header[];
  /** Where the body begins. */
  bodyAt: number;
  faults: string[];
}

/** `raw`: the mail as latin-1 text, so that a character is a byte. Linear. */
export function parseHeaders(raw: string): HeaderBlock {
  const faults: string[] = [];
  const lines: string[] = [];
  let at = 0;
  while (at < raw.length) {
    const end = raw.indexOf('\n', at);
    const line = raw.slice(at, end < 0 ? raw.length : end).replace(/\r$/, '');
    at = end < 0 ? raw.length : end + 1;
    if (line === '') break;
    if (at > MAX_HEADER_BYTES) {
      faults.push(`headers over ${MAX_HEADER_BYTES / 1024} KiB`);
      break;
    }
    if (/^[ \t]/.test(line) && lines.length > 0) lines[lines.length - 1] += ` ${line.trim()}`;
    else lines.push(line);
  }
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    return colon > 0 && /^[!-9;-~]+$/.test(name) ? [{ name, value: line.slice(colon + 1).trim() }] : [];
  });
  if (headers.length > MAX_HEADERS) faults.push(`over ${MAX_HEADERS} headers`);
  if (headers.length === 0) faults.push('no headers');
  return { headers: headers.slice(0, MAX_HEADERS), bodyAt: at, faults };
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
