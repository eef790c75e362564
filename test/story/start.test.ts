import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort } from '../../lib/local/dynoxide.ts';
import { fieldsOf } from '../web/desk-in-memory.ts';

let dir: string;
let smtpPort: number;
let webPort: number;
let desk: ChildProcess;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'evenhand-start-'));
  [smtpPort, webPort] = [await freePort(), await freePort()];
  cpSync('desk', join(dir, 'desk'), { recursive: true });
  const policy = readFileSync('desk/policy.yaml', 'utf8');
  writeFileSync(join(dir, 'desk/policy.yaml'), policy.replace(/undoMinutes: \d+/, 'undoMinutes: 0'));
});
afterEach(async () => {
  if (desk.exitCode === null && desk.signalCode === null) await Promise.all([once(desk, 'exit'), desk.kill('SIGTERM')]);
  rmSync(dir, { recursive: true, force: true });
});

const start = async () => {
  desk = spawn(process.execPath, [
    'bin/evenhand.ts',
    'start',
    '--desk',
    join(dir, 'desk'),
    '--data',
    dir,
    '--smtp-port',
    `${smtpPort}`,
    '--web-port',
    `${webPort}`,
  ]);
  let said = '';
  desk.stdout?.on('data', (chunk) => (said += chunk));
  await vi.waitFor(() => expect(said).toContain('is open'), { timeout: 60_000, interval: 20 });
};
const send = (name: string) =>
  createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true }).sendMail({
    envelope: { from: 'anybody@sender.example', to: 'support@haldenlabels.example' },
    raw: readFileSync(join('desk/mail', name)),
  });
const outbox = () =>
  Promise.all(
    readdirSync(join(dir, 'outbox')).map((file) => PostalMime.parse(readFileSync(join(dir, 'outbox', file)))),
  );
const purposeOf = (mail: { headers: { key: string; value: string }[] }) =>
  mail.headers.find(({ key }) => key === 'x-evenhand-purpose')?.value;
const sentFor = async (purpose: string) => (await outbox()).filter((mail) => purposeOf(mail) === purpose);
const until = (purpose: string, count: number) =>
  vi.waitFor(async () => expect(await sentFor(purpose)).toHaveLength(count), { timeout: 20_000, interval: 20 });

test('a mail by SMTP is answered; a custom wish survives a kill -9 and is approved on the page, once', async () => {
  await start();
  await send('01-standard-order-from-stock.eml');
  await until('reply', 1);
  await send('04-custom-work-for-a-key-account.eml');
  await until('brief', 1);
  const waiting = async () => JSON.parse(await told('report', '--json')).outcomes['awaiting-approval'];
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000 });

  desk.kill('SIGKILL');
  await once(desk, 'exit');
  await start();

  const [brief] = await sentFor('brief');
  const [, path, secret] = /http:\/\/127\.0\.0\.1:\d+(\/a\/\w+)#([\w-]+)/.exec(brief!.text ?? '')!;
  const page = `http://127.0.0.1:${webPort}${path}`;
  const first = await fetch(page);
  expect(await first.text()).not.toContain('integration');
  const opened = await post(page, { secret: secret! });
  expect(opened).toContain('integration');
  const decided = { ...fieldsOf(opened), answer: 'approved', reason: 'worth the effort' };
  expect(await post(`${page}?decide`, decided)).toContain('Decided, thank you');
  await until('reply', 2);
  await post(`${page}?decide`, decided);
  expect(await sentFor('reply')).toHaveLength(2);
  expect(await sentFor('brief')).toHaveLength(1);
  expect(await sentFor('considering')).toHaveLength(1);
});

const told = async (...words: string[]) =>
  (await promisify(execFile)(process.execPath, ['bin/evenhand.ts', ...words, '--data', dir])).stdout;

async function post(url: string, form: Record<string, string>): Promise<string> {
  const headers = { Origin: new URL(url).origin, 'Content-Type': 'application/x-www-form-urlencoded' };
  return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) })).text();
}

test('a wish that nobody sells is listed with its account while the desk runs', async () => {
  await start();
  await send('06-new-wish-second-account.eml');
  const listed = async () => JSON.parse(await told('topics', '--json'));
  await vi.waitFor(async () => expect(await listed()).toMatchObject({ accounts: 1, size: 1 }), { timeout: 20_000 });
  expect(await told('topics')).toMatch(/linerless/i);
  expect(await told('report')).toMatch(/linerless/i);
});

test('an address that is not ours is refused', async () => {
  await start();
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  const stranger = { envelope: { from: 'a@b.example', to: 'somebody@else.example' }, raw: 'Subject: x\r\n\r\nx' };
  await expect(transport.sendMail(stranger)).rejects.toMatchObject({ responseCode: 550 });
});
