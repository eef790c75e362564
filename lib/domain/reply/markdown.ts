/** A stranger's words as plain words in Markdown: no markup, no link, no heading comes out of them. */
export const escapeMarkdown = (words: string): string =>
  words
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\`*_{}[\]()#+!|<>~&@:.-]/g, (mark) => `\\${mark}`);

/** Long quotes say no more than short ones. */
const MAX_QUOTE = 400;

/** The customer's own words as a block quote. */
export function quote(words: string): string {
  const short = words.length > MAX_QUOTE ? `${words.slice(0, MAX_QUOTE).trimEnd()}…` : words;
  return short
    .split('\n')
    .map((line) => `> ${escapeMarkdown(line.trim())}`)
    .join('\n');
}

/** Markdown as a person reads it in a plain-text mail: escapes gone, links as `words (address)`. */
export const toPlainText = (markdown: string): string =>
  markdown
    .replace(/(?<!\\)\[([^[\]\n]{1,200})\]\(([^()\s]{1,500})\)/g, '$1 ($2)')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/^#{1,4} /gm, '')
    .replace(/\\([\\`*_{}[\]()#+!|<>~&@:.-])/g, '$1');
