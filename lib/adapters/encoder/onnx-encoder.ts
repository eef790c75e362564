import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import * as z from 'zod';
import type { Encoder } from '../../ports.ts';

/** As `scripts/build-encoder.py` writes it beside the model. */
const manifestSchema = z.object({
  name: z.string(),
  dimensions: z.int().positive(),
  maxTokens: z.int().positive(),
  sha256: z.object({ 'model.onnx': z.string(), 'tokenizer.json': z.string() }),
});

type Manifest = z.infer<typeof manifestSchema>;
export const readManifest = async (folder: string): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')));
export const idOf = ({ name, sha256 }: Manifest): string => `${name}@${sha256['model.onnx'].slice(0, 12)}`;

/** More characters than any `maxTokens` needs: a wall of text must not be cut into tokens first. */
const MAX_CHARACTERS = 4_000;
/** Without blanks the tokenizer takes quadratic time on one "word"; longer words are unknown to the model anyway. */
const MAX_WORD = 100;

/**
 * A sentence encoder on WebAssembly, from a folder of `models/`. One text at a time: activations are scaled by what runs together,
 * so batches would make the same text come out differently. Throws when a file is missing or is not the file that was committed.
 */
export async function loadEncoder(folder: string, threads: number): Promise<Encoder> {
  const manifest = await readManifest(folder);
  const fileOf = async (name: keyof typeof manifest.sha256) => {
    const bytes = await readFile(join(folder, name));
    if (createHash('sha256').update(bytes).digest('hex') !== manifest.sha256[name])
      throw new Error(`${join(folder, name)} is damaged: its sha256 is not the one in model.json`);
    return bytes;
  };
  const [model, tokens] = [await fileOf('model.onnx'), await fileOf('tokenizer.json')];

  // Hot WebAssembly functions are compiled again with much memory and little gain; this keeps it to those that matter.
  setFlagsFromString('--wasm-tiering-budget=30000000');
  const [{ InferenceSession, Tensor, env }, { Tokenizer }] = await Promise.all([
    import('onnxruntime-web'),
    import('@huggingface/tokenizers'),
  ]);
  env.wasm.numThreads = threads;
  env.logLevel = 'error';
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  const tokenizer = new Tokenizer(JSON.parse(tokens.toString('utf8')), {});
  const { dimensions, maxTokens } = manifest;

  return {
    id: idOf(manifest),
    dimensions,
    async encode(text) {
      const words = text.slice(0, MAX_CHARACTERS).replace(new RegExp(`(\\S{${MAX_WORD}})\\S+`, 'g'), '$1');
      const ids = tokenizer.encode(words).ids;
      const [last] = ids.slice(-1);
      const kept = ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), last!] : ids;
      const { sentence } = await session.run({
        input_ids: new Tensor('int64', BigInt64Array.from(kept, BigInt), [1, kept.length]),
      });
      return unit(sentence!.data as Float32Array);
    },
  };
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
