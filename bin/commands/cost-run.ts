import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamoAccountBook } from '../../lib/adapters/dynamo/account-book.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import type { Entered, Invocation, Usage } from '../../lib/domain/cost/usage.ts';
import type { Metered } from '../../lib/domain/cost/volume.ts';
import { compileDesk } from '../../lib/infra/compile-desk.ts';
import type { Definitions } from '../../lib/infra/definitions.ts';
import type { Built } from '../../lib/infra/ensure-built.ts';
import { type LocalDesk, openLocalDesk } from '../../lib/local/desk.ts';
import { freePort, startDynoxide } from '../../lib/local/dynoxide.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import { folderOutbox, type Outbox } from '../../lib/local/outbox.ts';
import { createTable } from '../../lib/local/table.ts';
import { startWeb } from '../../lib/local/web.ts';
import { approve, linkIn } from './cost-manager.ts';
import { type Meter, meteredBundles, startMeter } from './cost-meter.ts';
import { localTable } from './local-data.ts';
import { progressBar } from './progress.ts';
import { releaseBrakes } from './release-brakes.ts';
import { readAll } from './try.ts';

/** A desk in memory works on its sample mails one after the other, a manager approves what is asked, and every call is counted. */
export async function meteredRun(built: Built, deskDir: string): Promise<Metered> {
  const dir = mkdtempSync(join(tmpdir(), 'evenhand-cost-'));
  const dynamo = await startDynoxide(null);
  const meter = await startMeter(dynamo.endpoint);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = meter.tableEndpoint;
  process.env.AWS_LAMBDA_FUNCTION_NAME = 'metered'; // else they would not write what they count into their logs
  const deskFile = join(dir, 'desk.json');
  const { desk, accounts, policyVersion } = await compileDesk(deskDir, deskFile);
  desk.policy.approval.undoMinutes = 0; // else each approval would be waited for
  writeFileSync(deskFile, JSON.stringify({ desk, policyVersion }));
  const mails = await readAll([join(deskDir, 'mail')], desk.settings.addresses);
  const outbox = folderOutbox(join(dir, 'outbox'));
  const states = watchStates(built.definitions);
  const webPort = await freePort();
  const local = await openLocalDesk({
    built: { ...built, dist: meteredBundles(built.dist, join(dir, 'dist')) },
    deskFile,
    dataDir: null,
    objects: memoryObjects(() => new Date()),
    outbox,
    webUrl: `http://127.0.0.1:${webPort}`,
    onState: states.onState,
  });
  const nobodyOpens = () => Promise.reject(new Error('The outbox is not looked at here.'));
  const web = await startWeb({ port: webPort, invoke: local.invoke, outbox, open: nobodyOpens });
  const table = localTable(dynamo.endpoint);
  try {
    await createTable(table.db);
    for (const account of accounts) await dynamoAccountBook(table).upsert(account);
    const before = await bytesOf(table);
    const ledger = dynamoLedger(table, () => new Date());
    const manager = watchBriefs(outbox);
    const bar = progressBar('mails', mails.length);
    const usages: Usage[] = [];
    for (const { raw, at } of mails) {
      const { key, started } = await local.deliver(raw, at);
      await started;
      await local.idle();
      const row = await ledger.find(messageIdOf(key));
      for (const link of await manager.newLinks()) await approve(link);
      await local.idle();
      await releaseBrakes(table, row, new Date());
      usages.push({
        outcome: row?.outcome ?? 'on its way',
        mailBytes: raw.length,
        invocations: meter.take(),
        ...states.take(),
      });
      bar.step();
    }
    bar.end();
    const tableBytes = (await bytesOf(table)) - before;
    await swept(local, meter, { stuckAfterSeconds: 0 }); // catches up with what the mails left to it
    const sweepOfAll = await swept(local, meter, { stuckAfterSeconds: 0 });
    const sweep = await swept(local, meter, {});
    return { usages, sweep, sweepOfAll, tableBytes };
  } finally {
    table.db.destroy();
    await web.close();
    await local.close();
    meter.close();
    await dynamo.close();
    rmSync(dir, { recursive: true });
  }
}

async function swept(local: LocalDesk, meter: Meter, event: object): Promise<Invocation[]> {
  meter.take();
  await local.invoke('sweep', event);
  await local.idle();
  return meter.take();
}

function watchStates(definitions: Definitions) {
  const machines = Object.entries(definitions).map(([machine, asl]) => [machine, JSON.parse(asl)] as const);
  const parsed = Object.fromEntries(machines) as Record<
    Entered['machine'],
    { StartAt: string; States: Record<string, { Type: string }> }
  >;
  let entered: Entered[] = [];
  return {
    onState(arn: string, state: string) {
      const machine = arn.slice(arn.lastIndexOf(':') + 1) as Entered['machine'];
      entered.push({ machine, state, isTask: parsed[machine].States[state]?.Type === 'Task' });
    },
    take(): Pick<Usage, 'entered' | 'executions'> {
      const begun = (name: Entered['machine']) =>
        entered.filter(({ machine, state }) => machine === name && state === parsed[name].StartAt).length;
      const taken = { entered, executions: { triage: begun('triage'), approval: begun('approval') } };
      entered = [];
      return taken;
    },
  };
}

/** The links of briefs that nobody has opened yet. */
function watchBriefs(outbox: Outbox) {
  const seen = new Set<string>();
  return {
    async newLinks(): Promise<URL[]> {
      const unseen = (await outbox.ids()).filter((id) => !seen.has(id));
      for (const id of unseen) seen.add(id);
      const links = await Promise.all(unseen.map(async (id) => linkIn((await outbox.read(id)) ?? new Uint8Array())));
      return links.flatMap((link) => link ?? []);
    },
  };
}

/** As the table measures them, near enough: names and values without the marks of JSON. */
async function bytesOf({ db: client, name: TableName }: Table): Promise<number> {
  let bytes = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    for (const item of Items)
      for (const [name, value] of Object.entries(item))
        bytes += name.length + Buffer.byteLength(JSON.stringify(Object.values(value)[0]));
  return bytes;
}
