import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { type Definitions, definitionsIn } from './definitions.ts';
import { addStacks } from './stacks.ts';

export interface Template {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

/** Both stacks as they would be deployed, synthesised in process. */
export async function synthesiseTemplates(dist: string): Promise<{ evenhand: Template; receiving: Template }> {
  mkdirSync(join(dist, 'layer'), { recursive: true });
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'evenhand-synth-')), analyticsReporting: false });
  const stacks = addStacks(app, { stage: 'dev', dist, addresses: ['support@local.example'] });
  const assembly = app.synth();
  const of = (name: string) => assembly.getStackByName(name).template as Template;
  return { evenhand: of(stacks.evenhand.stackName), receiving: of(stacks.receiving.stackName) };
}

/** The state machines out of the template: what runs here is what would be deployed. */
export async function synthesise(dist: string): Promise<Definitions> {
  return definitionsIn((await synthesiseTemplates(dist)).evenhand);
}
