import { cut, plainLine, withoutUnseen } from './plain-line.ts';

/** Every ASCII punctuation mark may be escaped in Markdown, so all are: no list of the dangerous ones to keep complete. */
const escapeMarkdown = (words: string): string => words.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** A stranger's words inside a line of ours: no markup, no link, no second line comes out of them. */
export const inline = (words: string, most = 300): string => escapeMarkdown(plainLine(words, most));

/** The customer's own words, line by line, as a block quote. Long quotes say no more than short ones. */
export function quote(words: string, most = 400): string {
  const seen = withoutUnseen(words).trim();
  const lines = (seen.length > most ? `${cut(seen, most).trimEnd()}…` : seen).split('\n').map((line) => line.trim());
  // A backslash keeps the line break; before an empty line, where the paragraph ends anyway, it would be read as a word.
  return lines.map((line, i) => `> ${escapeMarkdown(line)}${line && lines[i + 1] ? '\\' : ''}`.trimEnd()).join('\n');
}

/** Markdown as a person reads it in a plain-text mail: escapes gone, links as `words (address)`, the rest as it is. */
export const toPlainText = (markdown: string): string =>
  markdown
    .replace(/(?<!\\)\[([^[\]\n]{1,200})\]\(([^()\s]{1,500})\)/g, '$1 ($2)')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/^#{1,4} /gm, '')
    .replace(/\\([!-/:-@[-`{-~\n])/g, '$1');
