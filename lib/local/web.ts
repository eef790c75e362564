import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { Message } from '../domain/mail/message.ts';
import type { InvokeStep } from './functions.ts';
import type { Outbox } from './outbox.ts';

interface WebOptions {
  port: number;
  invoke: InvokeStep;
  outbox: Outbox;
  /** Parses what was sent, for showing it. */
  open: (raw: Uint8Array) => Promise<Shown>;
}

/** A mail of the outbox as the page shows it. */
export interface Shown extends Pick<Message, 'subject' | 'date'> {
  to: string;
  purpose: string;
  text: string;
}

const SHOWN = 100;

/** The pages of one machine: the outbox is ours, the desk's own pages are the desk function's. */
export async function startWeb({
  port,
  invoke,
  outbox,
  open,
}: WebOptions): Promise<{ port: number; close: () => Promise<void> }> {
  const app = new Hono();
  app.get('/', async (c) => {
    const ids = (await outbox.ids()).slice(0, SHOWN);
    const mails = await Promise.all(
      ids.map(async (id) => ({ id, mail: await open((await outbox.read(id)) ?? new Uint8Array()) })),
    );
    return c.html(outboxPage(mails));
  });
  app.get('/outbox', (c) => c.redirect('/'));
  app.get('/outbox/:id', async (c) => {
    const bytes = await outbox.read(c.req.param('id'));
    return bytes ? c.html(mailPage(await open(bytes))) : c.notFound();
  });
  const toDesk = async (c: Context) => {
    const answer = (await invoke('desk', await asApiEvent(c.req.raw))) as ApiAnswer;
    const body = answer.isBase64Encoded ? Buffer.from(answer.body, 'base64') : answer.body;
    const headers = new Headers(answer.headers);
    for (const cookie of answer.cookies ?? []) headers.append('Set-Cookie', cookie);
    return new Response(c.req.method === 'HEAD' ? null : body, { status: answer.statusCode, headers });
  };
  for (const path of ['/a/*', '/s/*', '/desk', '/desk/*']) app.all(path, toDesk);
  return new Promise((ready, failed) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, (info) =>
      ready({ port: info.port, close: () => new Promise((done) => server.close(() => done())) }),
    );
    server.once('error', failed);
  });
}

interface ApiAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies?: string[];
  body: string;
  isBase64Encoded?: boolean;
}

/** A request as the HTTP API hands it to a Lambda (payload format 2.0). */
async function asApiEvent(request: Request) {
  const url = new URL(request.url);
  const http = {
    method: request.method,
    path: url.pathname,
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: request.headers.get('user-agent') ?? '',
  };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries([...request.headers].filter(([name]) => name !== 'cookie')),
    cookies: request.headers.get('cookie')?.split('; '),
    requestContext: { http, domainName: url.host, requestId: 'local', stage: '$default', timeEpoch: 0 },
    body: request.body ? Buffer.from(await request.arrayBuffer()).toString('base64') : undefined,
    isBase64Encoded: true,
  };
}

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1rem}
li{margin:.75rem 0;list-style:none}ul{padding:0}a{overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #8886;border-radius:.5rem;padding:1rem}
.tag{border:1px solid #8886;border-radius:1rem;padding:.1rem .6rem;font-size:.85rem}`;

const frame = (title: string, body: unknown, refresh = false) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">${refresh ? raw('<meta http-equiv="refresh" content="3">') : ''}<title>${title}</title><style>${raw(style)}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;

const purposes: Record<string, string> = {
  brief: 'waits for the account manager',
  digest: 'waits for the account manager',
  handed: 'handed to a person',
  considering: 'being considered',
  'sign-in': 'link to sign in',
};

const outboxPage = (mails: { id: string; mail: Shown }[]) =>
  frame(
    'Outbox',
    mails.length === 0
      ? html`<p>Nothing has been sent yet. Write a mail to the desk and look again.</p>`
      : html`<ul>${mails.map(({ id, mail }) => html`<li><a href="/outbox/${id}">${mail.subject || '(no subject)'}</a><br>to ${mail.to} · <span class="tag">${purposes[mail.purpose] ?? mail.purpose}</span></li>`)}</ul>`,
    true,
  );

/** Only our own links become links here; the customer's words stay words. */
function mailPage(mail: Shown) {
  const isForStaff = ['brief', 'digest', 'sign-in'].includes(mail.purpose);
  const links = isForStaff ? [...mail.text.matchAll(OUR_LINK)].map(([link]) => link) : [];
  return frame(
    mail.subject || '(no subject)',
    html`<p>to ${mail.to} · <span class="tag">${purposes[mail.purpose] ?? mail.purpose}</span></p>${links.map((link) => html`<p><a href="${link}">Open its page</a></p>`)}<pre>${mail.text}</pre><p><a href="/">Outbox</a></p>`,
  );
}

const OUR_LINK = /https?:\/\/[^\s/<>]{1,100}\/[as]\/[\w-]{1,64}#[\w-]{1,100}/g;
