import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import PostalMime from 'postal-mime';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { compileDesk } from '../../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../../lib/local/desk.ts';
import { folderObjects } from '../../lib/local/objects.ts';
import { folderOutbox } from '../../lib/local/outbox.ts';
import { findRunning, noteRunning, noteStopped } from '../../lib/local/running.ts';
import { startSmtp } from '../../lib/local/smtp.ts';
import type { Verdict } from '../../lib/local/stamp.ts';
import { createTable } from '../../lib/local/table.ts';
import { type Shown, startWeb } from '../../lib/local/web.ts';
import { localTable } from './local-data.ts';
import { say } from './progress.ts';

interface StartOptions {
  desk: string;
  data: string;
  smtpPort: number;
  webPort: number;
  verdict: Verdict;
}

const SWEEP_MS = 60_000;
/** At the start nothing else runs, so everything that is not finished is picked up at once, however old. */
const AFTER_RESTART = { stuckAfterSeconds: 0, lookBackSeconds: 10 * 365 * 86_400 };

/** The local desk: SMTP, pages, outbox. Runs until it is stopped; what it accepted survives that in any form. */
export async function startCommand({ desk: dir, data, smtpPort, webPort, verdict }: StartOptions): Promise<number> {
  const dataDir = resolve(data);
  mkdirSync(dataDir, { recursive: true });
  const other = findRunning(dataDir);
  if (other)
    throw new Error(
      `A desk already runs on ${dataDir} (process ${other.pid}). Stop it, or choose another folder with --data.`,
    );
  const built = await ensureBuilt(say);
  const deskFile = join(dataDir, 'desk.json');
  const { desk, accounts } = await compileDesk(dir, deskFile);
  const { addresses } = desk.settings;
  const outbox = folderOutbox(join(dataDir, 'outbox'));
  const webUrl = `http://127.0.0.1:${webPort}`;
  const local = await openLocalDesk({
    built,
    deskFile,
    dataDir,
    objects: folderObjects(join(dataDir, 'objects')),
    outbox,
    webUrl,
  });
  const table = localTable(local.dynamoEndpoint);
  await createTable(table.db);
  const book = dynamoAccountBook(table);
  for (const account of accounts) await book.upsert(account);

  const web = await startWeb({ port: webPort, invoke: local.invoke, outbox, open: showMail }).catch(
    taken(webPort, '--web-port', local.close),
  );
  const smtp = await startSmtp({ port: smtpPort, addresses, verdict, desk: local }).catch(
    taken(smtpPort, '--smtp-port', local.close),
  );
  const { dynamoEndpoint, awsEndpoint } = local;
  noteRunning(dataDir, { pid: process.pid, dynamoEndpoint, awsEndpoint });
  await local.invoke('sweep', AFTER_RESTART);
  const timer = setInterval(
    () => void local.invoke('sweep', {}).catch((error: Error) => say(`Sweep: ${error.message}`)),
    SWEEP_MS,
  );
  console.log(firstWords({ name: desk.settings.name, address: addresses[0]!, smtpPort, webUrl, data }));

  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  clearInterval(timer);
  await Promise.all([smtp.close(), web.close()]);
  await local.idle();
  await local.close();
  noteStopped(dataDir);
  return 0;
}

const taken =
  (port: number, option: string, close: () => Promise<void>) =>
  async (error: NodeJS.ErrnoException): Promise<never> => {
    await close();
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken by another program. Choose another with ${option} PORT.`);
  };

async function showMail(raw: Uint8Array): Promise<Shown> {
  const { subject = '', date = null, to = [], text = '', headers } = await PostalMime.parse(raw);
  const purpose = headers.find(({ key }) => key === 'x-evenhand-purpose')?.value ?? '';
  return { subject, date, to: to[0]?.address ?? '', text, purpose };
}

interface Words {
  name: string;
  address: string;
  smtpPort: number;
  webUrl: string;
  data: string;
}

const firstWords = ({ name, address, smtpPort, webUrl, data }: Words): string => `
The desk of ${name} is open.

  mail in   127.0.0.1:${smtpPort}   to ${address}
  outbox    ${webUrl}/
  desk      ${webUrl}/desk   (sign in with an address of desk.yaml; the link comes into the outbox)
  data      ${data}

Try these in another terminal:
  npx evenhand send desk/mail/01-standard-order-from-stock.eml${smtpPort === 2525 ? '' : ` --smtp-port ${smtpPort}`}
  npx evenhand report${data === '.evenhand/data' ? '' : ` --data ${data}`}
  npx evenhand why CASE      (the report lists the newest cases)

Ctrl-C stops it; everything is kept.`;
