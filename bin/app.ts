import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundleFunctions } from '../lib/infra/bundle.ts';
import { compileDesk } from '../lib/infra/compile-desk.ts';
import { acceptFindings } from '../lib/infra/findings.ts';
import { addStacks } from '../lib/infra/stacks.ts';

/** Settings come as CDK context: `-c stage=live -c desk=../my-desk`. */
const app = new App();
const stage = app.node.tryGetContext('stage') ?? 'dev';
if (stage !== 'dev' && stage !== 'live')
  throw new Error(`There is no stage "${stage}". Use -c stage=dev or -c stage=live.`);
const dist = 'dist';
const sound = await compileDesk(app.node.tryGetContext('desk') ?? 'desk', join(dist, 'layer', 'desk.json')).catch(
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
await bundleFunctions(dist);
const { evenhand } = addStacks(app, { stage, dist, addresses: sound.desk.settings.addresses });
acceptFindings(evenhand);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
