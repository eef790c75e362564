import { provenFor, type Sender } from './senders.ts';

/** `held`: the reason. `unknown`: the proven address of somebody who has no account. */
export type Spoof = Sender & ({ held: string } | { unknown: string });

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
    title: 'a comment within the domain, where one reader ends it and another goes on',
    from: 'ceo@bigbank.com (that is us) .evil.example',
    found: provenFor('bigbank.com.evil.example'),
    held: 'the verdict is about another From',
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
    found:
      'spf=pass envelope-from=a@evil.example; dkim=fail header.i=@bigbank.com; dmarc=fail header.from=bigbank.com;',
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
