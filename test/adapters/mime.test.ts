import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mimeReader } from '../../lib/adapters/mime.ts';
import type { Message } from '../../lib/domain/mail/message.ts';

const read = mimeReader({ ownAddresses: ['support@haldenlabels.example'] });
const fixture = (name: string) => readFileSync(new URL(`../mail/${name}.eml`, import.meta.url));
const mail = (body: string, headers = '') => Buffer.from(`From: Ann <ann@corvane.example>\r\n${headers}\r\n${body}`);
const parts = (count: number) =>
  mail(`${'--b\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`, 'Content-Type: multipart/mixed; boundary=b\r\n');
const nested = (depth: number) =>
  Buffer.from(
    `From: a@x.example\r\n${Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}.\r\n\r\n--b${i}.\r\n`).join('')}\r\ndeep`,
  );

describe('a mail of each kind', () => {
  test.each<[string, Message['kind'], boolean, Message['identity']['result']]>([
    ['plain-verified', 'person', true, 'verified'],
    ['suppressed-by-gateway', 'person', false, 'verified'],
    ['no-reply-sender', 'person', false, 'verified'],
    ['two-from-headers', 'person', false, 'unverified'],
    ['two-angle-addresses', 'person', false, 'unverified'],
    ['verdicts-of-the-sender', 'person', true, 'unverified'],
    ['letter-with-calendar-file', 'person', true, 'verified'],
    ['forwarded-bounce', 'person', true, 'verified'],
    ['exchange-out-of-office', 'auto-reply', false, 'verified'],
    ['german-absence-note', 'auto-reply', false, 'verified'],
    ['bounce', 'bounce', false, 'unverified'],
    ['delayed', 'delivery-delay', false, 'unverified'],
    ['feedback-report', 'feedback-report', false, 'unverified'],
    ['read-receipt', 'read-receipt', false, 'unverified'],
    ['calendar-reply', 'calendar', false, 'unverified'],
    ['newsletter', 'list', false, 'verified'],
    ['own-letter', 'own', false, 'verified'],
    ['spam', 'spam', false, 'verified'],
    ['not-a-mail', 'malformed', false, 'unverified'],
  ])('%s is of kind %s, may be answered: %s, %s', async (name, kind, mayReply, result) =>
    expect(await read(fixture(name))).toMatchObject({ kind, mayReply, identity: { result } }),
  );
});

describe('what is read', () => {
  test.each([
    [
      'html-only-with-hidden-text',
      'Good morning,\n\nwhat does the H4 cost now — and in which colours:\n\n- grey\n- grün',
    ],
    ['outlook-html-reply', 'Fine, please go ahead.'],
    ['interleaved', 'Hi, answers below.\n\n40 mm.\n\nBy Easter, please.'],
    ['forward-without-a-word', 'Ask Halden whether they print on foil.'],
    ['unknown-charset', 'Grüße, we need 200 labels.'],
    ['japanese', 'ラベルを百枚ください。'],
    ['broken-base64', 'The drawing is attached, please quote.'],
  ])('the text of %s', async (name, text) => expect((await read(fixture(name))).text).toBe(text));

  test('every field of an answer', async () =>
    expect(await read(fixture('outlook-html-reply'))).toMatchObject({
      messageId: '<m3@corvane.example>',
      from: { address: 'ann.lee@corvane.example', name: 'Ann Lee' },
      to: ['support@haldenlabels.example'],
      subject: 'RE: Your offer',
      date: '2026-03-02T09:00:00.000Z',
      quoted: true,
      references: ['<first@haldenlabels.example>', '<offer-7@haldenlabels.example>'],
      warnings: [],
    }));
  test('planted text is told of', async () =>
    expect((await read(fixture('html-only-with-hidden-text'))).warnings).toEqual([
      expect.stringMatching(/^\d+ hidden characters left out$/),
    ]));
  test('a subject of two lines is one line', async () =>
    expect((await read(fixture('two-lines-in-the-subject'))).subject).toBe('hi Bcc: victim@bank.example'));
  test('the folders before a file name go', async () =>
    expect((await read(fixture('broken-base64'))).attachments[0]?.name).toBe('drawing.pdf'));
  test('a hidden part beside the plain text stays hidden', async () => {
    const both = `--b\r\n\r\nHello\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>and<b hidden>order</b> bye</p>\r\n--b--`;
    const { text } = await read(mail(both, 'Content-Type: multipart/mixed; boundary=b\r\n'));
    expect(text).toBe('Hello\n\nand bye');
  });
  test('a letter whose boundary is broken is shown as it came', async () =>
    expect(
      await read(mail('--b\r\n\r\nTen rolls, please.\r\n--b--', 'Content-Type: multipart/mixed;\r\nboundary=b\r\n')),
    ).toMatchObject({
      text: expect.stringContaining('Ten rolls, please.'),
      warnings: ['the parts cannot be told apart'],
    }));
  test('an id that holds what nobody sees is none', async () =>
    expect(
      await read(mail('hi', 'Message-ID: <a\0b@x.example>\r\nReferences: <a\x7f@x.example> <b@x.example>\r\n')),
    ).toMatchObject({ messageId: null, references: ['<b@x.example>'] }));
  test('the type of a file is one short line', async () => {
    const file = `--b\r\n\r\nHi\r\n--b\r\nContent-Type: application/\x7f${'x'.repeat(400)}\r\n\r\nx\r\n--b--`;
    const { attachments } = await read(mail(file, 'Content-Type: multipart/mixed; boundary=b\r\n'));
    expect(attachments[0]?.type).toBe(`application/${'x'.repeat(243)}`);
  });
  test('what is cut is cut between letters', async () => {
    const long = mail(`x${'\u{1f600}'.repeat(40_000)}`, 'Content-Type: text/plain; charset=utf-8\r\n');
    expect((await read(long)).text.isWellFormed()).toBe(true);
  });
  test('an address with a quoted local part is not believed', async () =>
    expect(await read(Buffer.from('From: "x@corvane.example y"@evil.example\r\n\r\nhi'))).toMatchObject({
      from: null,
      mayReply: false,
    }));
  test('nor one with a letter that nobody sees', async () =>
    expect(await read(Buffer.from('From: a\u{ad}d@corvane.example\r\n\r\nhi'))).toMatchObject({ from: null }));
});

describe('limits', () => {
  test('200 parts are read, 201 are malformed with what could be read', async () => {
    expect((await read(parts(200))).kind).toBe('person');
    expect(await read(parts(201))).toMatchObject({ kind: 'malformed', warnings: ['over 200 parts'] });
  });
  test('20 levels are read, 21 are malformed and still name the sender', async () => {
    expect(await read(nested(20))).toMatchObject({ kind: 'person', text: 'deep' });
    expect(await read(nested(21))).toMatchObject({ kind: 'malformed', from: { address: 'a@x.example' } });
  });
  test('a mail cut at a MiB inside an attachment is read', async () => {
    const head =
      '--b\r\n\r\nSee the file.\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n';
    const whole = mail(
      head + 'YWFh\r\n'.repeat(12).concat('YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\n'.repeat(40_000)),
      'Content-Type: multipart/mixed; boundary=b\r\n',
    );
    const message = await read(whole);
    expect(message).toMatchObject({ kind: 'person', text: 'See the file.' });
    expect(message.warnings).toContain('only the first MiB was read');
  });
  test('40,000 recipients leave sender and subject readable', async () => {
    const crowd = `Subject: hi\r\nTo: ${'someone@example.com,\r\n '.repeat(40_000)}x@example.com\r\n`;
    expect(await read(mail('hello', crowd))).toMatchObject({
      kind: 'malformed',
      from: { address: 'ann@corvane.example' },
      subject: 'hi',
    });
  });
  const units = (encoding: string, count: number) =>
    mail('QUE='.repeat(count), `Content-Transfer-Encoding: ${encoding}\r\n`);
  const TOO_MANY = 'only the first 20000 units of base64 were read';
  test('20,000 units of base64 are read, of more only these', async () => {
    expect((await read(units('base64', 20_000))).warnings).toEqual([]);
    expect((await read(units('base64', 40_000))).warnings).toEqual([TOO_MANY]);
    expect((await read(units('base64', 40_000))).text.length).toBeLessThan(41_000);
  });
  test.each(['base(x)64', '\r\n base64', 'quoted-printable\r\n\tbase64', `${' '.repeat(300)}base64`])(
    'also when it is called %j',
    async (encoding) => expect((await read(units(encoding, 20_001))).warnings).toContain(TOO_MANY),
  );
  test('a letter in quoted-printable is read whole, however many signs it has', async () =>
    expect(await read(mail('=41'.repeat(30_000), 'Content-Transfer-Encoding: quoted-printable\r\n'))).toMatchObject({
      text: 'A'.repeat(30_000),
      warnings: [],
    }));
  test('a mebibyte of empty lines is read in part', async () =>
    expect((await read(mail('\n'.repeat(1024 * 1024)))).warnings).toContain('only the first 20000 lines were read'));
});

describe('whatever comes', () => {
  test('any bytes give a message', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        expect((await read(bytes)).kind).toBeTypeOf('string');
      }),
      { numRuns: 200 },
    ));
  const piece = fc.constantFrom(
    'From: ',
    'a@b.example',
    '<',
    '>',
    '"',
    '(',
    '=?utf-8?Q?=0D?=',
    '=?x?B?@?=',
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\0',
    ' ',
    ';',
    ',',
    ':',
    'Content-Type: ',
    'multipart/mixed; boundary=b',
    'text/html; charset=utf-7',
    'text/calendar; method=',
    '--b',
    '--b--',
    'Content-Transfer-Encoding: base64',
    'quoted-printable',
    'Date: Mon, 99',
    'References: <',
    '<p style="',
    '<!--',
    '&#x',
    '> ',
    '\u{1f600}',
    'On 1.1.2026 12:00 ',
    'wrote:',
  );
  test('any pile of mail syntax gives a message that JSON can carry', () =>
    fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 80 }), async (pieces) => {
        const message = await read(Buffer.from(pieces.join('')));
        expect(JSON.parse(JSON.stringify(message))).toEqual(message);
      }),
      { numRuns: 500 },
    ));
});
