import { stampAsSes, type Verdict } from '../../lib/local/stamp.ts';

export interface Written {
  from?: string;
  to?: string;
  subject?: string;
  /** Further header lines. */
  headers?: string[];
  /** Bytes as latin-1. */
  body?: string;
  verdict?: Verdict;
  /** Whose verdict it is, where the envelope says other than From. */
  domain?: string;
}

let written = 0;

/** A letter as the receiving server keeps it, as latin-1; each has a Message-ID of its own. */
export function mailOf({
  from = 'Martin Oyelaran <martin.oyelaran@quayside-logistics.example>',
  to = 'support@haldenlabels.example',
  subject = 'Labels',
  headers = [],
  body = 'Please send us twenty rolls of the thermal transfer labels 100 x 50 mm.',
  verdict = 'pass',
  domain = /@([\w.-]+)/.exec(from)?.[1] ?? '',
}: Written = {}): string {
  written += 1;
  const id = `Message-ID: <written-${written}@${domain}>`;
  const lines = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, id, 'MIME-Version: 1.0', ...headers, '', body];
  return stampAsSes(Buffer.from(lines.join('\r\n'), 'latin1'), { verdict, domain, recipient: to }).toString('latin1');
}

/** The header lines and the body of a multipart mail. */
export function partsOf(type: string, parts: { headers?: string[]; body: string }[], boundary = 'part'): Written {
  const all = parts.map(({ headers: lines = [], body }) => [`--${boundary}`, ...lines, '', body].join('\r\n'));
  return {
    headers: [`Content-Type: ${type}; boundary="${boundary}"`],
    body: `${all.join('\r\n')}\r\n--${boundary}--\r\n`,
  };
}
