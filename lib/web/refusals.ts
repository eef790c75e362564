import { html } from 'hono/html';
import { page } from './layout.ts';
import { texts } from './texts.ts';

const t = texts.common;

/** One page for every wrong, old or unknown code. */
export const refusedPage = () => page(t.refusedTitle, html`<p>${t.refused}</p><p><a href="?">${t.again}</a></p>`);
export const foreignPage = () => page(t.foreignTitle, html`<p>${t.foreign}</p>`);
export const failedPage = () => page(t.failedTitle, html`<p>${t.failed}</p>`);
