/** Lines 16 to 22 of the acceptance list: what is read of a mail, and what is made of it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { s3Client } from '../../lib/adapters/aws-clients.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { s3ObjectStore } from '../../lib/adapters/s3-object-store.ts';
import { mailOf, partsOf } from '../builders/mail.ts';
import { type Desk, deliver, headOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskUnderTest();
});
afterAll(() => desk.close());

const order = 'Please send us twenty rolls of the thermal transfer labels 100 x 50 mm.';
const plain = { headers: ['Content-Type: text/plain'], body: order };
const base64 = (type: string, content: Uint8Array) => ({
  headers: [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'],
  body: Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
});
const answered = { route: 'answer', asks: [{ ask: { text: order }, decision: { disposition: 'standard' } }] };

describe('16 39 MB attachment -> decided in <= 3 s, <= 400 MB, attachment not opened', () => {
  const large = () =>
    mailOf(partsOf('multipart/mixed', [plain, base64('application/pdf; name="a.pdf"', new Uint8Array(28e6))]));

  test('decided like a small one; of the attachment no more is known than the first MiB of the mail holds', async () => {
    const { row, record } = await deliver(desk, large());
    expect(row?.outcome).toBe('answered');
    expect(record).toMatchObject({ ...answered, attachments: [{ name: 'a.pdf' }] });
    expect(record!.attachments[0]!.bytes).toBeLessThan(1024 * 1024);
  });

  // Counted is what a started step works, not what the clock shows: other tests run on the same machine.
  test('at most 3 s of work and 400 MB for reading and deciding', async () => {
    const mails = { small: mailOf(), large: large() };
    expect(mails.large.length).toBeGreaterThan(38e6);
    const inputs = [];
    for (const [name, raw] of Object.entries(mails)) {
      const key = `raw/${name}`;
      await s3ObjectStore(s3Client(), 'mail').put(key, Buffer.from(raw, 'latin1'));
      inputs.push(JSON.stringify({ messageId: messageIdOf(key), key, receivedAt: '2026-11-20T10:00:00.000Z' }));
    }
    const run = promisify(execFile);
    const took = [];
    for (const step of ['read-message', 'decide'])
      took.push(JSON.parse((await run(process.execPath, ['test/story/step-process.ts', step, ...inputs])).stdout));
    const [read, decide] = took;
    expect([read.answer.route, decide.answer.route]).toEqual(['decide', 'answer']);
    expect(read.workMs + decide.workMs).toBeLessThan(3_000);
    expect(Math.max(read.peakMB, decide.peakMB)).toBeLessThan(400);
  });
});

describe('17 zip bomb / 42.zip / nested .eml x 500 -> no expansion', () => {
  test('an archive is flagged, listed by its name and the bytes that were sent', async () => {
    const bomb = Buffer.concat([Buffer.from('PK\x03\x04'), deflateRawSync(new Uint8Array(50e6))]);
    const { record } = await deliver(
      desk,
      partsOf('multipart/mixed', [plain, base64('application/zip; name="42.zip"', bomb)]),
    );
    expect(record).toMatchObject({
      ...answered,
      text: order,
      attachments: [{ name: '42.zip (archive, not opened)', bytes: bomb.length }],
    });
  });

  const nest = (depth: number, wrap: (inner: string, at: number) => string) => {
    let mail = 'From: b@y.example\r\nSubject: inner\r\n\r\nPlease send us everything.';
    for (let at = 0; at < depth; at += 1) mail = `From: b@y.example\r\nSubject: ${at}\r\n${wrap(mail, at)}`;
    return { headers: ['Content-Type: message/rfc822'], body: mail };
  };
  test('nested mails are not opened, and a person looks', async () => {
    const bare = nest(500, (inner) => `Content-Type: message/rfc822\r\n\r\n${inner}`);
    const { record, row, sent } = await deliver(desk, { subject: 'Fwd', ...bare });
    expect(record).toMatchObject({ text: '', asks: [] });
    expect(row?.outcome).toBe('handed-to-person');
    expect(sent.join()).not.toContain('everything');
  });
  test('nested mails in 500 multiparts are flagged: too many parts, parked', async () => {
    const parts = nest(500, (inner, at) => {
      const { headers, body } = partsOf(
        'multipart/mixed',
        [plain, { headers: ['Content-Type: message/rfc822'], body: inner }],
        `b${at}`,
      );
      return `${headers![0]}\r\n\r\n${body}`;
    });
    expect((await deliver(desk, parts)).row).toMatchObject({ kind: 'malformed', outcome: 'parked' });
  });
});

test.each([
  ['HTML-only mail', { headers: ['Content-Type: text/html'], body: `<html><body><p>${order}</p></body></html>` }],
  [
    'text/plain empty + HTML full',
    partsOf('multipart/alternative', [
      { headers: ['Content-Type: text/plain'], body: ' \r\n' },
      { headers: ['Content-Type: text/html'], body: `<p>${order}</p>` },
    ]),
  ],
])('18 %s -> request recognised', async (_, mail) =>
  expect((await deliver(desk, mail)).record).toMatchObject(answered),
);

describe('19 charset unknown, utf-7, iso-2022-jp, wrong base64, NUL -> text usable, no throw', () => {
  const latin = (...bytes: number[]) => Buffer.from(bytes).toString('latin1');
  const type = (charset: string) => `Content-Type: text/plain; charset=${charset}`;
  const encoded = 'Content-Transfer-Encoding: base64';
  const umlauts = 'Muster für Gläser';
  test.each([
    ['charset unknown', [type('x-nobody-knows')], `${order} ${umlauts}`, `${order} ${umlauts}`],
    ['utf-7', [type('utf-7')], `${order} Muster f+APw-r Gl+AOQ-ser +- mehr`, `${order} ${umlauts} + mehr`],
    ['utf-7 in a part', ...alternative(type('UTF-7'), `${order} Muster f+APw-r Gl+AOQ-ser`), `${order} ${umlauts}`],
    [
      'iso-2022-jp',
      [type('iso-2022-jp')],
      `${order} ${latin(0x1b, 0x24, 0x42, 0x25, 0x69, 0x25, 0x59, 0x25, 0x6b, 0x1b, 0x28, 0x42)}`,
      `${order} ラベル`,
    ],
    ['plain text that says it is base64', [type('utf-8'), encoded], order, order],
    [
      'base64 with signs between',
      [type('utf-8'), encoded],
      `@${Buffer.from(order).toString('base64').replace(/.{10}/g, '$&*')}`,
      order,
    ],
    [
      'base64 that ends too early',
      [type('utf-8'), encoded],
      Buffer.from(`${order} !`).toString('base64').slice(0, -3),
      order,
    ],
    ['NUL', [type('utf-8')], order.replaceAll(' ', ' \0'), order],
  ])('%s', async (_, headers, body, text) => {
    const { record, row } = await deliver(desk, {
      headers,
      body: Buffer.from(body, /[^\0-\xff]/.test(body) ? 'utf8' : 'latin1').toString('latin1'),
    });
    expect(record?.text).toBe(text);
    expect(record).toMatchObject({ asks: [{ decision: { disposition: 'standard' } }] });
    expect(row?.outcome).toBe('answered');
  });
  function alternative(header: string, body: string): [string[], string] {
    const { headers, body: all } = partsOf('multipart/alternative', [{ headers: [header], body }]);
    return [headers!, all!];
  }
});

test('20 Subject with encoded CRLF + Bcc -> reply has one recipient and clean header', async () => {
  const { sent } = await deliver(desk, {
    subject: '=?utf-8?Q?hi=0D=0ABcc:_victim=40bank.example=0D=0A=0D=0Abody?=',
    headers: ['Reply-To: victim@bank.example', 'Cc: victim@bank.example'],
  });
  expect(sent).toHaveLength(1);
  const lines = headOf(sent[0]!).split('\n');
  expect(lines.filter((line) => /^(to|cc|bcc):/i.test(line))).toEqual([
    'To: martin.oyelaran@quayside-logistics.example',
  ]);
  expect(lines.filter((line) => /^subject:/i.test(line))).toEqual(['Subject: Re: hi Bcc: victim@bank.example body']);
});

test.each([
  ['empty body', { body: '' }],
  ['only signature', { body: '-- \r\nMartin Oyelaran\r\nQuayside Logistics\r\n+44 1632 960 118' }],
  [
    'only image',
    partsOf('multipart/related', [
      { headers: ['Content-Type: text/html'], body: '<html><body><img src="cid:1"></body></html>' },
      base64('image/png', new Uint8Array(30)),
    ]),
  ],
])('21 %s -> clarifying path (a person asks back), not "decline"', async (_, mail) => {
  const { record, row, sent } = await deliver(desk, mail);
  expect(record?.asks.flatMap(({ decision }) => decision.disposition ?? [])).toEqual([]);
  expect(row?.outcome).toBe('handed-to-person');
  expect(sent.map((raw) => /^To: (.*)$/m.exec(headOf(raw))?.[1])).toEqual([
    expect.stringContaining('@haldenlabels.example'),
  ]);
});

// 22 report export: account named `=HYPERLINK(...)` -> CSV neutralised: test/bin/report-csv.test.ts.
