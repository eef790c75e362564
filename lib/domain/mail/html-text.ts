/** HTML to what a reader sees, in one pass. Hidden text is left out: it is where orders to machines are planted. */
import { decodeEntities } from './html-entities.ts';
import { BLOCKS, isHiding, isHistory, PARAGRAPHS, SELF_ENDING, SKIPPED, sizeOf, VOID } from './html-tags.ts';
import { textLines } from './text-lines.ts';

interface Open {
  name: string;
  /** What is in it is no text at all (style, script). */
  skipped: boolean;
  hidden: boolean;
  tiny: boolean;
  quoted: boolean;
}
const ROOT: Open = { name: '', skipped: false, hidden: false, tiny: false, quoted: false };

/** A `>` inside quotes does not end a tag; past this many characters the quotes are taken for broken. */
const MAX_QUOTED_TAG = 8_192;

/** `hiddenCharacters`: how much was left out because no reader would see it. Stops at `maxLength` characters of text. */
export function htmlToText(html: string, maxLength: number): { text: string; hiddenCharacters: number } {
  const open: Open[] = [ROOT];
  /** How many of a name are open, so that an end tag without a start is not searched for. */
  const counts = new Map<string, number>();
  const out = textLines();
  let hiddenCharacters = 0;
  let at = 0;
  while (at < html.length && out.length() <= maxLength) {
    const next = html.indexOf('<', at);
    say(html.slice(at, next < 0 ? html.length : next));
    if (next < 0) break;
    at = endOfMarkup(html, next);
    const [, slash, name] = /^<(\/?)([a-z][a-z0-9:]{0,20})/i.exec(html.slice(next, next + 24)) ?? [];
    if (!name) {
      // "<" before a blank or a digit is a sign of the writer's, as browsers take it.
      if (at === next + 1) say('<');
    } else if (slash) leave(name.toLowerCase());
    else enter(name.toLowerCase(), html.slice(next, at).toLowerCase());
  }
  return { text: out.text(), hiddenCharacters };

  function say(raw: string) {
    if (raw === '') return;
    const { skipped, hidden, tiny, quoted } = open.at(-1)!;
    if (skipped) return;
    const words = decodeEntities(raw);
    if (hidden || tiny) hiddenCharacters += words.trim().length;
    else out.say(words, { quoted, asIs: counts.has('pre') });
  }

  function enter(name: string, tag: string) {
    if (name === 'body') leave('head');
    if (SELF_ENDING.has(name) && open.at(-1)!.name === name) leave(name);
    else if (BLOCKS.has(name) && open.at(-1)!.name === 'p') leave('p');
    const parent = open.at(-1)!;
    if (name === 'br') out.breakLine(parent.quoted);
    else if (BLOCKS.has(name)) out.startBlock(PARAGRAPHS.has(name));
    else if (name === 'td' || name === 'th') out.say(' ', { quoted: parent.quoted, asIs: false });
    if (VOID.has(name) || tag.endsWith('/>')) return;
    const size = sizeOf(tag);
    const hidden = parent.hidden || isHiding(tag);
    open.push({
      name,
      skipped: parent.skipped || SKIPPED.has(name),
      hidden,
      tiny: size === null ? parent.tiny : size === 'tiny',
      quoted: parent.quoted || (name === 'blockquote' && isHistory(tag)),
    });
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (name === 'li' && !hidden) out.say('- ', { quoted: parent.quoted, asIs: false });
  }

  function leave(name: string) {
    if (!counts.has(name)) return;
    for (let last = open.pop()!; ; last = open.pop()!) {
      const left = counts.get(last.name)! - 1;
      if (left > 0) counts.set(last.name, left);
      else counts.delete(last.name);
      if (last.name === name) break;
    }
    if (BLOCKS.has(name)) out.startBlock(PARAGRAPHS.has(name));
  }
}

/** Where the tag, comment or declaration that starts at `from` ends. */
function endOfMarkup(html: string, from: number): number {
  if (html.startsWith('<!--', from)) return after(html, '-->', from + 2);
  const second = html.charCodeAt(from + 1) | 0x20;
  const isTag = (second >= 0x61 && second <= 0x7a) || '/!?'.includes(html[from + 1] ?? ' ');
  if (!isTag) return from + 1;
  let quote = '';
  for (let i = from + 1; i < html.length && i < from + MAX_QUOTED_TAG; i += 1) {
    const letter = html[i]!;
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '>') return i + 1;
    else if ((letter === '"' || letter === "'") && html[i - 1] === '=') quote = letter;
  }
  return after(html, '>', from + 1);
}

function after(html: string, end: string, from: number): number {
  const found = html.indexOf(end, from);
  return found < 0 ? html.length : found + end.length;
}
