/** Who writes: 24 who pretend to be of Big Bank, and 24 who are. Data only; walked by test/story/senders.test.ts. */
import type { Account } from '../../../lib/domain/account/account.ts';
import { mailOf } from '../../builders/mail.ts';

export const bigBank: Account = {
  id: 'big-bank',
  name: 'Big Bank',
  domains: ['bigbank.com', 'bigbank-group.example', 'xn--grobank-6va.example'],
  contacts: ['big.bank.cfo@gmail.com', 'ines@audit.example'],
  segment: 'finance',
  annualRevenue: 900_000,
  grossMarginPct: 40,
  costToServe: 10_000,
  manager: 'priya.nandakumar@haldenlabels.example',
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

/** `held`: the reason. `unknown`: the proven address of somebody who has no account. */
export type Spoof = Sender & ({ held: string } | { unknown: string });
/** `matched`: the address that the account was found by. */
export type Legitimate = Sender & ({ matched: string } | { held: string });

/** Everything of this domain's own is in order. */
const provenFor = (domain: string, envelope = domain): string =>
  `spf=pass (all good) client-ip=203.0.113.9; envelope-from=b@${envelope}; helo=mx.${envelope}; dkim=pass header.i=@${domain}; dmarc=pass header.from=${domain};`;
/** The sender's own is in order, and From names Big Bank. */
const provenElsewhere =
  'spf=pass client-ip=203.0.113.9; envelope-from=b@evil.example; helo=mx.evil.example; dkim=pass header.i=@evil.example; dmarc=none header.from=bigbank.com;';
const NOT_ALIGNED = 'neither DMARC nor an aligned DKIM or SPF result';

export const spoofs: Spoof[] = [
  {
    title: 'the display name is the address of Big Bank',
    from: '"ceo@bigbank.com" <a@evil.example>',
    found: provenFor('evil.example'),
    unknown: 'a@evil.example',
  },
  {
    title: 'two From headers, Big Bank first',
    from: 'ceo@bigbank.com',
    headers: ['From: a@evil.example'],
    found: provenFor('evil.example'),
    held: '2 From headers',
  },
  {
    title: 'two From headers, Big Bank last',
    from: 'a@evil.example',
    headers: ['From: ceo@bigbank.com'],
    found: provenFor('evil.example'),
    held: '2 From headers',
  },
  {
    title: 'a list of addresses in From',
    from: 'Big Bank <ceo@bigbank.com>, a@evil.example',
    found: provenFor('evil.example'),
    held: 'a list of addresses in From',
  },
  {
    title: 'two angle addresses',
    from: '<ceo@bigbank.com> <a@evil.example>',
    found: provenFor('evil.example'),
    held: 'two addresses in From',
  },
  {
    title: 'full-width letters',
    from: 'ceo@\uff42\uff49\uff47\uff42\uff41\uff4e\uff4b.com',
    found: provenElsewhere,
    held: 'the domain of From is not plain ASCII',
  },
  {
    title: 'a Cyrillic letter, in a domain of their own',
    from: 'Big Bank <ceo@xn--bgbank-pvf.com>',
    found: provenFor('xn--bgbank-pvf.com'),
    held: 'imitates bigbank.com',
  },
  {
    title: 'a letter of no width',
    from: 'ceo@big\u200bbank.com',
    found: provenElsewhere,
    held: 'the address in From cannot be read',
  },
  {
    title: 'a digit for a letter, a host below a domain of their own',
    from: 'ceo@mail.b1gbank.com',
    found: provenFor('mail.b1gbank.com'),
    held: 'imitates bigbank.com',
  },
  {
    title: 'Reply-To elsewhere',
    from: 'ceo@bigbank.com',
    headers: ['Reply-To: a@evil.example', 'Cc: b@evil.example'],
    found: provenElsewhere,
    held: NOT_ALIGNED,
  },
  {
    title: 'headers of the receiving server copied lower down',
    from: 'ceo@bigbank.com',
    headers: [
      'Received: from mx.bigbank.com by inbound-smtp.us-east-1.amazonaws.com with SMTP id 2 for us',
      'X-SES-Spam-Verdict: PASS',
      'X-SES-Virus-Verdict: PASS',
      `Authentication-Results: amazonses.com; ${provenFor('bigbank.com')}`,
    ],
    found: provenElsewhere,
    held: NOT_ALIGNED,
  },
  {
    title: 'a signature of another domain',
    from: 'ceo@bigbank.com',
    found: 'spf=none; dkim=pass header.i=@evil.example; dmarc=none header.from=bigbank.com;',
    held: NOT_ALIGNED,
  },
  {
    title: 'an envelope of another domain',
    from: 'ceo@bigbank.com',
    found: 'spf=pass envelope-from=ceo@bigbank.com.evil.example; dkim=none; dmarc=none header.from=bigbank.com;',
    held: NOT_ALIGNED,
  },
  {
    title: 'a name that ends like Big Bank',
    from: 'ceo@notbigbank.com',
    found: provenFor('notbigbank.com'),
    unknown: 'ceo@notbigbank.com',
  },
  {
    title: 'Big Bank as a host below their domain',
    from: 'ceo@bigbank.com.evil.io',
    found: provenFor('bigbank.com.evil.io'),
    unknown: 'ceo@bigbank.com.evil.io',
  },
  {
    title: 'a group that is named like Big Bank',
    from: 'ceo@bigbank.com: a@evil.example;',
    found: provenFor('evil.example'),
    held: 'two addresses in From',
  },
  {
    title: 'an encoded word that spells Big Bank',
    from: '=?utf-8?Q?ceo=40bigbank=2Ecom?= <a@evil.example>',
    found: provenFor('evil.example'),
    unknown: 'a@evil.example',
  },
  {
    title: 'a NUL between two addresses',
    from: 'ceo@bigbank.com\0<a@evil.example>',
    found: provenFor('evil.example'),
    held: 'a bare CR or a NUL in the headers',
  },
  {
    title: 'a comment within the domain',
    from: 'ceo@bigbank.com(that is us).evil.example',
    found: provenFor('bigbank.com.evil.example'),
    unknown: 'ceo@bigbank.com.evil.example',
  },
  {
    title: 'a quoted local part',
    from: '"ceo@bigbank.com"@evil.example',
    found: provenFor('evil.example'),
    held: 'the address in From cannot be read',
  },
  {
    title: 'DMARC failed',
    from: 'ceo@bigbank.com',
    found: 'spf=pass envelope-from=a@evil.example; dkim=fail header.i=@bigbank.com; dmarc=fail header.from=bigbank.com;',
    held: 'DMARC says fail',
  },
  {
    title: 'nothing proven',
    from: 'ceo@bigbank-group.example',
    found: 'spf=none; dkim=none; dmarc=none header.from=bigbank-group.example;',
    held: NOT_ALIGNED,
  },
  {
    title: 'free mail that looks like a contact',
    from: 'Big Bank <big.bank.cf0@gmail.com>',
    found: provenFor('gmail.com'),
    unknown: 'big.bank.cf0@gmail.com',
  },
  {
    title: 'Big Bank in the letter that they pass on',
    from: 'a@evil.example',
    headers: ['Sender: ceo@bigbank.com', 'Resent-From: ceo@bigbank.com'],
    above: '---------- Forwarded message ---------\r\nFrom: Big Bank <ceo@bigbank.com>\r\nSubject: Labels\r\n\r\n',
    found: provenFor('evil.example'),
    unknown: 'a@evil.example',
  },
];

export const legitimate: Legitimate[] = [
  {
    title: 'the very domain',
    from: 'Jo Lind <jo@bigbank.com>',
    found: provenFor('bigbank.com'),
    matched: 'jo@bigbank.com',
  },
  {
    title: 'a host below it',
    from: 'Jo Lind <jo@mail.bigbank.com>',
    found: provenFor('mail.bigbank.com'),
    matched: 'jo@mail.bigbank.com',
  },
  {
    title: 'a host three labels below it',
    from: 'Jo Lind <jo@a.north.mail.bigbank.com>',
    found: provenFor('a.north.mail.bigbank.com'),
    matched: 'jo@a.north.mail.bigbank.com',
  },
  {
    title: 'a contact on free mail',
    from: 'Big Bank <big.bank.cfo@gmail.com>',
    found: provenFor('gmail.com'),
    matched: 'big.bank.cfo@gmail.com',
  },
  {
    title: 'a contact of another firm',
    from: 'Ines Roca <ines@audit.example>',
    found: provenFor('audit.example'),
    matched: 'ines@audit.example',
  },
  {
    title: 'no DMARC policy, an own signature',
    from: 'jo@bigbank.com',
    found: 'spf=softfail envelope-from=b@mailer.example; dkim=pass header.i=@bigbank.com; dmarc=none;',
    matched: 'jo@bigbank.com',
  },
  {
    title: 'no DMARC policy, a signature of the domain above',
    from: 'jo@mail.bigbank.com',
    found: 'spf=none; dkim=pass header.d=bigbank.com; dmarc=none header.from=mail.bigbank.com;',
    matched: 'jo@mail.bigbank.com',
  },
  {
    title: 'no DMARC policy, the signature of a mail service and an own one',
    from: 'jo@bigbank.com',
    found: 'spf=none; dkim=pass header.i=@mailer.example; dkim=pass header.i=@bigbank.com; dmarc=none;',
    matched: 'jo@bigbank.com',
  },
  {
    title: 'no DMARC policy, an own envelope',
    from: 'jo@bigbank.com',
    found: 'spf=pass client-ip=203.0.113.9; envelope-from=jo@bigbank.com; helo=mx; dkim=none; dmarc=none;',
    matched: 'jo@bigbank.com',
  },
  {
    title: 'no DMARC policy, an envelope of a host below',
    from: 'jo@bigbank.com',
    found: 'spf=pass client-ip=203.0.113.9; envelope-from=b-17@bounce.bigbank.com; helo=mx; dkim=none; dmarc=none;',
    matched: 'jo@bigbank.com',
  },
  {
    title: 'upper case',
    from: 'JO LIND <Jo.Lind@BigBank.COM>',
    found: provenFor('BigBank.COM'),
    matched: 'jo.lind@bigbank.com',
  },
  {
    title: 'a plus address',
    from: 'Jo Lind <jo+labels@bigbank.com>',
    found: provenFor('bigbank.com'),
    matched: 'jo+labels@bigbank.com',
  },
  {
    title: 'another domain of the account',
    from: 'jo@bigbank-group.example',
    found: provenFor('bigbank-group.example'),
    matched: 'jo@bigbank-group.example',
  },
  {
    title: 'an international domain in punycode',
    from: 'jo@xn--grobank-6va.example',
    found: provenFor('xn--grobank-6va.example'),
    matched: 'jo@xn--grobank-6va.example',
  },
  {
    title: 'a name with a comma',
    from: '"Lind, Jo" <jo@bigbank.com>',
    found: provenFor('bigbank.com'),
    matched: 'jo@bigbank.com',
  },
  {
    title: 'a name as an encoded word, on a line of its own',
    from: '=?utf-8?Q?J=C3=B6rg_Lind?=\r\n <joerg@bigbank.com>',
    found: provenFor('bigbank.com'),
    matched: 'joerg@bigbank.com',
  },
  {
    title: 'a comment behind the address',
    from: 'jo@bigbank.com (Jo Lind, Big Bank)',
    found: provenFor('bigbank.com'),
    matched: 'jo@bigbank.com',
  },
  {
    title: 'a colleague in Reply-To, others in Cc',
    from: 'Jo Lind <jo@bigbank.com>',
    headers: ['Reply-To: kim@bigbank.com', 'Cc: lee@bigbank.com, ines@audit.example'],
    found: provenFor('bigbank.com'),
    matched: 'jo@bigbank.com',
  },
  {
    title: 'a secretary in Sender, by way of a mail service',
    from: 'Jo Lind <jo@bigbank.com>',
    headers: ['Sender: jo=bigbank.com@mailer.example'],
    found: provenFor('bigbank.com', 'mailer.example'),
    matched: 'jo@bigbank.com',
  },
  {
    title: 'a list of theirs that puts itself into From',
    from: '"Jo Lind via Purchasing" <purchasing@lists.bigbank.com>',
    headers: ['Reply-To: jo@bigbank.com'],
    found: provenFor('lists.bigbank.com'),
    matched: 'purchasing@lists.bigbank.com',
  },
  {
    title: 'forwarded by an employee',
    from: 'Jo Lind <jo@bigbank.com>',
    above:
      '---------- Forwarded message ---------\r\nFrom: Someone <someone@elsewhere.example>\r\nSubject: Labels\r\n\r\n',
    found: provenFor('bigbank.com'),
    matched: 'jo@bigbank.com',
  },
  {
    title: 'forwarded by a server that left the words and the signature alone',
    from: 'Jo Lind <jo@bigbank.com>',
    headers: ['Received: from mx.bigbank.com by old-firm.example', 'X-Forwarded-To: support@haldenlabels.example'],
    found: 'spf=fail envelope-from=jo@bigbank.com; dkim=pass header.i=@bigbank.com; dmarc=pass header.from=bigbank.com;',
    matched: 'jo@bigbank.com',
  },
  {
    title: 'forwarded by a server that wrote below the words, so that the signature broke',
    from: 'Jo Lind <jo@bigbank.com>',
    below: '\r\n\r\nCAUTION: this mail came from outside.',
    found: 'spf=fail envelope-from=jo@bigbank.com; dkim=fail header.i=@bigbank.com; dmarc=fail header.from=bigbank.com;',
    held: 'DMARC says fail',
  },
  {
    title: 'an international domain in its own letters',
    from: 'jo@großbank.example',
    found: provenFor('xn--grobank-6va.example'),
    held: 'the domain of From is not plain ASCII',
  },
];

/** The mail as the receiving server keeps it. */
export function mailFrom({ from, found, headers, above = '', below = '' }: Sender, asked: string): Uint8Array {
  const latin = Buffer.from(from).toString('latin1');
  const raw = mailOf({ from: latin, headers, body: `${above}${asked}${below}` });
  // Once, and by a function: only the topmost one is the server's, and what was found may hold a "$".
  return Buffer.from(
    raw.replace(/^Authentication-Results: .*$/m, () => `Authentication-Results: amazonses.com; ${found}`),
    'latin1',
  );
}
