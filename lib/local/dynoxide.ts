import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface LocalDynamo {
  endpoint: string;
  close: () => Promise<void>;
}

/** DynamoDB on one machine: a static binary from npm over an SQLite file, or in memory. `dataDir` null: in memory. */
export async function startDynoxide(dataDir: string | null): Promise<LocalDynamo> {
  const given = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (given) return { endpoint: given, close: async () => {} };
  const binary = findBinary();
  if (dataDir) endOrphan(dataDir);
  const port = await freePort();
  const args = ['--port', String(port), ...(dataDir ? ['--db-path', join(dataDir, 'desk.db')] : [])];
  const child = spawn(binary, args, { stdio: 'ignore' });
  if (dataDir && child.pid) writeFileSync(pidFile(dataDir), String(child.pid));
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint, child);
  const close = async () => {
    process.off('exit', endWithUs);
    if (dataDir) rmSync(pidFile(dataDir), { force: true });
    if (child.exitCode === null) await new Promise((done) => child.once('exit', done).kill('SIGTERM'));
  };
  return { endpoint, close };
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/dynoxide`);
  } catch {
    throw new Error(
      `The local table needs the package ${name}, which is not installed here. Install it, or set AWS_ENDPOINT_URL_DYNAMODB to a DynamoDB endpoint of yours.`,
    );
  }
}

const pidFile = (dataDir: string): string => join(dataDir, 'dynoxide.pid');

/** After a kill -9 of the desk its table process lives on, and two of them must never share one file. */
function endOrphan(dataDir: string): void {
  if (!existsSync(pidFile(dataDir))) return;
  const pid = Number(readFileSync(pidFile(dataDir), 'utf8'));
  try {
    const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'dynoxide';
    if (command.includes('dynoxide')) process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
  rmSync(pidFile(dataDir), { force: true });
}

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });

const START_TRIES = 200;

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  for (let tried = 0; tried < START_TRIES && child.exitCode === null; tried += 1) {
    if (await fetch(endpoint, { method: 'POST' }).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('The local table did not start. Is another desk running on the same --data folder?');
}
