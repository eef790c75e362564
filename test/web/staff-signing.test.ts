import { describe, expect, test } from 'vitest';
import { hashSecret } from '../../lib/adapters/secrets.ts';
import { lea, mia, staffDesk } from './staff-desk.ts';

type Desk = Awaited<ReturnType<typeof staffDesk>>;

const ask = (desk: Desk, address: string, headers = {}) =>
  desk.request('/desk/sign-in', { method: 'POST', body: { address }, headers });
const linkIn = (desk: Desk) => {
  const [, publicId = '', secret = ''] = /\/s\/(\w+)#(\w+)/.exec(desk.seen.mails.at(-1)?.text ?? '') ?? [];
  return { publicId, secret };
};
const take = (desk: Desk, { publicId, secret }: ReturnType<typeof linkIn>, address = mia, headers = {}) =>
  desk.request(`/s/${publicId}`, { method: 'POST', body: { secret, address }, headers });
const cookieOf = (response: Response) => /__Host-evenhand=([^;]*)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1];
const wholeOf = async (response: Response) => [response.status, await response.text(), [...response.headers]];

describe('a link to sign in', () => {
  test('is mailed to who works here, and opens the desk once', async () => {
    const desk = await staffDesk();
    await ask(desk, ` Mia@Desk.Example `);
    expect(desk.seen.mails.map(({ to, subject }) => [to, subject])).toEqual([[mia, 'Your link to sign in']]);
    const link = linkIn(desk);
    const taken = await take(desk, link);
    expect([taken.status, taken.headers.get('Location')]).toEqual([303, '/desk']);
    const page = await desk.request('/desk', { cookie: cookieOf(taken) });
    expect(await page.text()).toContain('<h1>Requests</h1>');
    expect((await take(desk, link)).status).toBe(403);
  });

  test('its cookie is kept from scripts, from plain connections and from other sites, for twelve hours', async () => {
    const desk = await staffDesk();
    await ask(desk, mia);
    expect((await take(desk, linkIn(desk))).headers.get('Set-Cookie')).toMatch(
      /^__Host-evenhand=\w+\.\w+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test('the answer is the same for everybody: who works here, who does not, who asked just now, whose mail does not leave', async () => {
    const desk = await staffDesk();
    const usual = await wholeOf(await ask(desk, mia));
    for (const address of [mia, 'eve@evil.example', '', 'x'.repeat(5_000), `${lea}\r\nBcc: eve@evil.example`])
      expect(await wholeOf(await ask(desk, address))).toEqual(usual);
    desk.seen.isMailBroken = true;
    expect(await wholeOf(await ask(desk, lea))).toEqual(usual);
    expect(desk.seen.mails).toHaveLength(1);
  });

  test('a person is mailed once in two minutes', async () => {
    const desk = await staffDesk();
    await ask(desk, mia);
    desk.clock.pass(119);
    await ask(desk, mia);
    expect(desk.seen.mails).toHaveLength(1);
    desk.clock.pass(1);
    await ask(desk, mia);
    expect(desk.seen.mails).toHaveLength(2);
  });

  test.each([
    ['just before fifteen minutes are over', 899, 303],
    ['when they are over', 900, 403],
  ])('works %s: %i s, %i', async (_, seconds, status) => {
    const desk = await staffDesk();
    await ask(desk, mia);
    desk.clock.pass(seconds);
    expect((await take(desk, linkIn(desk))).status).toBe(status);
  });

  test('used, expired, foreign, wrong, shortened or made up: one page for all, and a right one is not used up', async () => {
    const desk = await staffDesk();
    await ask(desk, lea);
    const leas = linkIn(desk);
    await ask(desk, mia);
    const link = linkIn(desk);
    const usual = await wholeOf(await take(desk, { publicId: 'nobodyhasthis234', secret: 'x' }));
    const wrong: [ReturnType<typeof linkIn>, string][] = [
      [{ ...link, secret: `x${link.secret.slice(1)}` }, mia],
      [{ ...link, secret: link.secret.slice(0, -1) }, mia],
      [{ ...link, secret: hashSecret(link.secret) }, mia],
      [{ ...link, secret: '' }, mia],
      [{ ...link, secret: leas.secret }, mia],
      [link, lea],
      [link, ''],
      [link, 'eve@evil.example'],
      [{ ...link, publicId: 'x'.repeat(3_000) }, mia],
      [{ ...link, publicId: '%00%ff' }, mia],
    ];
    for (const [given, address] of wrong) expect(await wholeOf(await take(desk, given, address))).toEqual(usual);
    expect((await take(desk, link)).status).toBe(303);
    expect(await wholeOf(await take(desk, link))).toEqual(usual);
    desk.clock.pass(900);
    expect(await wholeOf(await take(desk, leas, lea))).toEqual(usual);
  });

  test('of many who use it at once one gets in', async () => {
    const desk = await staffDesk();
    await ask(desk, mia);
    const link = linkIn(desk);
    const taken = await Promise.all(Array.from({ length: 20 }, () => take(desk, link)));
    expect(taken.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  test('of somebody who has left the desk opens nothing', async () => {
    const desk = await staffDesk();
    await ask(desk, mia);
    desk.settings.managers = desk.settings.managers.filter(({ address }) => address !== mia);
    expect((await take(desk, linkIn(desk))).status).toBe(403);
  });

  test('looking at it changes nothing and looks the same for every id', async () => {
    const desk = await staffDesk();
    await ask(desk, mia);
    const link = linkIn(desk);
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
      expect(await wholeOf(await desk.request(`/s/${link.publicId}`, { method }))).toEqual(
        await wholeOf(await desk.request('/s/nobodyhasthis234', { method })),
      );
    expect((await take(desk, link)).status).toBe(303);
  });

  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['no browser', { 'Sec-Fetch-Site': '' }],
  ])('a form from %s neither asks for one nor uses it', async (_, headers) => {
    const desk = await staffDesk();
    expect((await ask(desk, mia, headers)).status).toBe(403);
    expect(desk.seen.mails).toEqual([]);
    await ask(desk, mia);
    expect((await take(desk, linkIn(desk), mia, headers)).status).toBe(403);
    expect((await take(desk, linkIn(desk))).status).toBe(303);
  });
});

describe('a session', () => {
  test('ends after twelve hours', async () => {
    const desk = await staffDesk();
    const { look } = await desk.as(mia);
    desk.clock.pass(12 * 3_600 - 1);
    expect((await look('/desk/cases')).status).toBe(200);
    desk.clock.pass(1);
    expect((await look('/desk/cases')).status).toBe(403);
  });

  test('ends at once for who is taken out of the settings', async () => {
    const desk = await staffDesk();
    const { look } = await desk.as(lea);
    desk.settings.staff = desk.settings.staff.filter(({ address }) => address !== lea);
    const { status, text } = await look('/desk/held');
    expect(status).toBe(403);
    expect(text).toContain('Mail me a link');
  });

  test('is closed by signing out, also from a page that was open for too long', async () => {
    const desk = await staffDesk();
    const { look, cookie } = await desk.as(mia);
    const pass = /name="pass" value="([^"]*)"/.exec((await look('/desk')).text)?.[1] ?? '';
    desk.clock.pass(3_601);
    const out = await desk.request('/desk/sign-out', { method: 'POST', cookie, body: { pass } });
    expect(await out.text()).toContain('You are signed out');
    expect(out.headers.get('Set-Cookie')).toMatch(/^__Host-evenhand=; Max-Age=0; Path=\/; .*Secure/);
    expect((await desk.request('/desk/cases', { cookie })).status).toBe(403);
  });

  test('is not closed by another site', async () => {
    const desk = await staffDesk();
    const { cookie } = await desk.as(mia);
    await desk.request('/desk/sign-out', { method: 'POST', cookie, headers: { 'Sec-Fetch-Site': 'cross-site' } });
    expect((await desk.request('/desk/cases', { cookie })).status).toBe(200);
  });

  test('with a wrong, old, foreign or made-up cookie there is none, and every path looks alike', async () => {
    const desk = await staffDesk();
    const { cookie } = await desk.as(mia);
    const [id] = cookie.split('.');
    const usual = await wholeOf(await desk.request('/desk/no-such-page'));
    for (const wrong of [
      `${id}.other`,
      `${id}.`,
      `${id}`,
      '.',
      `${id}.${hashSecret('cookie')}`,
      `${'x'.repeat(3_000)}.x`,
    ])
      for (const path of ['/desk/cases', '/desk/held/held', '/desk/no-such-page'])
        expect(await wholeOf(await desk.request(path, { cookie: wrong }))).toEqual(usual);
    const posted = await desk.request('/desk/held/held?file', { method: 'POST', body: { reason: 'because' } });
    expect(await wholeOf(posted)).toEqual(usual);
  });
});
