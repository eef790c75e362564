import type { Header } from '../../lib/domain/mail/headers.ts';
import type { Envelope } from '../../lib/domain/mail/kind.ts';

/** Headers as `Name: value` lines. */
export const headersOf = (lines: string[]): Header[] =>
  lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
  });

/** A plain letter from a person, with what is said to differ. */
export const letter = (difference: Partial<Omit<Envelope, 'headers'>> & { headers?: string[] } = {}): Envelope => ({
  subject: 'Labels',
  from: 'ann.lee@corvane.example',
  verdicts: null,
  partTypes: [],
  text: 'Do you print on foil?',
  ownAddresses: ['support@haldenlabels.example'],
  ...difference,
  headers: headersOf(['From: Ann Lee <ann.lee@corvane.example>', ...(difference.headers ?? [])]),
});
