import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ask, decided, hostile } from '../domain/reply/builders.ts';
import { deskInMemory, publicId, secret } from './desk-in-memory.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const findUnreadable = readFileSync(`${import.meta.dirname}/find-unreadable.js`, 'utf8');
const isThere = existsSync(executablePath);
if (!isThere)
  process.stderr.write(
    `The browser tests are skipped: no browser at ${executablePath}. Install chromium, or set CHROMIUM_PATH.\n`,
  );

describe.skipIf(!isThere && !process.env.EVENHAND_BROWSER_REQUIRED)('in a browser', () => {
  let browser: Browser;
  let server: ServerType | undefined;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await new Promise((done) => (server ? server.close(done) : done(null)));
    server = undefined;
  });

  /** The page of one waiting approval, as the link in the mail opens it. */
  async function visit(
    desk: ReturnType<typeof deskInMemory>,
    options: BrowserContextOptions = {},
    hash = `#${secret}`,
  ) {
    const port = await new Promise<number>((ready) => {
      server = serve({ fetch: desk.app.fetch, port: 0, hostname: '127.0.0.1' }, (at: AddressInfo) => ready(at.port));
    });
    const page = await (await browser.newContext(options)).newPage();
    const strange: string[] = [];
    page.on('dialog', (dialog) => {
      strange.push(`dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on('request', (request) => {
      if (new URL(request.url()).pathname !== `/a/${publicId}`) strange.push(`request: ${request.url()}`);
    });
    page.on('pageerror', (error) => strange.push(`error: ${error.message}`));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('status of 4')) strange.push(`console: ${line.text()}`);
    });
    await page.goto(`http://127.0.0.1:${port}/a/${publicId}${hash}`);
    return { page, strange };
  }
  const openRequest = (page: Page) => page.getByRole('button', { name: 'Show the request' }).click();

  test('from the link to the decision with the keyboard alone', async () => {
    const desk = deskInMemory();
    const { page, strange } = await visit(desk);
    await page.getByLabel('Code from the mail').focus();
    expect(await page.getByLabel('Code from the mail').inputValue()).toBe(secret);
    expect(page.url()).not.toContain(secret);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Acme' }).waitFor();
    while (!(await page.evaluate("document.activeElement.matches('[type=radio]')"))) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('worth it');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    expect(desk.kept()).toMatchObject({ answer: 'approved', reason: 'worth it' });
    expect(strange).toEqual([]);
  });

  test('without JavaScript the code from the mail opens and decides', async () => {
    const desk = deskInMemory();
    const { page } = await visit(desk, { javaScriptEnabled: false });
    await page.getByLabel('Code from the mail').fill(` ${secret} `);
    await openRequest(page);
    await page.getByLabel('Decline: we offer the alternative').check();
    await page.getByLabel('Your reason').fill('too dear');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    expect(desk.kept()).toMatchObject({ answer: 'declined', reason: 'too dear' });
  });

  test('a machine that follows the link and clicks every control, but types nothing, decides nothing', async () => {
    const desk = deskInMemory();
    const { page } = await visit(desk);
    await openRequest(page);
    const controls = page.locator('input:not([type=hidden]), textarea, summary, button, a');
    const count = await controls.count();
    for (let i = 0; i < count; i += 1) await controls.nth(i).click();
    await page.evaluate("document.querySelector('form').submit()");
    await page.getByRole('alert').waitFor();
    expect(count).toBeGreaterThanOrEqual(5);
    expect(desk.seen).toMatchObject({ writes: 0, told: [] });
  });

  test('words of strangers run no script and load nothing', async () => {
    const words = hostile.join('\n');
    const account = {
      id: 'a',
      name: words,
      segment: words,
      manager: 'm@d.example',
      contribution: 1,
      band: 'key' as const,
    };
    const desk = deskInMemory({ senderName: words, text: words, account, asks: [ask(words, decided.customisable)] });
    const { page, strange } = await visit(desk);
    await openRequest(page);
    await page.getByRole('button', { name: 'Decide' }).waitFor();
    expect(await page.locator('main img, main script, main a').count()).toBe(0);
    expect(strange).toEqual([]);
  });

  test('a wrong code leads back to the code field', async () => {
    const { page } = await visit(deskInMemory(), {}, '#wrong');
    await openRequest(page);
    await page.getByRole('link', { name: 'Enter the code again' }).click();
    expect(await page.getByLabel('Code from the mail').inputValue()).toBe('');
  });

  test.each([
    [360, 'light'],
    [360, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)(
    'at %i px, %s, nothing sticks out, every field has a label and every text can be read',
    async (width, colorScheme) => {
      const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(3);
      const desk = deskInMemory({ senderName: long, asks: [ask(long, decided.customisable)] });
      const { page } = await visit(desk, { viewport: { width, height: 740 }, colorScheme });
      await openRequest(page);
      await page.getByRole('button', { name: 'Decide' }).waitFor();
      const found = await page.evaluate(findUnreadable);
      expect(found).toEqual({ sticksOut: 0, unlabelled: [], pale: [] });
    },
  );
});
