/** Recipes for mails as nobody should write them, short enough to be read when one of them fails. */
import fc from 'fast-check';

/** Bytes as latin-1: the words in a row, so many times. */
interface Words {
  words: string[];
  times: number;
}
interface Leaf {
  is: 'leaf';
  headers: string[];
  encoding: string;
  content: Words;
}
interface Parts {
  is: 'parts';
  type: string;
  boundary: string;
  isEnded: boolean;
  parts: Part[];
}
interface Nested {
  is: 'nested';
  depth: number;
  as: 'mail' | 'parts';
  inner: Part;
}
type Part = Leaf | Parts | Nested;
export interface OddMail {
  /** The header line that most of them have, so that more than the lack of it is tried. */
  from: string;
  headers: { name: string; value: Words; fold: string }[];
  part: Part;
  lineEnd: string;
}

const split = (list: string): string[] => list.split('¦');
const CHARSETS = split(
  'utf-8¦us-ascii¦iso-8859-1¦windows-1252¦iso-2022-jp¦shift_jis¦gb18030¦big5¦euc-kr¦utf-16¦utf-16le¦utf-7¦koi8-r¦x-user-defined¦x-nobody-knows¦constructor¦',
);
const NAMES = split(
  'From¦To¦Cc¦Subject¦subject¦Date¦Message-ID¦References¦In-Reply-To¦Return-Path¦Received¦Content-Type¦Content-Transfer-Encoding¦Content-Disposition¦MIME-Version¦Auto-Submitted¦Precedence¦List-Id¦Authentication-Results¦X-Auto-Response-Suppress¦X-Failed-Recipients¦Delivered-To¦Sender¦Reply-To¦¦no colon¦\u00a0From¦From ¦X-\0¦__proto__¦toString',
);
/** What means something in headers, in addresses, in HTML, or above quoted history. */
const SIGNS = [
  'a@b.example¦<¦>¦"¦\\¦(¦)¦,¦;¦:¦@¦.¦ ¦\t¦=¦?¦_¦-¦--¦&¦#¦+¦<a@b.example>¦Jo Meyer¦"Meyer, Jo" ¦undisclosed-recipients:;¦group: a@b.example, c@d.example;',
  "=?utf-8?Q?¦=?utf-8?B?¦=?x?q?=E4=F6?=¦=?utf-8?B?4pyT?=¦=?iso-2022-jp?B?GyRC?=¦?=¦=0D=0A¦%0d%0a¦utf-8''%E2¦multipart/mixed; boundary=¦text/html; charset=¦message/rfc822¦message/delivery-status¦text/calendar; method=REPLY",
  '\r¦\n¦\r\n¦\n\n¦\0¦\x1b$B¦\x7f¦\xff\xfe¦\xe2\x80\xae¦\xf0\x9f\x98\x80¦\xed\xa0\x80¦\xc3¦\x85¦please¦Could you¦twenty¦+49 30 5550 144¦0-0-0-¦x¦aaaaaaaa¦Action: failed\n¦Status: 4.2.2\n',
  '<p>¦<div¦<a href="¦<!--¦-->¦<![CDATA[¦<br>¦</¦style="¦display:none¦font-size:0¦<blockquote type=cite>¦<pre>¦<script>¦&#x¦&#1114112;¦&nbsp¦&lt;¦ hidden',
  '> ¦>>> ¦On 1.1.2026 12:00 ¦ wrote:¦From: ¦Sent: ¦Subject: ¦-----Original Message-----¦Begin forwarded message:¦-- \n¦__¦***¦Am 3. Mai schrieb ',
].flatMap(split);

const words = (most: number): fc.Arbitrary<Words> =>
  fc.record({
    words: fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...SIGNS) }, { weight: 1, arbitrary: bytes }), {
      maxLength: 12,
    }),
    // Most are short; one in some is a flood.
    times: fc.oneof(
      { weight: 12, arbitrary: fc.constant(1) },
      { weight: 2, arbitrary: fc.nat(300) },
      { weight: 1, arbitrary: fc.nat(most) },
    ),
  });
const bytes = fc.string({ maxLength: 24, unit: fc.nat(255).map((byte) => String.fromCharCode(byte)) });

const contentType = fc
  .tuple(
    fc.constantFrom(
      'text/plain',
      'text/html',
      'text/html',
      'application/pdf',
      'image/png',
      'text/calendar',
      'message/rfc822',
      'message/delivery-status',
      'text',
      'x',
    ),
    fc.constantFrom(...CHARSETS),
  )
  .map(([type, charset]) => `Content-Type: ${type}; charset="${charset}"; name="../${charset}"`);
const leaf: fc.Arbitrary<Part> = fc.record({
  is: fc.constant('leaf' as const),
  headers: fc.array(contentType, { maxLength: 1 }),
  encoding: fc.constantFrom('7bit', '8bit', 'base64', 'base64 in name only', 'quoted-printable', 'x-uuencode'),
  content: words(60_000),
});
const part = fc.letrec<{ part: Part; parts: Part; nested: Part }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: leaf },
    { weight: 3, arbitrary: tie('parts') },
    { weight: 1, arbitrary: tie('nested') },
  ),
  parts: fc.record({
    is: fc.constant('parts' as const),
    type: fc.constantFrom(
      'multipart/mixed',
      'multipart/alternative',
      'multipart/related',
      'multipart/report; report-type=delivery-status',
      'multipart/',
    ),
    boundary: fc.constantFrom('b', 'b', '=_x', 'a b', '--', 'b'.repeat(80), "'()+_,-./:=?", ''),
    isEnded: fc.boolean(),
    parts: fc.array(tie('part'), { maxLength: 6 }),
  }),
  nested: fc.record({
    is: fc.constant('nested' as const),
    depth: fc.nat(60),
    as: fc.constantFrom('mail', 'parts'),
    inner: leaf,
  }),
})).part;

export const oddMail: fc.Arbitrary<OddMail> = fc.record({
  from: fc.constantFrom(
    'From: Jo <jo@acme.example>',
    'From: "=?utf-8?Q?J=C3=B6?=" <jo@acme.example>',
    'from:\r\n jo@acme.example',
    '',
  ),
  headers: fc.array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      value: words(400),
      fold: fc.constantFrom('', '', '\r\n ', '\n\t', '\r ', '\r\n'),
    }),
    { maxLength: 14 },
  ),
  part,
  lineEnd: fc.constantFrom('\r\n', '\r\n', '\n', '\r', '\r\r\n'),
});

/** As much as is ever read, and a little more. */
const MAX_BYTES = 1_200_000;
const textOf = ({ words: all, times }: Words): string => {
  const once = all.join('');
  return once.repeat(Math.min(times, Math.ceil(MAX_BYTES / (once.length || 1))));
};

export function render({ from, headers, part: body, lineEnd }: OddMail): Buffer {
  const lines = headers.map(({ name, value, fold }) => `${name}: ${fold}${textOf(value)}`);
  const raw = [...(from ? [from] : []), ...lines, ...linesOf(body)].join('\r\n').slice(0, MAX_BYTES);
  return Buffer.from(lineEnd === '\r\n' ? raw : raw.replaceAll('\r\n', lineEnd), 'latin1');
}

function linesOf(of: Part): string[] {
  if (of.is === 'leaf')
    return [...of.headers, `Content-Transfer-Encoding: ${of.encoding.split(' ')[0]}`, '', encoded(of)];
  if (of.is === 'parts') return multipart(of.type, of.boundary, of.parts.map(linesOf), of.isEnded);
  let inner = linesOf(of.inner);
  for (let at = 0; at < of.depth; at += 1)
    inner =
      of.as === 'mail'
        ? ['Content-Type: message/rfc822', '', ...inner]
        : multipart('multipart/mixed', `b${at}.`, [inner], true);
  return inner;
}

const multipart = (type: string, boundary: string, parts: string[][], isEnded: boolean): string[] => [
  `Content-Type: ${type}; boundary="${boundary}"`,
  '',
  ...parts.flatMap((lines) => [`--${boundary}`, ...lines]),
  ...(isEnded ? [`--${boundary}--`, ''] : []),
];

function encoded({ encoding, content }: Leaf): string {
  const text = textOf(content);
  if (encoding === 'base64') return Buffer.from(text, 'latin1').toString('base64').replace(/.{76}/g, '$&\r\n');
  if (encoding !== 'quoted-printable') return text;
  return text
    .replace(/[^ -<>-~]/g, (byte) => `=${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(/.{72}/g, '$&=\r\n');
}
