/** Counts what the functions do, each call under the run that made it: they share one process, and several run at once. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Call, Invocation } from '../../lib/domain/cost/usage.ts';
import { steps } from '../../lib/infra/bundle.ts';
import { startCapacityMeter } from './capacity-meter.ts';

const HOOK = 'evenhand.meter';
type Hooks = Record<symbol, ((step: string, call: () => Promise<unknown>) => Promise<unknown>) | undefined>;
const hooks = globalThis as unknown as Hooks;
const running = new AsyncLocalStorage<Invocation>();

export interface Meter {
  /** What was counted since the last time. */
  take(): Invocation[];
  /** Stands before the table. */
  tableEndpoint: string;
  close(): void;
}

/** The bundles, each behind a door that says who runs. */
export function meteredBundles(dist: string, into: string): string {
  for (const step of steps) {
    const real = pathToFileURL(join(dist, step, 'index.mjs')).href;
    const door = `import { handler as real } from ${JSON.stringify(real)};
export const handler = (event) => globalThis[Symbol.for('${HOOK}')]('${step}', () => real(event));`;
    mkdirSync(join(into, step), { recursive: true });
    writeFileSync(join(into, step, 'index.mjs'), door);
  }
  symlinkSync(join(dist, 'decide/model'), join(into, 'decide/model'), 'junction');
  return into;
}

export async function startMeter(table: string): Promise<Meter> {
  let taken: Invocation[] = [];
  hooks[Symbol.for(HOOK)] = (step, call) => {
    const invocation: Invocation = { step, calls: [], logBytes: 0 };
    taken.push(invocation);
    return running.run(invocation, call);
  };
  const byId = new Map<string, Call>();
  /** Runs where the request is made: in the server that gets it, nobody knows any more who made it. */
  const onRequest = (message: unknown) => {
    const invocation = running.getStore();
    if (!invocation) return;
    const { request } = message as { request: ClientRequest };
    const call = callOf(request);
    invocation.calls.push(call);
    byId.set(String(request.getHeader('amz-sdk-invocation-id')), call);
  };
  const requests = channel('http.client.request.start');
  requests.subscribe(onRequest);
  const speak = muteFunctions();
  const capacity = await startCapacityMeter(table, ({ id, units }) => {
    const call = byId.get(id);
    if (call) call.units += units;
  });
  return {
    take() {
      const all = taken;
      taken = [];
      return all;
    },
    tableEndpoint: capacity.endpoint,
    close() {
      requests.unsubscribe(onRequest);
      delete hooks[Symbol.for(HOOK)];
      speak();
      capacity.close();
    },
  };
}

const MAIL_CALLS: Record<string, string> = {
  'POST /v2/email/outbound-emails': 'SendEmail',
  'GET /v2/email/account': 'GetAccount',
};
const STORE_CALLS: Record<string, string> = { GET: 'GetObject', PUT: 'PutObject' };

/** What is not known here keeps the name that it has on the wire, and is then without a price. */
function callOf(request: ClientRequest): Call {
  const target = String(request.getHeader('x-amz-target') ?? '');
  const call = { units: 0, bytes: Number(request.getHeader('content-length') ?? 0) };
  if (target) {
    const service = target.startsWith('DynamoDB') ? 'dynamodb' : 'stepFunctions';
    return { ...call, service, operation: target.slice(target.indexOf('.') + 1) };
  }
  const { pathname, searchParams } = new URL(request.path, 'http://local');
  const line = `${request.method} ${pathname}`;
  if (pathname.startsWith('/v2/email/')) return { ...call, service: 'ses', operation: MAIL_CALLS[line] ?? line };
  if (searchParams.has('list-type')) return { ...call, service: 's3', operation: 'ListObjectsV2' };
  return { ...call, service: 's3', operation: STORE_CALLS[request.method] ?? line };
}

/** Their logs are counted, not shown: stdout is the command's. */
function muteFunctions(): () => void {
  const spoken = ['log', 'info', 'warn', 'error'] as const;
  const kept = spoken.map((name) => [name, console[name]] as const);
  for (const [name, say] of kept)
    console[name] = (...words: unknown[]) => {
      const invocation = running.getStore();
      if (invocation) invocation.logBytes += Buffer.byteLength(words.join(' ')) + 1;
      else say(...words);
    };
  return () => {
    for (const [name, say] of kept) console[name] = say;
  };
}
