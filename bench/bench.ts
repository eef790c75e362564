/** `npm run bench`: figures, not promises. Prints a table and writes bench/results.json; nothing here fails on a time. */
import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fitted, loadedEncoder, loadedKinds } from '../bin/commands/fitted.ts';
import { memoryPipeline } from '../bin/pipeline.ts';
import { requireDesk } from '../lib/adapters/desk-folder.ts';
import { steps } from '../lib/infra/bundle.ts';
import { ensureBuilt } from '../lib/infra/ensure-built.ts';
import type { Encoder } from '../lib/ports.ts';
import { quantile, round, sampleMail } from './samples.ts';

const PIPELINE_MAILS = { byWords: 5_000, withEncoder: 1_000 };
const DESK_MAILS = 2_000;
const METERED_MAILS = 200;

async function benchPipeline(encoder: Encoder | null) {
  const sound = await requireDesk('desk');
  const pipeline = memoryPipeline(sound, {
    encoder,
    index: await fitted(sound.desk.catalogue, encoder),
    kinds: await loadedKinds(encoder),
  });
  const at = new Date('2026-11-20T10:00:00Z');
  for (let i = 0; i < 500; i += 1) await pipeline(`warm-${i}`, sampleMail(i), at);
  const times: number[] = [];
  const began = performance.now();
  const mails = encoder ? PIPELINE_MAILS.withEncoder : PIPELINE_MAILS.byWords;
  for (let i = 500; i < 500 + mails; i += 1) {
    const from = performance.now();
    await pipeline(`mail-${i}`, sampleMail(i), at);
    times.push(performance.now() - from);
  }
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const by = encoder ? 'pipeline with encoder' : 'pipeline by words';
  return {
    [`${by}: mails/s`]: round(mails / seconds, 0),
    [`${by}: p50 ms`]: round(quantile(times, 0.5)),
    [`${by}: p99 ms`]: round(quantile(times, 0.99)),
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

const benchOf = (...script: string[]): Record<string, number> =>
  JSON.parse(execFileSync(process.execPath, script, { maxBuffer: 1e8 }).toString().trim().split('\n').at(-1)!);

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
const built = await ensureBuilt(console.error);
const figures = {
  ...(await benchPipeline(null)),
  ...(await benchPipeline(await loadedEncoder())),
  ...benchBundles(built.dist),
  ...benchOf('bench/desk.ts', `${DESK_MAILS}`),
  ...benchOf('bench/desk.ts', `${METERED_MAILS}`, 'metered'),
  ...benchOf('bench/pages.ts'),
};
console.table(Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, { figure }])));
writeFileSync(
  'bench/results.json',
  `${JSON.stringify({ date: new Date().toISOString(), command: 'npm run bench', machine, figures }, null, 2)}\n`,
);
process.exit(0);
