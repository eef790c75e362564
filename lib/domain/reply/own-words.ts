import { inline } from './markdown.ts';
import { withoutUnseen } from './plain-line.ts';

/** The longest letter that a person writes on a page. */
export const MAX_OWN_WORDS = 20_000;

/** What a person typed as a mail: one kind of line end, nothing unseen. */
export const asTyped = (words: string): string => withoutUnseen(words).slice(0, MAX_OWN_WORDS).trim();

/** The same as Markdown: every mark is a character, lines stay lines, `> ` still quotes. */
export function ownWordsAsMarkdown(words: string): string {
  const lines = asTyped(words).split('\n');
  return lines
    .map((line, i) => {
      const quoted = /^>\s?/.test(line);
      const text = inline(quoted ? line.replace(/^>\s?/, '') : line, MAX_OWN_WORDS);
      const next = lines[i + 1] ?? '';
      const goesOn = text && next.trim() && /^>/.test(next) === quoted;
      const shown = quoted ? `> ${text}` : text;
      // A quote that ends without an empty line would take the next one in.
      return goesOn ? `${shown}\\` : next.trim() && /^>/.test(next) !== quoted ? `${shown}\n` : shown;
    })
    .join('\n');
}
