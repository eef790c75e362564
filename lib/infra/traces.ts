import { Stack } from 'aws-cdk-lib';
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import type { Construct } from 'constructs';

/**
 * One mail in twenty: a trace costs as much as eight writes to the table. The machines decide by this rule, and the functions
 * follow their machine. A function that no machine calls knows no such rule, and would trace nearly every call.
 */
export function sampleTraces(scope: Construct): void {
  const { stackName } = Stack.of(scope);
  new CfnSamplingRule(scope, 'Traces', {
    samplingRule: {
      ruleName: stackName,
      version: 1,
      priority: 1000,
      fixedRate: 0.05,
      reservoirSize: 0,
      serviceName: `${stackName}-*`,
      serviceType: '*',
      host: '*',
      httpMethod: '*',
      urlPath: '*',
      resourceArn: '*',
    },
  });
}
