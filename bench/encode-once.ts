import { progressBar } from '../bin/commands/progress.ts';
import type { Encoder } from '../lib/ports.ts';

/** The encoder's vectors by text; null: compared by words alone. */
export type Vectors = ReadonlyMap<string, Float32Array> | null;

/** Every text is encoded once in a run, however many tables it is in. */
export function encodeOnce(encoder: Encoder) {
  const vectors = new Map<string, Float32Array>();
  return async (texts: string[]): Promise<Vectors> => {
    const missing = new Set(texts.filter((text) => !vectors.has(text)));
    const bar = progressBar('texts encoded', missing.size);
    for (const text of missing) {
      vectors.set(text, await encoder.encode(text));
      bar.step();
    }
    bar.end();
    return vectors;
  };
}
