import { join } from 'node:path';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Code, LayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ConfigurationSet, ConfigurationSetTlsPolicy, SuppressionReasons } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { TOPIC_SNAPSHOT } from '../settings.ts';
import { addAlarms } from './alarms.ts';
import { Intake } from './intake.ts';
import { Machine } from './machine.ts';
import { placeholderOf } from './names.ts';
import { Schedule } from './schedule.ts';
import { StepLambda } from './step-lambda.ts';
import { type Stage, Storage } from './storage.ts';
import { sampleTraces } from './traces.ts';
import { Web } from './web.ts';
import { workflowFiles } from './workflow-files.ts';

export interface EvenhandProps extends StackProps {
  stage: Stage;
  /** Folder with one bundle a step and `desk/desk.json`. */
  dist: string;
  /** The address that replies come from. */
  sender: string;
}

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** With this much memory a function has a processor to itself: the encoder then takes 12 ms a sentence. */
const WHOLE_PROCESSOR = 1769;

/** Everything but the receiving of mail, which is a stack of its own: it can only live where SES receives. */
export class EvenhandStack extends Stack {
  readonly storage: Storage;

  constructor(scope: Construct, id: string, { stage, dist, sender, ...props }: EvenhandProps) {
    super(scope, id, props);
    const storage = new Storage(this, stage);
    const { table, mail } = storage;
    this.storage = storage;
    const desk = new LayerVersion(this, 'Desk', { code: Code.fromAsset(join(dist, 'layer')) });
    const out = new ConfigurationSet(this, 'MailOut', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const TABLE_NAME = table.tableName;
    const BUCKET_NAME = mail.bucketName;
    const DESK_FILE = '/opt/desk.json';
    const FIT_FILE = '/opt/desk.fit';
    const CONFIGURATION_SET = out.configurationSetName;
    const tableArns = [table.tableArn, `${table.tableArn}/index/gsi1`];

    const read = new StepLambda(this, 'read-message', { dist, desk, env: { TABLE_NAME, BUCKET_NAME, DESK_FILE } });
    const decide = new StepLambda(this, 'decide', {
      dist,
      desk,
      env: { TABLE_NAME, BUCKET_NAME, DESK_FILE, FIT_FILE, MODEL_DIR: '/var/task/model' },
      memoryMegabytes: WHOLE_PROCESSOR,
    });
    const web = new Web(this);
    const mailing = { TABLE_NAME, DESK_FILE, CONFIGURATION_SET, WEB_URL: web.url };
    const send = new StepLambda(this, 'send-reply', { dist, env: { TABLE_NAME, CONFIGURATION_SET } });
    const hand = new StepLambda(this, 'hand-to-person', { dist, desk, env: mailing });
    const settle = new StepLambda(this, 'settle', { dist, desk, env: { TABLE_NAME, DESK_FILE } });
    const ask = new StepLambda(this, 'ask-manager', { dist, desk, env: mailing });

    const arns = Object.fromEntries(
      [read, decide, send, hand, settle, ask].map((step) => [placeholderOf(step.node.id), step.fn.functionArn]),
    );
    const approval = new Machine(this, 'Approval', { type: 'STANDARD', definition: workflowFiles.approval(), arns });
    const triage = new Machine(this, 'Triage', {
      type: 'EXPRESS',
      definition: workflowFiles.triage(),
      arns: { ...arns, ApprovalMachineArn: approval.arn },
    });

    const pages = new StepLambda(this, 'desk', { dist, desk, env: { ...mailing, TRIAGE_MACHINE_ARN: triage.arn } });
    web.serve(pages.fn);
    const receive = new StepLambda(this, 'receive', {
      dist,
      env: { TABLE_NAME, TRIAGE_MACHINE_ARN: triage.arn },
      isTraced: false,
    });
    const intake = new Intake(this, { mail, mailOut: out, receive: receive.fn });
    const sweep = new StepLambda(this, 'sweep', {
      dist,
      desk,
      env: {
        ...{ ...mailing, BUCKET_NAME, FIT_FILE },
        ...{ TRIAGE_MACHINE_ARN: triage.arn, APPROVAL_MACHINE_ARN: approval.arn },
      },
      timeout: Duration.minutes(5),
    });
    new Schedule(this, sweep.fn);

    for (const step of [receive, read, decide, send, hand, settle, ask, pages, sweep])
      step.allow([...READ, ...WRITE], tableArns);
    decide.allow(['dynamodb:BatchGetItem'], [table.tableArn]);
    pages.allow(['dynamodb:DeleteItem'], [table.tableArn]); // sessions
    for (const step of [read, decide]) step.allow(['s3:GetObject'], [mail.arnForObjects('raw/*')]);
    const snapshot = mail.arnForObjects(TOPIC_SNAPSHOT);
    decide.allow(['s3:GetObject'], [snapshot]);
    sweep.allow(['s3:GetObject', 's3:PutObject'], [snapshot]);
    const domain = sender.slice(sender.lastIndexOf('@') + 1);
    const identity = this.formatArn({ service: 'ses', resource: 'identity', resourceName: domain });
    const configuration = this.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: CONFIGURATION_SET,
    });
    for (const step of [send, hand, ask, pages, sweep])
      step.allow(['ses:SendEmail', 'ses:SendRawEmail'], [identity, configuration], {
        StringEquals: { 'ses:FromAddress': sender },
      });
    sweep.allow(['ses:GetAccount'], ['*']); // the quota belongs to the account: the call knows no resource
    for (const step of [ask, pages, sweep]) step.allow(['states:SendTaskSuccess'], [approval.arn]);
    for (const step of [receive, pages]) step.allow(['states:StartExecution'], [triage.arn]);
    sweep.allow(['states:StartExecution'], [triage.arn, approval.arn]);
    const executions = `${approval.arn.replace(':stateMachine:', ':execution:')}:*`;
    sweep.allow(['states:DescribeExecution'], [executions]);
    // Also for those who read: without it a missing object is answered as forbidden, and nobody learns that it expired.
    for (const step of [read, decide, sweep])
      step.allow(['s3:ListBucket'], [mail.bucketArn], { StringLikeIfExists: { 's3:prefix': 'raw/*' } });

    sampleTraces(this);
    addAlarms(this, {
      ...{ intake, triage, approval, table },
      ...{ path: [read, decide, send, hand, ask].map(({ fn }) => fn), send: send.fn, sweep: sweep.fn },
    });
    new CfnOutput(this, 'WebUrl', { value: web.url });
    new CfnOutput(this, 'TableName', { value: TABLE_NAME });
    new CfnOutput(this, 'BucketName', { value: BUCKET_NAME });
    new CfnOutput(this, 'TriageMachineArn', { value: triage.arn });
  }
}
