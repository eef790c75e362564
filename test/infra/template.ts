import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { steps } from '../../lib/infra/bundle.ts';
import { acceptFindings } from '../../lib/infra/findings.ts';
import { addStacks } from '../../lib/infra/stacks.ts';

/** The stacks with stand-in bundles: this is about the wiring. */
export function synthesised(stage: 'dev' | 'live', { nag = false, context = {} } = {}) {
  const dist = mkdtempSync(join(tmpdir(), 'evenhand-dist-'));
  for (const folder of [...steps, 'layer']) {
    mkdirSync(join(dist, folder));
    writeFileSync(join(dist, folder, 'index.mjs'), `export const step = '${folder}';`);
  }
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'evenhand-out-')), analyticsReporting: false, context });
  const { evenhand, receiving } = addStacks(app, {
    stage,
    dist,
    addresses: ['help@firm.example', 'hello@firm.example'],
  });
  acceptFindings(evenhand);
  if (nag) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { stack: evenhand, evenhand: Template.fromStack(evenhand), receiving: Template.fromStack(receiving) };
}

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

/** Statements by the name of the step or machine whose role they belong to. */
export function grantsOf(template: Template): Map<string, Statement[]> {
  const grants = new Map<string, Statement[]>();
  for (const [id, policy] of Object.entries(template.findResources('AWS::IAM::Policy'))) {
    const owner = id.replace(/RoleDefaultPolicy.*$/, '');
    grants.set(owner, policy.Properties.PolicyDocument.Statement as Statement[]);
  }
  return grants;
}
