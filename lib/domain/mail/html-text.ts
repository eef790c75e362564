/** HTML to what a reader sees, in one pass. Hidden text is left out: it is where instructions to machines are planted. */

/** Deeper than this is no letter: it stops a bomb of nested tags from growing the stack of open elements. */
const MAX_OPEN = 2_000;

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const SKIPPED = new Set('head style script title template noscript svg object'.split(' '));
const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol table'.split(' '));
const QUOTES = /gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote|divrplyfwdmsg|appendonsend/;

interface Open {
  name: string;
  hidden: boolean;
  quoted: boolean;
}

/** `hiddenCharacters`: how much was left out because no reader would see it. */
export function htmlToText(html: string): { text: string; hiddenCharacters: number } {
  const open: Open[] = [];
  let hiddenCharacters = 0;
  let out = '';
  let at = 0;
  const isHidden = () => open.at(-1)?.hidden ?? false;
  const isQuoted = () => open.at(-1)?.quoted ?? false;
  const breakLine = (lines: 1 | 2) => {
    const mark = isQuoted() ? '\n> ' : '\n';
    if (out !== '') out += lines === 2 ? mark + mark : mark;
  };
  const say = (raw: string) => {
    if (raw === '') return;
    if (isHidden()) {
      if (!SKIPPED.has(open.find(({ name }) => SKIPPED.has(name))?.name ?? '')) hiddenCharacters += raw.trim().length;
      return;
    }
    const words = decodeEntities(raw).replace(/[ \t\r\n]+/g, ' ');
    out += out === '' || /\s$/.test(out) ? words.trimStart() : words;
  };
  while (at < html.length) {
    const next = html.indexOf('<', at);
    say(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    at = html.startsWith('<!--', next) ? after(html, '-->', next + 4) : after(html, '>', next + 1);
    const tag = html.slice(next, Math.min(at, next + 2_000));
    const [, slash, rawName] = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(tag) ?? [];
    if (!rawName) continue;
    const name = rawName.toLowerCase();
    if (slash) close(name);
    else enter(name, tag);
  }
  return { text: tidy(out), hiddenCharacters };

  function enter(name: string, tag: string) {
    if (name === 'br') return breakLine(1);
    if (BLOCKS.has(name)) breakLine(PARAGRAPHS.has(name) ? 2 : 1);
    if (name === 'li' && !isHidden()) out += '- ';
    if (VOID.has(name) || tag.endsWith('/>') || open.length >= MAX_OPEN) return;
    const hidden = isHidden() || SKIPPED.has(name) || hides(tag);
    const quoted = isQuoted() || name === 'blockquote' || (QUOTES.test(tag.toLowerCase()) && name === 'div');
    open.push({ name, hidden, quoted });
    if (quoted && out !== '' && !out.endsWith('> ')) out += '\n> ';
  }

  function close(name: string) {
    // Only the nearest few: looking through all open elements for a tag that never opened would be quadratic.
    for (let i = open.length - 1; i >= 0 && i >= open.length - 20; i -= 1)
      if (open[i]?.name === name) {
        open.length = i;
        break;
      }
    if (BLOCKS.has(name)) breakLine(PARAGRAPHS.has(name) ? 2 : 1);
  }
}

const after = (html: string, end: string, from: number): number => {
  const found = html.indexOf(end, from);
  return found < 0 ? html.length : found + end.length;
};

function hides(tag: string): boolean {
  if (/\saria-hidden\s?=\s?["']?true/i.test(tag) || /\shidden(?=[\s>=/])/i.test(tag)) return true;
  const style = /\sstyle\s?=\s?(?:"([^"]{0,1000})"|'([^']{0,1000})')/i.exec(tag);
  const rules = (style?.[1] ?? style?.[2] ?? '').toLowerCase().replace(/\s/g, '');
  return (
    /display:none|visibility:hidden|font-size:[01](px|pt)?(;|$|!)|font-size:0|opacity:0(;|$|\.0)|mso-hide:all/.test(
      rules,
    ) || isSameColour(rules)
  );
}

function isSameColour(rules: string): boolean {
  const colour = /(?:^|;)color:([^;]{1,40})/.exec(rules)?.[1];
  const ground = /(?:^|;)background(?:-color)?:([^;]{1,40})/.exec(rules)?.[1];
  return colour !== undefined && colour === ground;
}

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  bull: '•',
  euro: '€',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
};

const decodeEntities = (raw: string): string =>
  raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(NAMED, name) ? NAMED[name]! : whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** At most one empty line in a row, no blanks at line ends. */
function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const isEmpty = (line: string | undefined) => line === undefined || /^(> ?)*$/.test(line);
  return lines
    .filter((line, i) => !(isEmpty(line) && isEmpty(lines[i - 1])))
    .join('\n')
    .trim();
}
