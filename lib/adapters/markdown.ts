import { Marked } from 'marked';

const escapeHtml = (raw: string): string => raw.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Our own texts may use Markdown; raw HTML is shown as text, only web and mail links become links, nothing is loaded from outside. */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ raw }) => escapeHtml(raw),
    image: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      return /^(https?:\/\/|mailto:)/i.test(href) ? `<a href="${escapeHtml(href)}">${words}</a>` : words;
    },
  },
});

/** The whole HTML part of a mail. */
export const toHtml = (markdown: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5;max-width:40em">${marked.parse(markdown, { async: false })}</body></html>`;
