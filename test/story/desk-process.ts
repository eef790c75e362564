import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { expect, vi } from 'vitest';
import { freePort } from '../../lib/local/dynoxide.ts';

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
      await vi.waitFor(() => expect(said).toContain('is open'), { timeout: 60_000, interval: 20 });
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
      vi.waitFor(async () => expect(await sentFor(purpose)).toHaveLength(count), { timeout: 20_000, interval: 20 }),
    /** Its manager was asked and nothing moves any more: from here on a crash mails no second brief. */
    async untilWaiting() {
      const waiting = async () => JSON.parse(await told('report', '--json')).outcomes['awaiting-approval'];
      await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000 });
    },
    async end() {
      if (desk && desk.exitCode === null && desk.signalCode === null)
        await Promise.all([once(desk, 'exit'), desk.kill('SIGTERM')]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
