import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export type Stage = 'dev' | 'live';

/** What must not be lost: the table of record and the raw mail. In `live` neither can be deleted with the stack. */
export class Storage extends Construct {
  readonly table: Table;
  readonly mail: Bucket;
  readonly cfnMail: CfnBucket;

  constructor(scope: Construct, stage: Stage) {
    super(scope, 'Storage');
    const isLive = stage === 'live';
    const removalPolicy = isLive ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      timeToLiveAttribute: 'ttl',
      deletionProtection: isLive,
      removalPolicy,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'gsi1',
      partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
      sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
    });
    this.mail = new Bucket(this, 'Mail', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ expiration: Duration.days(90), noncurrentVersionExpiration: Duration.days(1) }],
      serverAccessLogsPrefix: 'access/',
      removalPolicy,
    });
    const { account, region, partition } = Stack.of(this);
    this.mail.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [this.mail.arnForObjects('raw/*')],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ses:${region}:${account}:receipt-rule-set/*:receipt-rule/*` },
        },
      }),
    );
    // The L2 switch adds a custom-resource Lambda.
    this.cfnMail = this.mail.node.defaultChild as CfnBucket;
    this.cfnMail.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
}
