import { provenFor, type Sender } from './senders.ts';

/** `matched`: the address that the account is found by. `held`: the reason. */
export type Legitimate = Sender & ({ matched: string } | { held: string });

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
    from: 'jo@xn--grobank-2va.example',
    found: provenFor('xn--grobank-2va.example'),
    matched: 'jo@xn--grobank-2va.example',
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
    headers: ['Received: from mx.bigbank.com by old-firm.example', 'X-Forwarded-To: support@desk.example'],
    found:
      'spf=fail envelope-from=jo@bigbank.com; dkim=pass header.i=@bigbank.com; dmarc=pass header.from=bigbank.com;',
    matched: 'jo@bigbank.com',
  },
  {
    title: 'forwarded by a server that wrote below the words, so that the signature broke',
    from: 'Jo Lind <jo@bigbank.com>',
    below: '\r\n\r\nCAUTION: this mail came from outside.',
    found:
      'spf=fail envelope-from=jo@bigbank.com; dkim=fail header.i=@bigbank.com; dmarc=fail header.from=bigbank.com;',
    held: 'DMARC says fail',
  },
  {
    title: 'an international domain in its own letters',
    from: 'jo@großbank.example',
    found: provenFor('xn--grobank-2va.example'),
    held: 'the domain of From is not plain ASCII',
  },
];
