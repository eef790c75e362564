import { Duration } from 'aws-cdk-lib';
import { Schedule as Rate, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** The sweep, every 15 minutes: no mail stands still for longer without somebody knowing. */
export class Schedule extends Construct {
  constructor(scope: Construct, sweep: LambdaFunction) {
    super(scope, 'Schedule');
    const target = new Target(sweep, { event: RuleTargetInput.fromObject({}), retryAttempts: 2 });
    new Rule(this, 'Every15Minutes', { schedule: Rate.rate(Duration.minutes(15)), targets: [target] });
  }
}
