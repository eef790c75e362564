import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { texts } from './texts.ts';

const style = `
:root{color-scheme:light dark;--ink:#1d2433;--ground:#f6f7f9;--card:#fff;--line:#c9ced8;--accent:#1f5fbf}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaf0;--ground:#14171d;--card:#1e232c;--line:#4a5261;--accent:#8ab4ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:42rem;margin:0 auto;padding:1rem}
section,form{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:1rem 0}
blockquote{margin:.5rem 0;padding:.25rem 1rem;border-left:.25rem solid var(--accent);overflow-wrap:anywhere}
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}
label,legend{display:block;font-weight:600;margin:.5rem 0 .25rem}
label.choice{font-weight:400;padding:.5rem 0;min-height:2.75rem}
fieldset{border:0;padding:0;margin:0}
input[type=text],input[type=password],textarea{width:100%;font:inherit;padding:.6rem;border:1px solid var(--line);border-radius:.35rem;background:var(--ground);color:var(--ink)}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.25rem;margin-top:1rem;border:0;border-radius:.35rem;background:var(--accent);color:var(--card)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

/** The secret is in the fragment, which no server sees; this puts it in the field and takes it out of the address bar. */
const script = `
const code=document.getElementById('secret');
if(code&&location.hash.length>1){code.value=decodeURIComponent(location.hash.slice(1));history.replaceState(null,'',location.pathname)}
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=31536000',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

export const page = (title: string, body: unknown) => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · ${texts.title}</title><style>${raw(style)}</style></head>
<body><main><h1>${title}</h1>${body}</main><script>${raw(script)}</script></body>
</html>`;
