import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { KindHead } from '../../domain/asks/kind-head.ts';

const FILE = 'kinds.fit';

export const keepKinds = (folder: string, head: KindHead): Promise<void> =>
  writeFile(join(folder, FILE), serialize(head));

/** The head that tells kinds apart, beside the model it was fitted for. Null: it is missing, damaged, or of another model. */
export async function readKinds(folder: string, encoderId: string | null): Promise<KindHead | null> {
  const kept = await readFile(join(folder, FILE))
    .then((bytes) => deserialize(bytes) as KindHead)
    .catch(() => null);
  return kept?.encoder === encoderId ? kept : null;
}
