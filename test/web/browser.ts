import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
/** For a person to look at; `npm run test:browser` says so. */
export const screenshots = join('.evenhand', 'screenshots');

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

/** Tests that need a browser: skipped with a word where there is none, never where CI asks for one. */
export function describeInBrowser(tests: () => void): void {
  if (!isThere)
    process.stderr.write(
      `The browser tests are skipped: no browser at ${executablePath}. Install chromium, or set CHROMIUM_PATH.\n`,
    );
  describe.skipIf(!isThere && !process.env.EVENHAND_BROWSER_REQUIRED)('in a browser', tests);
}

type Visit = (app: Hono, path: string, options?: BrowserContextOptions) => Promise<{ page: Page; strange: string[] }>;

/** Pages of one app, visited with a real browser. `strange`: dialogs, errors and requests to anywhere else. */
export function inBrowser(tests: (visit: Visit) => void): void {
  describeInBrowser(() => {
    let browser: Browser;
    let server: ServerType | undefined;
    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      await new Promise((done) => (server ? server.close(done) : done(null)));
      server = undefined;
    });

    tests(async (app, path, options = {}) => {
      const port = await new Promise<number>((ready) => {
        server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (at: AddressInfo) => ready(at.port));
      });
      const origin = `http://127.0.0.1:${port}`;
      const page = await (await browser.newContext(options)).newPage();
      const strange = watch(page, origin);
      await page.goto(`${origin}${path}`);
      return { page, strange };
    });
  });
}

export function watch(page: Page, origin: string): string[] {
  const strange: string[] = [];
  page.on('dialog', (dialog) => {
    strange.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) strange.push(`request: ${request.url()}`);
  });
  page.on('pageerror', (error) => strange.push(`error: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('status of 4')) strange.push(`console: ${line.text()}`);
  });
  return strange;
}

/** What keeps people out of this page (WCAG 2.2 A and AA, and nothing may stick out), in words. Keeps a picture of it. */
export async function findFaults(page: Page, name: string): Promise<string[]> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    "axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})",
  )) as { violations: { id: string; help: string; nodes: { html: string }[] }[] };
  const beyond = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
  return [
    ...violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.slice(0, 120)}`),
    ...(beyond ? [`sticks out by ${beyond} px`] : []),
  ];
}
