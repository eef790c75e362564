/** The decision page on the local desk: weight, server time, and what refusing costs. `node bench/pages.ts` prints its figures as JSON. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localTable } from '../bin/commands/local-data.ts';
import { dynamoAccountBook } from '../lib/adapters/dynamo/account-book.ts';
import { dynamoApprovals } from '../lib/adapters/dynamo/approvals.ts';
import { messageIdOf } from '../lib/adapters/hash.ts';
import { hashSecret } from '../lib/adapters/secrets.ts';
import { compileDesk } from '../lib/infra/compile-desk.ts';
import { ensureBuilt } from '../lib/infra/ensure-built.ts';
import { openLocalDesk } from '../lib/local/desk.ts';
import { memoryObjects } from '../lib/local/objects.ts';
import { folderOutbox } from '../lib/local/outbox.ts';
import { createTable } from '../lib/local/table.ts';
import { quantile, round } from './samples.ts';

const LOOKS = 300;

const dir = mkdtempSync(join(tmpdir(), 'evenhand-bench-'));
const deskFile = join(dir, 'desk.json');
const { accounts } = await compileDesk('desk', deskFile);
const desk = await openLocalDesk({
  built: await ensureBuilt(console.error),
  deskFile,
  dataDir: null,
  objects: memoryObjects(() => new Date()),
  outbox: folderOutbox(join(dir, 'outbox')),
  webUrl: 'http://127.0.0.1:8080',
});
const table = localTable(desk.dynamoEndpoint);
await createTable(table.db);
for (const account of accounts) await dynamoAccountBook(table).upsert(account);
const approvals = dynamoApprovals(table);

const wish = readFileSync('desk/mail/04-custom-work-for-a-key-account.eml', 'latin1');
async function waiting(n: number) {
  const raw = wish.replace(/^message-id:.*$/im, `Message-ID: <page-${n}@bench.example>`);
  const { key, started } = await desk.deliver(Buffer.from(raw, 'latin1'), new Date());
  await started;
  await desk.idle();
  return (await approvals.byMessage(messageIdOf(key)))!;
}
const secretOf = (name: string) => name.padEnd(43, 'x');
const holder = (secret: string) => ({
  address: 'priya.nandakumar@haldenlabels.example',
  secretHash: hashSecret(secretOf(secret)),
  sentAt: new Date().toISOString(),
});
const [one, other] = [await waiting(1), await waiting(2)];
await approvals.hold(one.messageId, holder('older'));
await approvals.hold(one.messageId, holder('right'));
await approvals.hold(other.messageId, holder('other'));

async function look(publicId: string, secret: string): Promise<{ ms: number; body: string }> {
  const path = `/a/${publicId}`;
  const from = performance.now();
  const answer = (await desk.invoke('desk', {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      host: '127.0.0.1',
    },
    requestContext: { http: { method: 'POST', path, sourceIp: '127.0.0.1' }, domainName: '127.0.0.1' },
    body: new URLSearchParams({ secret }).toString(),
    isBase64Encoded: false,
  })) as { body: string };
  return { ms: performance.now() - from, body: answer.body };
}

const looks: Record<string, () => ReturnType<typeof look>> = {
  'the right one': () => look(one.publicId, secretOf('right')),
  'bit-flipped': () => look(one.publicId, secretOf('sight')),
  truncated: () => look(one.publicId, secretOf('right').slice(0, -1)),
  'older link': () => look(one.publicId, secretOf('older')),
  "other case's": () => look(one.publicId, secretOf('other')),
  'no such request': () => look('nobodyhasthis234', secretOf('right')),
};
const times = new Map(Object.keys(looks).map((name) => [name, [] as number[]]));
const bodies = new Map<string, string>();
for (let i = 0; i < LOOKS; i += 1)
  for (const [name, act] of Object.entries(looks)) {
    const { ms, body } = await act();
    times.get(name)!.push(ms);
    bodies.set(name, body);
  }
const medianOf = (name: string): number =>
  quantile(
    times.get(name)!.sort((a, b) => a - b),
    0.5,
  );
const refused = Object.keys(looks).slice(1);
const medians = refused.map(medianOf);
await desk.close();
console.log(
  JSON.stringify({
    'page: KB': round(Buffer.byteLength(bodies.get('the right one')!) / 1024, 1),
    'page: p50 ms': round(medianOf('the right one')),
    'page: refusals with the same body, of 5': refused.filter((name) => bodies.get(name) === bodies.get('truncated'))
      .length,
    ...Object.fromEntries(refused.map((name, i) => [`page: refused (${name}), p50 ms`, round(medians[i]!)])),
    'page: widest gap between medians of refusals, ms': round(Math.max(...medians) - Math.min(...medians)),
  }),
);
process.exit(0);
