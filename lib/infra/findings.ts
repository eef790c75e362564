import { Validations } from 'aws-cdk-lib';
import type { EvenhandStack } from './evenhand-stack.ts';

/** The cdk-nag findings that we accept, each with its reason. At most five: a test counts them. */
export const acceptedFindings = (stack: EvenhandStack) => [
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'X-Ray and log delivery know no resources; every other statement names its own (test/infra/grants.test.ts).',
  },
  {
    id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(stack.storage.cfnMail)}.Arn>/raw/*]`,
    reason: 'Raw mail has a new key for every mail; reading is granted below raw/ only.',
  },
  {
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${stack.stackName}-Approval:*]`,
    reason: 'Executions are named after messages; the sweep may look at those of the approval machine only.',
  },
  {
    id: 'AwsSolutions-APIG4',
    reason:
      'Account managers have no login: the secret in the link is the authorisation, checked by the desk function.',
  },
];

export function acceptFindings(stack: EvenhandStack): void {
  Validations.of(stack).acknowledge(
    ...acceptedFindings(stack).map(({ id, reason }) => ({ id: `AwsSolutions::${id}`, reason })),
  );
}
