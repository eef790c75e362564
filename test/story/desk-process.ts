import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { freePort } from '../../lib/local/dynoxide.ts';

/** Looks again until it is so; not a pause of a fixed length. Throws when it never is. */
async function eventually(what: string, isSo: () => Promise<boolean>, milliseconds = 20_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Not so after ${milliseconds / 1000} s: ${what}`);
    await sleep(20);
  }
}

/** `evenhand start` as a process of its own, on a copy of the shipped desk whose replies leave at once. */
export async function deskProcess() {
  const dir = mkdtempSync(join(tmpdir(), 'evenhand-start-'));
  const [smtpPort, webPort] = [await freePort(), await freePort()];
  cpSync('desk', join(dir, 'desk'), { recursive: true });
  const policy = readFileSync('desk/policy.yaml', 'utf8');
  writeFileSync(join(dir, 'desk/policy.yaml'), policy.replace(/undoMinutes: \d+/, 'undoMinutes: 0'));
  const options = ['--desk', join(dir, 'desk'), '--data', dir];
  const ports = ['--smtp-port', `${smtpPort}`, '--web-port', `${webPort}`];
  let desk: ChildProcess | undefined;

  const outbox = () =>
    Promise.all(
      readdirSync(join(dir, 'outbox')).map((file) => PostalMime.parse(readFileSync(join(dir, 'outbox', file)))),
    );
  const sentFor = async (purpose: string) =>
    (await outbox()).filter(
      ({ headers }) => headers.find(({ key }) => key === 'x-evenhand-purpose')?.value === purpose,
    );
  const told = async (...words: string[]) =>
    (await promisify(execFile)(process.execPath, ['bin/evenhand.ts', ...words, '--data', dir])).stdout;

  return {
    url: `http://127.0.0.1:${webPort}`,
    sentFor,
    told,
    transport: () => createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true }),
    async start() {
      desk = spawn(process.execPath, ['bin/evenhand.ts', 'start', ...options, ...ports]);
      let said = '';
      desk.stdout?.on('data', (chunk) => (said += chunk));
      await eventually('the desk is open', async () => said.includes('is open'), 60_000);
    },
    async kill() {
      desk?.kill('SIGKILL');
      await once(desk!, 'exit');
    },
    send(name: string) {
      const envelope = { from: 'anybody@sender.example', to: 'support@haldenlabels.example' };
      return this.transport().sendMail({ envelope, raw: readFileSync(join('desk/mail', name)) });
    },
    until: (purpose: string, count: number) =>
      eventually(`${count} of ${purpose} in the outbox`, async () => (await sentFor(purpose)).length === count),
    /** Its manager was asked and nothing moves any more: from here on a crash mails no second brief. */
    async untilWaiting() {
      const outcomes = async () => JSON.parse(await told('report', '--json')).outcomes;
      await eventually('one request waits', async () => (await outcomes())['awaiting-approval'] === 1);
    },
    async end() {
      if (desk && desk.exitCode === null && desk.signalCode === null)
        await Promise.all([once(desk, 'exit'), desk.kill('SIGTERM')]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
