import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { texts } from './texts.ts';

const style = `
:root{color-scheme:light dark;--ink:#1b2230;--quiet:#566074;--ground:#f3f5f8;--card:#fff;--line:#8790a1;--edge:#dde1e8;--accent:#1d5bb8;--on-accent:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e9ebf1;--quiet:#a9b2c3;--ground:#12151b;--card:#1c212a;--line:#758093;--edge:#313947;--accent:#8db6ff;--on-accent:#0d1a2e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.5rem;line-height:1.25;margin:1rem 0;overflow-wrap:anywhere}
h1+.lead{margin-top:-.5rem}.lead{color:var(--quiet)}.lead strong{color:var(--ink)}
h2{font-size:1rem;margin:0 0 .5rem}dl+h2{margin-top:1.5rem}
section,form{background:var(--card);border:1px solid var(--edge);border-radius:.75rem;padding:1.25rem;margin:1rem 0}
blockquote{margin:0 0 1rem;padding:.25rem 0 .25rem 1rem;border-left:.25rem solid var(--accent);overflow-wrap:anywhere}
dl{margin:0}dt{color:var(--quiet);font-size:.9rem}dd{margin:0 0 .75rem;overflow-wrap:anywhere}
details{border-top:1px solid var(--edge)}details[open]{padding-bottom:.75rem}
summary{cursor:pointer;padding:.75rem 0}
.mail,.given{white-space:pre-line;overflow-wrap:anywhere}
label,legend{display:block;font-weight:600;padding:0}
fieldset{border:0;padding:0;margin:0 0 1rem}
label.choice{display:flex;gap:.75rem;align-items:center;font-weight:400;min-height:3rem;padding:.5rem .75rem;margin-top:.5rem;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
label.choice:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
input[type=radio],input[type=checkbox]{width:1.25rem;height:1.25rem;margin:0;flex:none;accent-color:var(--accent)}
input[type=text],input[type=email],input[type=search],textarea,select{width:100%;font:inherit;color:inherit;padding:.6rem .75rem;margin-top:.25rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card)}
.line{display:block}
article{border-top:1px solid var(--edge);padding:.75rem 0}h3{font-size:1rem;margin:1rem 0 .25rem;overflow-wrap:anywhere}
form label{margin-top:1rem}form label.choice{margin-top:.5rem}form>label:first-child{margin-top:0}section>:last-child,form>:last-child{margin-bottom:0}.hint+blockquote{margin-top:.75rem}
.answers{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0 0 1rem}
.unseen{position:absolute;width:1px;height:1px;min-height:0;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%)}
.tone{border-left:.25rem solid #c0392b;padding-left:1rem;font-weight:600}.tone:empty{display:none}
.hint{color:var(--quiet);font-size:.9rem;margin:.25rem 0 0;overflow-wrap:anywhere}
.fault{border-left:.25rem solid #c0392b;padding-left:1rem;font-weight:600}.fault p{margin:.25rem 0}
button{font:inherit;font-weight:600;min-height:3rem;padding:.5rem 1.5rem;margin-top:1rem;border:0;border-radius:.5rem;background:var(--accent);color:var(--on-accent);cursor:pointer}
button.second{background:transparent;color:var(--accent);box-shadow:inset 0 0 0 2px var(--accent)}
@media(max-width:30rem){button:not(.unseen){width:100%}}
a{color:var(--accent)}
.top{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.5rem;max-width:44rem;margin:0 auto;padding:.5rem 1rem 0}
.top ul{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0;padding:0;list-style:none}
.top a{display:block;padding:.6rem 0}.top a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
.top form,.bare{background:none;border:0;margin:0;padding:0}.top form{display:flex;flex-wrap:wrap;align-items:center;gap:0 1rem;margin-left:auto}.top button{width:auto!important;min-height:2.75rem;margin:0;padding:0;box-shadow:none!important;text-decoration:underline}
.rows{background:var(--card);border:1px solid var(--edge);border-radius:.75rem;margin:1rem 0;padding:0 1.25rem;list-style:none}
.rows li{padding:.75rem 0;overflow-wrap:anywhere}.rows li+li{border-top:1px solid var(--edge)}.rows p{margin:0}.rows a{font-weight:600}
.tag{font-weight:600;color:var(--ink)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;

/**
 * The secret is in the fragment, which no server sees: it goes into the field, out of the address bar, and opens the page,
 * which changes nothing. And while somebody types a letter, its tone is looked at.
 */
const script = `
const code=document.getElementById('secret');
if(code&&!code.value&&location.hash.length>1){code.value=location.hash.slice(1);history.replaceState(null,'',location.pathname);code.form.requestSubmit()}
for(const box of document.querySelectorAll('[data-tone]')){let timer;box.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(async()=>{
const answer=await fetch('?tone=live',{method:'POST',body:new URLSearchParams(new FormData(box.form))}).catch(()=>null);
if(answer&&answer.ok)document.getElementById(box.id+'-tone').textContent=(await answer.json())[box.name].join(' ')},400)})}
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const securityHeaders: Record<string, string> = {
  'Content-Security-Policy': `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=31536000',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

interface Around {
  /** Of which part of the desk it is a page. */
  site?: string;
  /** Above the page: navigation. */
  top?: unknown;
}

export const page = (
  title: string,
  body: unknown,
  { site = texts.approval.title, top = '' }: Around = {},
) => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · ${site}</title><style>${raw(style)}</style></head>
<body>${top}<main><h1>${title}</h1>${body}</main><script>${raw(script)}</script></body>
</html>`;
