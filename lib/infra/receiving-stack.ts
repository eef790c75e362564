import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnReceiptRule, CfnReceiptRuleSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';

interface ReceivingProps extends StackProps {
  domain: string;
  /** The desk's addresses: a rule without recipients would take every mail of the account. */
  recipients: string[];
  bucketName: string;
}

/** The sending identity and the way in. CloudFormation cannot activate a rule set; the output says how. */
export class ReceivingStack extends Stack {
  constructor(scope: Construct, id: string, { domain, recipients, bucketName, ...props }: ReceivingProps) {
    super(scope, id, props);
    new EmailIdentity(this, 'Identity', { identity: Identity.domain(domain), mailFromDomain: `bounce.${domain}` });
    const rules = new CfnReceiptRuleSet(this, 'Rules', { ruleSetName: `${id}-rules` });
    const rule = new CfnReceiptRule(this, 'Store', {
      ruleSetName: rules.ruleSetName!,
      rule: {
        enabled: true,
        recipients,
        scanEnabled: true,
        tlsPolicy: 'Require',
        // No KmsKeyArn: SES would encrypt on the client side, which no JavaScript client can read.
        actions: [{ s3Action: { bucketName, objectKeyPrefix: 'raw/' } }],
      },
    });
    rule.node.addDependency(rules);
    new CfnOutput(this, 'ActivateWith', {
      value: `aws ses set-active-receipt-rule-set --rule-set-name ${rules.ruleSetName}`,
      description: 'Run this once: CloudFormation cannot activate a receipt rule set.',
    });
  }
}
