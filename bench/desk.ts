/** One run of the local desk over SMTP: `node bench/desk.ts MAILS [metered]` prints its figures as JSON. A process of its own: handlers keep their clients. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { localTable } from '../bin/commands/local-data.ts';
import { dynamoAccountBook } from '../lib/adapters/dynamo/account-book.ts';
import { allLedgerRows } from '../lib/adapters/dynamo/ledger.ts';
import { compileDesk } from '../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../lib/local/desk.ts';
import { startDynoxide } from '../lib/local/dynoxide.ts';
import { folderObjects } from '../lib/local/objects.ts';
import { folderOutbox } from '../lib/local/outbox.ts';
import { startSmtp } from '../lib/local/smtp.ts';
import { createTable } from '../lib/local/table.ts';
import { startMeter } from './meter.ts';
import { round, sampleMail } from './samples.ts';

const mails = Number(process.argv[2]);
const isMetered = process.argv[3] === 'metered';

const dir = mkdtempSync(join(tmpdir(), 'evenhand-bench-'));
const dynamo = await startDynoxide(dir);
const meter = await startMeter(dynamo.endpoint);
process.env.AWS_ENDPOINT_URL_DYNAMODB = isMetered ? meter.endpoint : dynamo.endpoint;
const built = await ensureBuilt(console.error);
const deskFile = join(dir, 'desk.json');
const { desk, accounts } = await compileDesk('desk', deskFile);
let standard = 0;
const local = await openLocalDesk({
  built,
  deskFile,
  dataDir: null,
  objects: folderObjects(join(dir, 'objects')),
  outbox: folderOutbox(join(dir, 'outbox')),
  webUrl: 'http://127.0.0.1:8080',
  onState: (arn) => {
    if (arn.endsWith(':approval')) standard += 1;
  },
});
const table = localTable(dynamo.endpoint);
await createTable(table.db);
for (const account of accounts) await dynamoAccountBook(table).upsert(account);
meter.seen.units.read = 0;
meter.seen.units.write = 0;
const smtp = await startSmtp({ port: 0, addresses: desk.settings.addresses, verdict: 'pass', desk: local });
const transport = createTransport({
  host: '127.0.0.1',
  port: smtp.port,
  ignoreTLS: true,
  pool: true,
  maxConnections: 8,
  maxMessages: 10_000,
});
const began = performance.now();
await Promise.all(
  Array.from({ length: mails }, (_, i) =>
    transport.sendMail({
      envelope: { from: 'bench@bench.example', to: desk.settings.addresses[0]! },
      raw: sampleMail(i),
    }),
  ),
);
await local.idle();
const seconds = (performance.now() - began) / 1000;
const rows = await Array.fromAsync(allLedgerRows(table));
const ended = rows.filter(({ outcome }) => outcome !== null);
const waits = rows.filter(({ outcome }) => outcome === 'awaiting-approval').length;
const calls = Object.values(meter.seen.calls).reduce((a, b) => a + b, 0);
transport.close();
await smtp.close();
await local.close();
await dynamo.close();
meter.close();
/** Read from the store once for reading and once for deciding; sent and started as the outcomes say. */
const otherCalls = (all: typeof rows): number =>
  all.reduce((sum, { route, outcome }) => {
    const reads = route ? 2 : 1;
    const sends =
      outcome === 'answered' ||
      outcome === 'handed-to-person' ||
      outcome === 'parked' ||
      outcome === 'awaiting-approval'
        ? 1
        : 0;
    // A custom request starts its machine, and its customer is told.
    return sum + 1 + reads + sends + (outcome === 'awaiting-approval' ? 2 : 0);
  }, 0);
const sustained = {
  'desk mails sent': mails,
  'desk mails with an outcome': ended.length,
  'desk mails/s': round(mails / seconds, 1),
};
const metered = {
  'DynamoDB calls per mail': round(calls / mails),
  'DynamoDB write units per mail': round(meter.seen.units.write / mails),
  'DynamoDB read units per mail': round(meter.seen.units.read / mails),
  'S3, SES and Step Functions calls per mail': round(otherCalls(rows) / mails),
  'Standard transitions per mail with approval, until it waits': waits ? round(standard / waits + 1) : 0,
};
console.log(JSON.stringify(isMetered ? metered : sustained));
process.exit(0);
