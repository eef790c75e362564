import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Encoder } from '../../ports.ts';
import { idOf, loadEncoder, readManifest } from './onnx-encoder.ts';

/** The model that is committed with the project. */
export const SHIPPED_MODEL = join(import.meta.dirname, '../../../models/bge-small-en-v1.5');
/** More threads than this gain nothing on one sentence. */
const MAX_THREADS = 4;

/** Null when the model cannot load: texts are then compared by their words alone. Says so once, on stderr. */
export async function encoderOrNone(folder: string, threads = Math.min(MAX_THREADS, availableParallelism())) {
  return loadEncoder(folder, threads).catch((error: Error): Encoder | null => {
    console.error(
      `The sentence encoder did not load: ${error.message}. Texts are compared by their words alone, which is less sure. Cure: restore ${folder} from the repository, then npm ci.`,
    );
    return null;
  });
}

/** The id that its encoder will have, without loading it. Null: there is no model that could be read. */
export const encoderIdIn = (folder: string): Promise<string | null> =>
  readManifest(folder).then(idOf, (): null => null);
