/** `npm run bench`: figures, not promises. Prints a table and writes bench/results.json; nothing here fails on a time. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { localTable } from '../bin/commands/local-data.ts';
import { memoryPipeline } from '../bin/pipeline.ts';
import { requireDesk } from '../lib/adapters/desk-folder.ts';
import { dynamoAccountBook } from '../lib/adapters/dynamo/account-book.ts';
import { allLedgerRows } from '../lib/adapters/dynamo/ledger.ts';
import { steps } from '../lib/infra/bundle.ts';
import { compileDesk } from '../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../lib/local/desk.ts';
import { startDynoxide } from '../lib/local/dynoxide.ts';
import { folderObjects } from '../lib/local/objects.ts';
import { folderOutbox } from '../lib/local/outbox.ts';
import { startSmtp } from '../lib/local/smtp.ts';
import { createTable } from '../lib/local/table.ts';
import { startMeter } from './meter.ts';

const PIPELINE_MAILS = 5_000;
const DESK_MAILS = Number(process.env.BENCH_DESK_MAILS ?? 2_000);
const mails = readdirSync('desk/mail').map((name) => readFileSync(join('desk/mail', name)));
/** Every mail another one: its own Message-ID and a number in the text. */
const mailAt = (i: number): Buffer =>
  Buffer.from(
    mails[i % mails.length]!.toString('latin1').replace(/^message-id:.*$/im, `Message-ID: <bench-${i}@bench.example>`),
    'latin1',
  );
const quantile = (sorted: number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
const round = (n: number, digits = 2): number => Number(n.toFixed(digits));

async function benchPipeline() {
  const pipeline = memoryPipeline(await requireDesk('desk'));
  const at = new Date('2026-11-20T10:00:00Z');
  for (let i = 0; i < 500; i += 1) await pipeline(`warm-${i}`, mailAt(i), at);
  const times: number[] = [];
  const began = performance.now();
  for (let i = 500; i < 500 + PIPELINE_MAILS; i += 1) {
    const from = performance.now();
    await pipeline(`mail-${i}`, mailAt(i), at);
    times.push(performance.now() - from);
  }
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  return {
    'pipeline mails/s': round(PIPELINE_MAILS / seconds, 0),
    'pipeline p50 ms': round(quantile(times, 0.5)),
    'pipeline p99 ms': round(quantile(times, 0.99)),
  };
}

function benchBundles(dist: string) {
  return Object.fromEntries(
    steps.flatMap((step) => {
      const file = join(dist, step, 'index.mjs');
      const code = `const t=performance.now();await import(${JSON.stringify(file)});console.log(performance.now()-t)`;
      const runs = [1, 2, 3, 4, 5].map(() =>
        Number(execFileSync(process.execPath, ['--input-type=module', '-e', code]).toString()),
      );
      return [
        [`${step} KB`, round(statSync(file).size / 1024, 0)],
        [
          `${step} import ms`,
          round(
            quantile(
              runs.sort((a, b) => a - b),
              0.5,
            ),
            0,
          ),
        ],
      ];
    }),
  );
}

async function benchDesk() {
  const dir = mkdtempSync(join(tmpdir(), 'evenhand-bench-'));
  const dynamo = await startDynoxide(dir);
  const meter = await startMeter(dynamo.endpoint);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = meter.endpoint;
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
    Array.from({ length: DESK_MAILS }, (_, i) =>
      transport.sendMail({
        envelope: { from: 'bench@bench.example', to: desk.settings.addresses[0]! },
        raw: mailAt(i),
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
  return {
    'desk mails sent': DESK_MAILS,
    'desk mails with an outcome': ended.length,
    'desk mails/s': round(DESK_MAILS / seconds, 1),
    'DynamoDB calls per mail': round(calls / DESK_MAILS),
    'DynamoDB write units per mail': round(meter.seen.units.write / DESK_MAILS),
    'DynamoDB read units per mail': round(meter.seen.units.read / DESK_MAILS),
    'Standard transitions per mail that waits (so far)': waits ? round(standard / waits + 1) : 0,
  };
}

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
const built = await ensureBuilt(console.error);
const figures = { ...(await benchPipeline()), ...benchBundles(built.dist), ...(await benchDesk()) };
console.table(Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, { figure }])));
writeFileSync(
  'bench/results.json',
  `${JSON.stringify({ date: new Date().toISOString(), command: 'npm run bench', machine, figures }, null, 2)}\n`,
);
process.exit(0);
