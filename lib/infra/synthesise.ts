import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type Definitions, definitionsIn } from './definitions.ts';
import { addStacks } from './stacks.ts';

/** Synthesises in process and takes the state machines out of the template: what runs here is what would be deployed. */
export async function synthesise(dist: string): Promise<Definitions> {
  mkdirSync(join(dist, 'layer'), { recursive: true });
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'evenhand-synth-')), analyticsReporting: false });
  const { evenhand } = addStacks(app, { stage: 'dev', dist, addresses: ['support@local.example'] });
  return definitionsIn(app.synth().getStackByName(evenhand.stackName).template as object);
}
