import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findFaults, inBrowser } from './browser.ts';
import { hostile } from './hostile.ts';
import { lea, mia, omar, staffDesk } from './staff-desk.ts';

inBrowser((visit) => {
  type Desk = Awaited<ReturnType<typeof staffDesk>>;

  /** Asks for a link, finds it in the mail, types the address again, and is in. */
  async function signIn(page: Page, desk: Desk, person: string) {
    await open(page, '/desk');
    await page.getByLabel('Your mail address').fill(person);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await open(page, linkIn(desk));
    await page.getByLabel('Your mail address').fill(person);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Requests' }).waitFor();
  }
  async function signedIn(desk: Desk, person: string) {
    const { page, strange } = await visit(desk.app, '/desk');
    await signIn(page, desk, person);
    return { page, strange };
  }
  const linkIn = ({ seen }: Desk) => /\/s\/\w+#\w+/.exec(seen.mails.at(-1)?.text ?? '')?.[0] ?? '';
  const open = (page: Page, path: string) => page.goto(`${new URL(page.url()).origin}${path}`);

  async function tabTo(page: Page, selector: string) {
    for (let i = 0; i < 60; i += 1) {
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  }

  test('with the keyboard alone: sign in by the link in the mail, end a commitment, sign out', async () => {
    const desk = await staffDesk();
    const { page, strange } = await visit(desk.app, '/desk');
    await tabTo(page, '#address');
    await page.keyboard.type(mia);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await open(page, linkIn(desk));
    expect(page.url()).not.toContain('#');
    await tabTo(page, '#address');
    await page.keyboard.type(mia);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Requests' }).waitFor();
    await tabTo(page, 'a[href="/desk/commitments"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Commitments' }).waitFor();
    await tabTo(page, 'a[href="/desk/commitments/kept"]');
    await page.keyboard.press('Enter');
    await page.getByLabel('Letter to jo@acme.example').waitFor();
    await tabTo(page, '#reason');
    await page.keyboard.type('nobody uses it');
    await tabTo(page, 'main form button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ended' }).waitFor();
    expect((await desk.commitments.find('kept'))?.ended).toMatchObject({ by: mia, reason: 'nobody uses it' });
    expect(desk.seen.letters).toHaveLength(1);
    await tabTo(page, 'header button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await open(page, '/desk/commitments');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(strange).toEqual([]);
  });

  test('without JavaScript: the code from the mail signs in, and held mail is released', async () => {
    const desk = await staffDesk();
    const { page } = await visit(desk.app, '/desk', { javaScriptEnabled: false });
    await page.getByLabel('Your mail address').fill(lea);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    const [path = '', code = ''] = linkIn(desk).split('#');
    await open(page, path);
    await page.getByLabel('Code from the mail').fill(` ${code} `);
    await page.getByLabel('Your mail address').fill(lea);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Held mail' }).click();
    await page.getByRole('link', { name: 'Labels in our own size' }).first().click();
    await page.getByLabel('Your reason').fill('I called them');
    await page.getByRole('button', { name: 'Release it' }).click();
    await page.getByRole('heading', { name: 'Released' }).waitFor();
    expect(desk.seen.triaged).toEqual(['held']);
  });

  test('a machine that follows the link and presses every control, but types nothing, does not use it up', async () => {
    const desk = await staffDesk();
    const { page } = await visit(desk.app, '/desk');
    await page.getByLabel('Your mail address').fill(mia);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    const link = linkIn(desk);
    await open(page, link);
    for (const control of await page.locator('main input, main button').all()) await control.click();
    await Promise.all([page.waitForEvent('load'), page.evaluate("document.querySelector('form').submit()")]);
    await page.getByRole('heading', { name: 'This link does not open anything' }).waitFor();
    await open(page, link);
    await page.getByLabel('Your mail address').fill(mia);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Requests' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/desk');
  });

  test('a signed-in machine that presses every control on every page, and types nothing, changes nothing but its links', async () => {
    const desk = await staffDesk();
    const { page } = await signedIn(desk, omar);
    const before = await desk.state();
    for (const path of [
      '/desk/held/held',
      '/desk/held/unread',
      '/desk/outbox/doubted/reply',
      '/desk/cases/case-mias',
    ]) {
      await open(page, path);
      const controls = page.locator('main summary, main input:not([type=hidden]), main textarea, main button');
      for (let i = 0; i < (await controls.count()); i += 1) await controls.nth(i).click();
      for (const action of ['?release', '?answer', '?file', '?arrived', '?again', '?'])
        if (await page.locator('main form').count()) {
          const submit = `setTimeout(()=>{const form=document.querySelector('main form');form.action=${JSON.stringify(action)};form.submit()})`;
          await Promise.all([page.waitForEvent('load'), page.evaluate(submit)]);
        }
    }
    expect(await desk.state()).toBe(before);
  });

  test('the tone of a letter is told while it is typed', async () => {
    const desk = await staffDesk();
    const { page, strange } = await signedIn(desk, lea);
    await open(page, '/desk/held/held');
    await page.getByText('Answer it by hand').click();
    await page.getByLabel('Letter to jo@acme.example').fill('Dear Jo, as per our policy, no.');
    await page.getByText('our policy', { exact: false }).and(page.getByRole('status')).waitFor();
    expect(strange).toEqual([]);
  });

  test('what strangers wrote runs no script and loads nothing on any page', async () => {
    const words = hostile.join('\n');
    const account = { id: 'acme', name: words, segment: words, manager: mia, contribution: 1, band: 'key' as const };
    const desk = await staffDesk({ senderName: words, subject: words, text: words, account });
    const { page, strange } = await signedIn(desk, omar);
    for (const path of [
      '',
      '/cases',
      '/cases/case-mias',
      '/commitments',
      '/commitments/kept',
      '/held',
      '/held/held',
      '/outbox',
      '/examples',
    ]) {
      await open(page, `/desk${path}`);
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(
        await page.locator('main img, main script, main iframe, main object, main a[href^="javascript"]').count(),
      ).toBe(0);
    }
    expect(strange).toEqual([]);
  });

  test.each([
    [360, 'light'],
    [360, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)('at %i px, %s, no page has a fault that keeps a person out', async (width, colorScheme) => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(3);
    const desk = await staffDesk({ senderName: long });
    const kept = (await desk.commitments.find('kept'))!;
    await desk.commitments.add({ ...kept, id: 'later', promise: `A promise of ${long}`, reviewOn: '2027-11-20' });
    const { page } = await visit(desk.app, '/desk', { viewport: { width, height: 740 }, colorScheme });
    const look = async (name: string) =>
      expect(await findFaults(page, `desk-${name}-${width}-${colorScheme}`)).toEqual([]);
    await look('sign-in');
    await page.getByLabel('Your mail address').fill(omar);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await look('mailed');
    await open(page, linkIn(desk));
    await look('link');
    await page.getByLabel('Your mail address').fill(omar);
    await page.getByRole('button', { name: 'Sign in' }).click();
    for (const path of [
      'cases',
      'cases/case-kept',
      'commitments',
      'commitments/kept',
      'held',
      'held/held',
      'held/unread',
      'held/doubted',
      'outbox',
      'outbox/doubted/reply',
      'examples',
      'no-such-page',
    ]) {
      await open(page, `/desk/${path}`);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await look(path.replaceAll('/', '-'));
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await look('signed-out');
    await signIn(page, desk, lea);
    await look('requests');
    await open(page, '/desk/commitments/kept');
    await page.evaluate("document.querySelector('main form').submit()");
    await page.getByRole('alert').waitFor();
    await look('commitment-incomplete');
  });
});
