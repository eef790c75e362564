import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { compileDesk } from '../../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../../lib/local/desk.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import { folderOutbox } from '../../lib/local/outbox.ts';
import { fromDomain, stampAsSes } from '../../lib/local/stamp.ts';
import { createTable } from '../../lib/local/table.ts';
import { mailsIn } from '../sources.ts';
import { localTable } from './local-data.ts';
import { progressBar, say } from './progress.ts';
import { releaseBrakes } from './release-brakes.ts';
import { rowsOf, type TryRow } from './try-rows.ts';
import { tryTable } from './try-table.ts';

interface TryOptions {
  desk: string;
  json?: boolean;
  assumeVerified?: boolean;
  out: string;
}

/** The whole workflow over some mails, on a desk in memory. Nothing leaves the machine. */
export async function tryCommand(
  paths: string[],
  { desk: dir, json = false, assumeVerified = false, out }: TryOptions,
): Promise<number> {
  const built = await ensureBuilt(say);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const deskFile = join(out, 'desk.json');
  const { desk, accounts } = await compileDesk(dir, deskFile);
  const mails = await readAll(paths, desk.settings.addresses);
  const outbox = folderOutbox(join(out, 'replies'));
  const now = () => new Date();
  const local = await openLocalDesk({
    built,
    deskFile,
    dataDir: null,
    objects: memoryObjects(now),
    outbox,
    webUrl: 'http://127.0.0.1:8080',
  });
  try {
    const table = localTable(local.dynamoEndpoint);
    await createTable(table.db);
    const book = dynamoAccountBook(table);
    for (const account of accounts) await book.upsert(account);
    const ledger = dynamoLedger(table, now);
    const cases = dynamoCaseBook(table, now);
    const bar = progressBar('mails', mails.length);
    const rows: TryRow[] = [];
    for (const { source, raw, at } of mails) {
      const stamped = assumeVerified
        ? stampAsSes(raw, { verdict: 'pass', domain: fromDomain(raw), recipient: desk.settings.addresses[0]! })
        : raw;
      const { key, started } = await local.deliver(stamped, at);
      await started;
      await local.idle();
      const row = await ledger.find(messageIdOf(key));
      await releaseBrakes(table, row, now());
      const story = row?.caseId ? await cases.story(row.caseId) : null;
      const found = rowsOf({ source, row, story });
      if (json) for (const one of found) console.log(JSON.stringify(one));
      rows.push(...found);
      bar.step();
    }
    bar.end();
    if (!json) console.log(`${tryTable(rows)}\n${lastWords(rows, out, assumeVerified)}`);
  } finally {
    await local.close();
  }
  return 0;
}

/** In the order in which they were written: demand counts who asked before. */
export async function readAll(paths: string[], ownAddresses: string[]) {
  const read = mimeReader({ ownAddresses });
  const mails: { source: string; raw: Uint8Array; at: Date }[] = [];
  for await (const { source, raw } of mailsIn(paths)) {
    const { date } = await read(raw);
    mails.push({ source, raw, at: date ? new Date(date) : new Date() });
  }
  return mails.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function lastWords(rows: TryRow[], out: string, assumed: boolean): string {
  const outcomes = Map.groupBy(rows, ({ outcome }) => outcome);
  const counts = [...outcomes].map(([outcome, list]) => `${list.length} ${outcome}`).join(', ');
  const verified = assumed ? '\nEvery sender was taken for verified, because you said --assume-verified.' : '';
  return `${rows.length} rows: ${counts}.${verified}\nReplies and notices lie in ${join(out, 'replies')}/ as .eml files: open them with any mail program.`;
}
