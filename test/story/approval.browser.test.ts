import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, openBrowser, screenshots, watch } from '../web/browser.ts';
import { deskProcess } from './desk-process.ts';

describeInBrowser(() => {
  let browser: Browser;
  let desk: Awaited<ReturnType<typeof deskProcess>>;
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    desk = await deskProcess();
    await desk.start();
    browser = await openBrowser();
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await desk.end();
  });

  /** A picture for a person to look at, on a phone and on a desk. */
  const picture = async (page: Page, name: string) => {
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), fullPage: true });
    }
  };
  const mailNamed = async (page: Page, subject: RegExp) => {
    await page.goto(desk.url);
    await page.getByRole('link', { name: subject }).first().click();
  };

  test('from the customer’s mail to the reply: brief in the outbox, page, decision', async () => {
    await desk.send('04-custom-work-for-a-key-account.eml');
    await desk.until('brief', 1);
    const page = await browser.newPage();
    const strange = watch(page, desk.url);
    await mailNamed(page, /^Re: Connecting our LIMS/);
    await page.getByText('is looking into it personally').waitFor();
    await picture(page, 'story-1-considered');
    await mailNamed(page, /^Your decision: Northgate Biobank/);
    await picture(page, 'story-2-brief');
    await page.getByRole('link', { name: 'Open its page' }).click();
    await page.getByRole('heading', { name: 'Northgate Biobank' }).waitFor();
    await picture(page, 'story-3-page');
    await page.getByLabel('Your reason').fill('They are worth it.');
    await page.getByRole('button', { name: 'Approve as proposed' }).click();
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    await picture(page, 'story-4-decided');
    await desk.until('reply', 1);
    await mailNamed(page, /^Re: Connecting our LIMS/);
    await page.getByText('Yes, we will do this for you').waitFor();
    await picture(page, 'story-5-reply');
    expect(strange).toEqual([]);
  }, 60_000);
});
