import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fieldsOf } from '../web/desk-in-memory.ts';
import { deskProcess } from './desk-process.ts';

let desk: Awaited<ReturnType<typeof deskProcess>>;
beforeEach(async () => {
  desk = await deskProcess();
  await desk.start();
});
afterEach(() => desk.end());

test('a mail by SMTP is answered; a custom wish survives a kill -9 and is approved on the page, once', async () => {
  await desk.send('01-standard-order-from-stock.eml');
  await desk.until('reply', 1);
  await desk.send('04-custom-work-for-a-key-account.eml');
  await desk.until('brief', 1);
  await desk.untilWaiting();

  await desk.kill();
  await desk.start();

  const [brief] = await desk.sentFor('brief');
  const [, path, secret] = /http:\/\/127\.0\.0\.1:\d+(\/a\/\w+)#([\w-]+)/.exec(brief!.text ?? '')!;
  const page = `${desk.url}${path}`;
  const first = await fetch(page);
  expect(await first.text()).not.toContain('integration');
  const opened = await post(page, { secret: secret! });
  expect(opened).toContain('integration');
  const decided = { ...fieldsOf(opened), answer: 'approved', reason: 'worth the effort' };
  expect(await post(`${page}?decide`, decided)).toContain('Decided, thank you');
  await desk.until('reply', 2);
  await post(`${page}?decide`, decided);
  expect(await desk.sentFor('reply')).toHaveLength(2);
  expect(await desk.sentFor('brief')).toHaveLength(1);
  expect(await desk.sentFor('considering')).toHaveLength(1);
});

async function post(url: string, form: Record<string, string>): Promise<string> {
  const headers = { Origin: new URL(url).origin, 'Content-Type': 'application/x-www-form-urlencoded' };
  return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) })).text();
}

test('200 answers at once, half of them no, are one decision and one mail to the customer', async () => {
  await desk.send('04-custom-work-for-a-key-account.eml');
  await desk.until('brief', 1);
  const [brief] = await desk.sentFor('brief');
  const [, path, secret] = /http:\/\/127\.0\.0\.1:\d+(\/a\/\w+)#([\w-]+)/.exec(brief!.text ?? '')!;
  const page = `${desk.url}${path}`;
  const fields = fieldsOf(await post(page, { secret: secret! }));
  const answers = Array.from({ length: 200 }, (_, i) =>
    post(`${page}?decide`, { ...fields, answer: i % 2 ? 'approved' : 'declined', reason: `reason ${i}` }),
  );
  const said = await Promise.all(answers);
  expect(said.filter((text) => text.includes('Decided, thank you'))).toHaveLength(1);
  expect(said.filter((text) => text.includes('Already settled'))).toHaveLength(199);
  await desk.until('reply', 1);
  await desk.told('report');
  expect(await desk.sentFor('reply')).toHaveLength(1);
});

test('a wish that nobody sells is listed with its account while the desk runs', async () => {
  await desk.send('06-new-wish-second-account.eml');
  const listed = async () => JSON.parse(await desk.told('topics', '--json'));
  await vi.waitFor(async () => expect(await listed()).toMatchObject({ accounts: 1, size: 1 }), { timeout: 20_000 });
  expect(await desk.told('topics')).toMatch(/linerless/i);
  expect(await desk.told('report')).toMatch(/linerless/i);
});

test('an address that is not ours is refused', async () => {
  const stranger = { envelope: { from: 'a@b.example', to: 'somebody@else.example' }, raw: 'Subject: x\r\n\r\nx' };
  await expect(desk.transport().sendMail(stranger)).rejects.toMatchObject({ responseCode: 550 });
});
