import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from '../lib/infra/ensure-built.ts';
import { quantile, round } from './samples.ts';

const RUNS = 3;

const ran = <T>(...args: (string | number)[]): T =>
  JSON.parse(
    execFileSync(process.execPath, ['bench/topics-cost-run.ts', ...args.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }).toString(),
  ) as T;

const middle = <T>(runs: T[], figure: (run: T) => number): number =>
  quantile(
    runs.map(figure).sort((a, b) => a - b),
    0.5,
  );

/** Each figure from processes of their own, so that memory and warmth are its own. Nothing else runs meanwhile. */
export async function costFigures() {
  const times = Array.from({ length: RUNS });
  const encodes = times.map(() => ran<{ loadMs: number; ms: number; peakMb: number }>('encode'));
  const fitOf = (offers: number, examples: number) =>
    ran<{ ms: number; ofThatEncodingMs: number }>('fit', offers, examples);
  const small = times.map(() => fitOf(30, 6));
  const large = fitOf(150, 10);
  const scans = [100, 10_000, 100_000].map((topics) => ({
    topics,
    ...ran<{ ms: number; peakMb: number }>('scan', topics),
  }));
  const { dist } = await ensureBuilt(console.error);
  return {
    'ms a short text, one thread': middle(encodes, ({ ms }) => ms),
    'model load ms': middle(encodes, ({ loadMs }) => loadMs),
    'peak memory MB, model and 200 texts': middle(encodes, ({ peakMb }) => peakMb),
    'fit of 30 offers x 6 examples, ms': middle(small, ({ ms }) => ms),
    'encoding of those 30 x 6, ms': middle(small, ({ ofThatEncodingMs }) => ofThatEncodingMs),
    'fit of 150 offers x 10 examples, ms': large.ms,
    'encoding of those 150 x 10, ms': large.ofThatEncodingMs,
    ...Object.fromEntries(scans.map(({ topics, ms }) => [`nearest of ${topics.toLocaleString('en')} topics, ms`, ms])),
    'peak memory MB with 100,000 topics, without the model': scans.at(-1)!.peakMb,
    'decide: MB beside its bundle': round(sizeOf(join(dist, 'decide'), /^(?!index\.mjs$)/) / 1e6, 1),
    'decide: MB of its bundle': round(sizeOf(join(dist, 'decide'), /^index\.mjs$/) / 1e6, 2),
  };
}

const sizeOf = (folder: string, names: RegExp): number =>
  globSync('**', { cwd: folder })
    .filter((file) => names.test(file))
    .map((file) => statSync(join(folder, file)))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
