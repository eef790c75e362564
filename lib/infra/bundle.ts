import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { SHIPPED_MODEL } from '../adapters/encoder/encoder-or-none.ts';
import { type Step, settingsOf } from '../settings.ts';

export const steps = Object.keys(settingsOf) as Step[];

/** Credential sources that a Lambda never uses: it gets its credentials from the environment. They are a third of the SDK. */
const NEVER_IN_LAMBDA = [
  ...['sso', 'ini', 'process', 'web-identity', 'login', 'http'].map((one) => `@aws-sdk/credential-provider-${one}`),
  '@smithy/credential-provider-imds',
];

/** What the encoder runs on, file by file: it lies beside the one step that encodes, and no other grows by it. */
const ENCODER_PACKAGES = {
  'onnxruntime-web': ['dist/ort.node.min.mjs', 'dist/ort-wasm-simd-threaded.mjs', 'dist/ort-wasm-simd-threaded.wasm'],
  'onnxruntime-common': ['dist/esm'],
  '@huggingface/tokenizers': ['dist/tokenizers.mjs'],
};
/** Steps that read mail, each in a thread that can be killed. */
const READERS: Step[] = ['read-message', 'decide'];
const ROOT = join(import.meta.dirname, '../..');

async function copyEncoder(step: string): Promise<void> {
  for (const [name, files] of Object.entries(ENCODER_PACKAGES))
    for (const file of ['package.json', ...files])
      await cp(join(ROOT, 'node_modules', name, file), join(step, 'node_modules', name, file), { recursive: true });
  await cp(SHIPPED_MODEL, join(step, 'model'), { recursive: true });
}

/** One file a step in `outDir/<step>/index.mjs`: the same bytes on one machine and in the cloud. */
export async function bundleFunctions(outDir = 'dist'): Promise<void> {
  await build({
    entryPoints: {
      ...Object.fromEntries(steps.map((step) => [`${step}/index`, `functions/${step}.ts`])),
      ...Object.fromEntries(READERS.map((step) => [`${step}/mime-worker`, 'lib/adapters/mime-worker.ts'])),
    },
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    mainFields: ['module', 'main'],
    external: [...NEVER_IN_LAMBDA, ...Object.keys(ENCODER_PACKAGES)],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    charset: 'utf8', // a letter beyond ASCII takes two or three bytes, its escape six
    logLevel: 'warning',
  });
  await copyEncoder(join(outDir, 'decide'));
}
