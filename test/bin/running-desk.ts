import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { localTable } from '../../bin/commands/local-data.ts';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { compileDesk } from '../../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../../lib/local/desk.ts';
import { folderObjects } from '../../lib/local/objects.ts';
import { folderOutbox } from '../../lib/local/outbox.ts';
import { noteRunning, noteStopped } from '../../lib/local/running.ts';
import { createTable } from '../../lib/local/table.ts';

/** The local desk on a data folder, as `evenhand start` opens it, without its mail server and pages; decisions cannot be undone. One a test file. */
export async function openRunningDesk() {
  const data = mkdtempSync(join(tmpdir(), 'evenhand-running-'));
  const deskFile = join(data, 'desk.json');
  const { accounts } = await compileDesk('desk', deskFile);
  const compiled = JSON.parse(readFileSync(deskFile, 'utf8'));
  compiled.desk.policy.approval.undoMinutes = 0;
  writeFileSync(deskFile, JSON.stringify(compiled));
  const objects = folderObjects(join(data, 'objects'));
  const outbox = folderOutbox(join(data, 'outbox'));
  const built = await ensureBuilt(() => {});
  const webUrl = 'http://desk.example';
  const desk = await openLocalDesk({ built, deskFile, dataDir: data, objects, outbox, webUrl, retryDelay: 0 });
  const table = localTable(desk.dynamoEndpoint);
  await createTable(table.db);
  for (const account of accounts) await dynamoAccountBook(table).upsert(account);
  const { dynamoEndpoint, awsEndpoint } = desk;
  noteRunning(data, { pid: process.pid, dynamoEndpoint, awsEndpoint });
  return {
    ...desk,
    data,
    table,
    objects,
    outbox,
    /** As after Ctrl-C; its data stays. */
    async stop() {
      await desk.idle();
      noteStopped(data);
      table.db.destroy();
      await desk.close();
    },
    remove: () => rmSync(data, { recursive: true }),
  };
}

/** What a command says on stdout and beside it, and how it ended. */
export async function ran(command: () => Promise<number>) {
  const [log, error] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) =>
    spy.mockImplementation(() => {}),
  );
  const code = await command();
  const [out, said] = [log!, error!].map((spy) => spy.mock.calls.flat().join('\n'));
  log!.mockRestore();
  error!.mockRestore();
  return { code, out: out!, said: said!, rows: () => out!.split('\n').map((line) => JSON.parse(line)) };
}
