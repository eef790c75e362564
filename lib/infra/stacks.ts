import type { App } from 'aws-cdk-lib';
import { EvenhandStack } from './evenhand-stack.ts';
import { ReceivingStack } from './receiving-stack.ts';
import type { Stage } from './storage.ts';

export interface Deployment {
  stage: Stage;
  dist: string;
  /** The desk's addresses; replies come from the first. */
  addresses: string[];
}

/** The whole app: one stack that deploys anywhere, one for regions where SES receives. */
export function addStacks(
  app: App,
  { stage, dist, addresses }: Deployment,
): { evenhand: EvenhandStack; receiving: ReceivingStack } {
  const [sender = ''] = addresses;
  const evenhand = new EvenhandStack(app, `Evenhand-${stage}`, { stage, dist, sender });
  const receiving = new ReceivingStack(app, `EvenhandReceiving-${stage}`, {
    domain: sender.slice(sender.lastIndexOf('@') + 1),
    recipients: addresses,
    bucketName: evenhand.storage.mail.bucketName,
  });
  return { evenhand, receiving };
}
