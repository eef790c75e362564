import { expect, test } from 'vitest';
import { wordsOfMail } from '../../lib/adapters/mail-words.ts';

const mail = (...lines: string[]) => Buffer.from(lines.join('\r\n'), 'latin1');
const plain = (encoding: string, ...body: string[]) =>
  mail('Content-Type: text/plain; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`, '', ...body);
const base64 = (words: string) => Buffer.from(words).toString('base64');

test.each([
  ['as it came', mail('From: Anna Lindqvist <a@b.example>', '', 'text'), 'Anna Lindqvist <a@b.example>'],
  ['in an encoded header', mail(`From: =?utf-8?B?${base64('Zoë Müller')}?= <z@b.example>`, '', ''), 'Zoë Müller'],
  ['in a header of bytes', mail('Subject: for Zo\u00eb', '', ''), 'for Zoë'],
  ['in base64', plain('base64', base64('Yours, Zoë')), 'Yours, Zoë'],
  ['in quoted-printable, across its lines', plain('quoted-printable', 'Zo=C3=', '=AB M=C3=BCller'), 'Zoë Müller'],
  ['where nothing can be parsed', mail('no header at all', 'anna.lind=', '@acme.example'), 'anna.lind@acme.example'],
  ['in HTML, across its tags', mail('Content-Type: text/html', '', '<p>Anna <b>Lind</b>qvist</p>'), 'Anna Lindqvist'],
  [
    'in the name and the text of a file',
    mail(
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/csv; name="of anna.csv"',
      'Content-Disposition: attachment; filename="of anna.csv"',
      'Content-Transfer-Encoding: base64',
      '',
      base64('a;anna.lind@acme.example'),
      '--x--',
    ),
    'a;anna.lind@acme.example',
  ],
  [
    'in a mail within',
    mail(
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: message/rfc822',
      '',
      'From: z@b.example',
      'Content-Transfer-Encoding: base64',
      '',
      base64('inner words'),
      '--x--',
    ),
    'inner words',
  ],
])('words are found %s', async (_, raw, words) => expect(await wordsOfMail(raw)).toContain(words));

test('nothing has no words', async () => expect((await wordsOfMail(new Uint8Array())).trim()).toBe(''));
