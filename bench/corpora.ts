import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexedOffer } from '../lib/domain/topics/catalogue-index.ts';

/** Third-party data to measure against; none of it is in the repository. */
export const CORPORA = process.env.CORPORA_DIR ?? '../shared/corpora';

export interface Labelled {
  text: string;
  label: string;
}

export const hasCorpora = (): boolean =>
  ['banking77', 'clinc150', 'wishes', 'multi_ask'].every((set) => existsSync(join(CORPORA, set)));

export const rowsOf = <T = Labelled>(file: string): T[] =>
  readFileSync(join(CORPORA, `${file}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

/** An offer a label, named by it. */
export const catalogueOf = (rows: Labelled[]): IndexedOffer[] =>
  [...Map.groupBy(rows, ({ label }) => label)].map(([id, of]) => ({
    id,
    name: id.replaceAll('_', ' '),
    examples: of.map(({ text }) => text),
  }));

export const firstOfEach = (rows: Labelled[]): Labelled[] =>
  [...Map.groupBy(rows, ({ label }) => label).values()].map(([first]) => first!);

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const shuffled = <T>(values: T[], random: () => number): T[] =>
  values
    .map((value) => [random(), value] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, value]) => value);

export const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
/** With one decimal. */
export const percent = (part: number, whole = 1): number => Number(((100 * part) / whole).toFixed(1));
