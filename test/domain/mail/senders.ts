/** Who writes: those who pretend to be of Big Bank (spoofs.ts) and those who are (legitimate.ts), walked by test/story/senders.test.ts. */
import type { Account } from '../../../lib/domain/account/account.ts';
import { mailOf } from '../../builders/mail.ts';

export const bigBank: Account = {
  id: 'big-bank',
  name: 'Big Bank',
  domains: ['bigbank.com', 'bigbank-group.example', 'xn--grobank-2va.example'],
  contacts: ['big.bank.cfo@gmail.com', 'ines@audit.example'],
  segment: 'finance',
  annualRevenue: 900_000,
  grossMarginPct: 40,
  costToServe: 10_000,
  manager: 'mia@desk.example',
  entitlements: [],
  expectations: [],
};

export interface Sender {
  title: string;
  /** As it stands in the header. */
  from: string;
  /** What the receiving server found out. */
  found: string;
  /** Further header lines, below those of the receiving server. */
  headers?: string[];
  /** Above what is asked. */
  above?: string;
  /** Below what is asked. */
  below?: string;
}

/** Everything of this domain's own is in order. */
export const provenFor = (domain: string, envelope = domain): string =>
  `spf=pass (all good) client-ip=203.0.113.9; envelope-from=b@${envelope}; helo=mx.${envelope}; dkim=pass header.i=@${domain}; dmarc=pass header.from=${domain};`;

/** The mail as the receiving server keeps it. */
export function mailFrom({ from, found, headers, above = '', below = '' }: Sender, asked: string): Uint8Array {
  const latin = Buffer.from(from).toString('latin1');
  const raw = mailOf({ from: latin, to: 'support@desk.example', headers, body: `${above}${asked}${below}` });
  // Once, and by a function: only the topmost one is the server's, and what was found may hold a "$".
  return Buffer.from(
    raw.replace(/^Authentication-Results: .*$/m, () => `Authentication-Results: amazonses.com; ${found}`),
    'latin1',
  );
}
