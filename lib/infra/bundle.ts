import { build } from 'esbuild';
import { type Step, settingsOf } from '../settings.ts';

export const steps = Object.keys(settingsOf) as Step[];

/** Credential sources that a Lambda never uses: it gets its credentials from the environment. They are a third of the SDK. */
const NEVER_IN_LAMBDA = [
  ...['sso', 'ini', 'process', 'web-identity', 'login', 'http'].map((one) => `@aws-sdk/credential-provider-${one}`),
  '@smithy/credential-provider-imds',
];

/** One file a step in `outDir/<step>/index.mjs`: the same bytes on one machine and in the cloud. */
export async function bundleFunctions(outDir = 'dist'): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(steps.map((step) => [`${step}/index`, `functions/${step}.ts`])),
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    keepNames: true, // errors are matched by name
    mainFields: ['module', 'main'],
    external: NEVER_IN_LAMBDA,
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
}
