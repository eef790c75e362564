import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Definitions } from './definitions.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['lib/**/*.ts', 'lib/**/*.json', 'functions/*.ts', 'models/*/model.json', 'package-lock.json'];

export interface Built {
  dist: string;
  definitions: Definitions;
}

/** Bundles and synthesised definitions, made when the sources changed since the last time: nobody has to remember to build. */
export async function ensureBuilt(progress: (words: string) => void): Promise<Built> {
  const dist = join(ROOT, 'dist');
  const stamp = join(dist, 'built.json');
  const fingerprint = fingerprintOfSources();
  const kept = existsSync(stamp)
    ? (JSON.parse(readFileSync(stamp, 'utf8')) as { fingerprint: string; definitions: Definitions })
    : null;
  if (kept?.fingerprint === fingerprint) return { dist, definitions: kept.definitions };
  progress('Building the functions and the state machines (once after each change)…');
  const [{ bundleFunctions }, { synthesise }] = await Promise.all([import('./bundle.ts'), import('./synthesise.ts')]);
  await bundleFunctions(dist);
  const definitions = await synthesise(dist);
  await mkdir(dist, { recursive: true });
  await writeFile(stamp, JSON.stringify({ fingerprint, definitions }));
  return { dist, definitions };
}

function fingerprintOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}
