import { expect, test } from 'vitest';
import { ask, decided } from '../domain/reply/builders.ts';
import { findFaults, inBrowser } from './browser.ts';
import { deskInMemory, mia, publicId, secret } from './desk-in-memory.ts';
import { hostile } from './hostile.ts';

inBrowser((visitPage) => {
  type Options = Parameters<typeof visitPage>[2];
  const visit = (desk: Awaited<ReturnType<typeof deskInMemory>>, options: Options = {}, hash = `#${secret}`) =>
    visitPage(desk.app, `/a/${publicId}${hash}`, options);

  test('"approve as proposed" takes three taps, the link in the mail included, and a typed reason', async () => {
    const desk = await deskInMemory();
    let taps = 1; // the link in the mail
    const { page, strange } = await visit(desk, { hasTouch: true, viewport: { width: 360, height: 740 } });
    const tap = async (what: ReturnType<typeof page.getByLabel>) => {
      taps += 1;
      await what.tap();
    };
    await page.getByRole('heading', { name: 'Acme' }).waitFor();
    expect(page.url()).not.toContain(secret);
    await tap(page.getByLabel('Your reason'));
    await page.keyboard.type('worth it');
    await tap(page.getByRole('button', { name: 'Approve as proposed' }));
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    expect((await desk.kept()).decision).toMatchObject({ by: mia, reason: 'worth it', answer: { kind: 'approved' } });
    expect(taps).toBe(3);
    expect(strange).toEqual([]);
  });

  test('with the keyboard alone, and Enter in a field decides nothing', async () => {
    const desk = await deskInMemory();
    const { page } = await visit(desk);
    await page.getByRole('heading', { name: 'Acme' }).waitFor();
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 60; i += 1) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${selector}`);
    };
    await tabTo('#reason');
    await page.keyboard.type('worth it');
    await tabTo('form summary');
    await page.keyboard.press('Enter');
    await tabTo('#price');
    await page.keyboard.press('Enter');
    await page.waitForURL(/tone/);
    expect((await desk.kept()).state).toBe('PENDING');
    expect(await page.getByLabel('Your reason').inputValue()).toBe('worth it');
    await tabTo('button[value=approved]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    expect((await desk.kept()).decision?.reason).toBe('worth it');
  });

  test('without JavaScript the code from the mail opens and decides, and what was decided can be undone', async () => {
    const desk = await deskInMemory();
    const { page } = await visit(desk, { javaScriptEnabled: false });
    await page.getByLabel('Code from the mail').fill(` ${secret} `);
    await page.getByRole('button', { name: 'Show the request' }).click();
    await page.getByLabel('Your reason').fill('too dear');
    await page.getByRole('button', { name: 'Decline, offer Standard labels' }).click();
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    expect((await desk.kept()).decision?.answer).toMatchObject({ kind: 'declined', alternative: 'labels' });
    await page.getByRole('button', { name: 'Undo it' }).click();
    await page.getByRole('heading', { name: 'Undone' }).waitFor();
    expect((await desk.kept()).state).toBe('PENDING');
  });

  test('the tone of a letter is told while it is typed', async () => {
    const { page, strange } = await visit(await deskInMemory());
    await page.getByText('Change the no').click();
    await page.getByLabel('What they read if you decline').fill('As per our policy, no. Standard labels.');
    await page.getByText('our policy', { exact: false }).and(page.getByRole('status')).waitFor();
    expect(strange).toEqual([]);
  });

  test('a machine that follows the link and clicks every control, but types nothing, decides nothing', async () => {
    const desk = await deskInMemory();
    const { page } = await visit(desk);
    await page.getByRole('heading', { name: 'Acme' }).waitFor();
    const before = await desk.state();
    const controls = page.locator('summary, main input:not([type=hidden]), textarea, select, button:not(.unseen), a');
    const count = await controls.count();
    for (let i = 0; i < count; i += 1) {
      await controls.nth(i).click();
      await page.keyboard.press('Escape');
    }
    for (const action of ['?decide', '?give', '?undo', '?tone', '?']) {
      const submit = `setTimeout(()=>{const form=document.querySelector('form');form.action=${JSON.stringify(action)};form.submit()})`;
      await Promise.all([page.waitForEvent('load'), page.evaluate(submit)]);
    }
    expect(count).toBeGreaterThan(20);
    expect(await desk.state()).toBe(before);
  });

  test('sixty payloads of strangers in subject, name, body and file names run no script and load nothing', async () => {
    const words = hostile.join('\n');
    const account = { id: 'a', manager: mia, contribution: 1, band: 'key' as const };
    const desk = await deskInMemory({
      senderName: words,
      subject: words,
      text: words,
      attachments: hostile.slice(0, 20).map((name) => ({ name, bytes: 1 })),
      account: { ...account, name: words, segment: words },
      asks: hostile.slice(0, 8).map((payload) => ask(payload, decided.customisable)),
    });
    const { page, strange } = await visit(desk);
    await page.getByRole('button', { name: 'Approve as proposed' }).waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await page.locator('main img, main script, main a, main iframe, main object').count()).toBe(0);
    expect(strange).toEqual([]);
  });

  test('a wrong code leads back to the code field', async () => {
    const { page } = await visit(await deskInMemory(), {}, '#wrong');
    await page.getByRole('link', { name: 'Enter the code again' }).click();
    expect(await page.getByLabel('Code from the mail').inputValue()).toBe('');
  });

  test.each([
    [360, 'light'],
    [360, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)('at %i px, %s, no page has a fault that keeps a person out', async (width, colorScheme) => {
    const long = 'Donaudampfschifffahrtsgesellschaftskapitaen'.repeat(3);
    const desk = await deskInMemory({ senderName: long, asks: [ask(long, decided.customisable)] });
    const { page } = await visit(desk, { viewport: { width, height: 740 }, colorScheme }, '');
    const look = async (name: string) => expect(await findFaults(page, `${name}-${width}-${colorScheme}`)).toEqual([]);
    await look('code');
    await page.getByLabel('Code from the mail').fill(secret);
    await page.getByRole('button', { name: 'Show the request' }).click();
    await page.getByRole('heading', { name: 'Acme' }).waitFor();
    await look('brief');
    for (const summary of await page.locator('summary').all()) await summary.click();
    await look('brief-open');
    await page.evaluate("document.querySelector('form').submit()");
    await page.getByRole('alert').waitFor();
    await look('incomplete');
    await page.getByLabel('Your reason').fill('worth it');
    await page.getByRole('button', { name: 'Approve as proposed' }).click();
    await page.getByRole('heading', { name: 'Decided, thank you' }).waitFor();
    await look('decided');
  });
});
