import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { Clock, PagePass } from '../../ports.ts';
import { SESSION_HOURS, type signIn } from '../../staff/sign-in.ts';
import { page } from '../layout.ts';
import { isOwnForm } from '../own-form.ts';
import { texts } from '../texts.ts';
import { typedIn } from './form.ts';
import type { StaffEnv } from './frame.ts';

const t = texts.staff;
const site = { site: t.title };

const COOKIE = 'evenhand';
/** `__Host-evenhand`: this host alone, encrypted connections alone. Strict: no other site makes a request with it. */
const cookieOptions = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const;

type SignIn = ReturnType<typeof signIn>;

const addressField = html`<label for="address">${t.address}</label>
<input type="email" id="address" name="address" required autocomplete="email" maxlength="254">`;

const askPage = () =>
  page(
    t.signIn,
    html`<p>${t.signInIntro}</p>
<form method="post" action="/desk/sign-in">
${addressField}
<button>${t.mailLink}</button>
</form>
<p><a href="">${t.goOn}</a></p>`,
    site,
  );
const mailedPage = () => page(t.mailedTitle, html`<p>${t.mailed}</p>`, site);
/** The same bytes whether the link exists or not. */
const linkPage = () =>
  page(
    t.signIn,
    html`<p>${t.linkIntro}</p>
<form method="post" action="?">
<label for="secret">${texts.common.codeLabel}</label>
<input type="text" id="secret" name="secret" required autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="hint">
<p class="hint" id="hint">${texts.common.codeHint}</p>
${addressField}
<button>${t.signIn}</button>
</form>`,
    site,
  );
const refused = (c: Context) =>
  c.html(page(t.refusedTitle, html`<p>${t.refused}</p><p><a href="/desk">${t.askAgain}</a></p>`, site), 403);
const foreign = (c: Context) => c.html(page(texts.common.foreignTitle, html`<p>${t.foreign}</p>`, site), 403);

/** GET, HEAD and OPTIONS change nothing: a link is used by a form with its secret and the address it was mailed to. */
export function signingRoutes({ ask, take }: SignIn): Hono {
  const app = new Hono();
  const fieldsOf = async (c: Context) => typedIn(await c.req.parseBody().catch(() => ({})));
  app.get('/s/:publicId', (c) => c.html(linkPage()));

  app.post('/s/:publicId', async (c) => {
    if (!isOwnForm(c.req.raw)) return foreign(c);
    const { secret = '', address = '' } = await fieldsOf(c);
    const cookie = await take(c.req.param('publicId'), secret.trim(), address);
    if (!cookie) return refused(c);
    setCookie(c, COOKIE, cookie, { ...cookieOptions, maxAge: SESSION_HOURS * 3_600 });
    return c.redirect('/desk', 303);
  });

  app.post('/desk/sign-in', async (c) => {
    if (!isOwnForm(c.req.raw)) return foreign(c);
    const { address = '' } = await fieldsOf(c);
    await ask(address);
    return c.html(mailedPage());
  });
  return app;
}

/** Whoever is not signed in gets the same page everywhere. */
export const mustBeSignedIn =
  ({ whoIs, signOut }: SignIn, { pass, clock }: { pass: PagePass; clock: Clock }): MiddlewareHandler<StaffEnv> =>
  async (c, next) => {
    const visitor = await whoIs(getCookie(c, COOKIE, 'host'));
    if (!visitor) return c.html(askPage(), c.req.path === '/desk' && c.req.method === 'GET' ? 200 : 403);
    const isPost = c.req.method === 'POST';
    if (isPost && !isOwnForm(c.req.raw)) return foreign(c);
    if (isPost && c.req.path === '/desk/sign-out') {
      // Without a pass: a page that was open for too long must still let its reader go.
      await signOut(visitor);
      deleteCookie(c, COOKIE, cookieOptions);
      return c.html(page(t.outTitle, html`<p><a href="/desk">${t.signIn}</a></p>`, site));
    }
    const subject = `session:${visitor.id}`;
    const typed = isPost ? typedIn(await c.req.parseBody().catch(() => ({}))) : {};
    const isFresh = isPost && (await pass.holds(typed.pass ?? '', subject, clock()));
    c.set('me', { ...visitor, typed, isFresh, pass: await pass.issue(subject, clock()) });
    return next();
  };
