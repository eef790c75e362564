import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asl from 'asl-validator';
import { expect, test } from 'vitest';
import { LEASE_MS } from '../../lib/adapters/lease.ts';
import { MAIL_KEPT_DAYS } from '../../lib/domain/report/reconcile.ts';
import { bundleFunctions, steps } from '../../lib/infra/bundle.ts';
import { definitionsIn } from '../../lib/infra/definitions.ts';
import { acceptedFindings } from '../../lib/infra/findings.ts';
import { usedPlaceholders, workflowFiles } from '../../lib/infra/workflow-files.ts';
import { grantsOf, synthesised } from './template.ts';

const dev = synthesised('dev');
const live = synthesised('live');
const definitions = definitionsIn(dev.evenhand.toJSON());
const grants = grantsOf(dev.evenhand);
const actionsOf = (owner: string): string[] => (grants.get(owner) ?? []).flatMap(({ Action }) => Action).sort();
const ownersOf = (action: string): string[] =>
  [...grants.keys()].filter((owner) => actionsOf(owner).includes(action)).sort();

test.each(['triage', 'approval'] as const)('the synthesised %s machine is valid', (name) => {
  const { isValid, errorsText } = asl(JSON.parse(definitions[name]), { checkPaths: false });
  expect(errorsText('\n')).toBe('');
  expect(isValid).toBe(true);
});

test('every placeholder in the workflow files names a step or a machine that exists', () => {
  const used = [...usedPlaceholders(workflowFiles.triage()), ...usedPlaceholders(workflowFiles.approval())];
  const machines = Object.values(dev.evenhand.findResources('AWS::StepFunctions::StateMachine'));
  const filled = machines.flatMap(({ Properties }) => Object.keys(Properties.DefinitionSubstitutions));
  expect([...new Set(filled)].sort()).toEqual([...new Set(used)].sort());
});

test('every wait for a person has a time-out, and the time-out is caught', () => {
  const { States } = JSON.parse(definitions.approval) as {
    States: Record<string, { Resource?: string; TimeoutSeconds?: number; Catch?: { ErrorEquals: string[] }[] }>;
  };
  const waits = Object.values(States).filter(({ Resource }) => Resource?.endsWith('waitForTaskToken'));
  expect(waits).toHaveLength(1);
  expect(waits[0]?.TimeoutSeconds).toBeGreaterThan(0);
  expect(waits[0]?.Catch?.some(({ ErrorEquals }) => ErrorEquals.includes('States.Timeout'))).toBe(true);
});

test.each(['triage', 'approval'] as const)(
  '28 whatever races in the %s machine: a reply on its way is waited for, longer than a claim and a call may last',
  (name) => {
    interface Retry {
      ErrorEquals: string[];
      IntervalSeconds: number;
      MaxAttempts: number;
      BackoffRate: number;
    }
    const { States } = JSON.parse(definitions[name]) as { States: Record<string, { Retry: Retry[] }> };
    const retries = States['Send the reply']!.Retry;
    const patient = retries.find(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))!;
    const waits = Array.from(
      { length: patient.MaxAttempts },
      (_, i) => patient.IntervalSeconds * patient.BackoffRate ** i,
    );
    expect(waits.reduce((sum, seconds) => sum + seconds, 0) * 1_000).toBeGreaterThan(2 * LEASE_MS);
    expect(retries[0]).toMatchObject({ ErrorEquals: ['ReplyInDoubt', 'MessageUnknown'], MaxAttempts: 0 });
  },
);

test('the machines keep no execution data in their logs', () => {
  const machines = Object.values(dev.evenhand.findResources('AWS::StepFunctions::StateMachine'));
  for (const { Properties } of machines) {
    expect(Properties.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    expect(Properties.TracingConfiguration).toEqual({ Enabled: true });
  }
});

// Seventy was the goal before the events of the mail service were asked for: their way in takes three.
test('at most 73 resources and 9 functions in both stacks together, alarms not counted: they only look', () => {
  const all = [dev.evenhand, dev.receiving].flatMap((template) =>
    Object.values(template.toJSON().Resources as Record<string, { Type: string }>),
  );
  expect(all.filter(({ Type }) => Type !== 'AWS::CloudWatch::Alarm').length).toBeLessThanOrEqual(73);
  expect(all.filter(({ Type }) => Type === 'AWS::Lambda::Function').length).toBe(9);
  expect(all.filter(({ Type }) => Type.startsWith('Custom::'))).toEqual([]);
});

const only = (template: typeof dev.evenhand, type: string) => Object.values(template.findResources(type))[0]!;

test('live data cannot be deleted with the stack, dev data can', () => {
  const table = only(live.evenhand, 'AWS::DynamoDB::Table');
  expect([table.DeletionPolicy, table.Properties.DeletionProtectionEnabled]).toEqual(['Retain', true]);
  expect(only(live.evenhand, 'AWS::S3::Bucket').DeletionPolicy).toBe('Retain');
  expect(only(dev.evenhand, 'AWS::DynamoDB::Table').DeletionPolicy).toBe('Delete');
});

test('mail expires when `reconcile` no longer expects it', () => {
  const [rule] = only(dev.evenhand, 'AWS::S3::Bucket').Properties.LifecycleConfiguration.Rules;
  expect(rule).toMatchObject({ ExpirationInDays: MAIL_KEPT_DAYS, NoncurrentVersionExpiration: { NoncurrentDays: 1 } });
});

test('mail is received for the desk only, scanned, over TLS', () => {
  const { Rule } = only(dev.receiving, 'AWS::SES::ReceiptRule').Properties;
  expect(Rule).toMatchObject({
    Recipients: ['help@firm.example', 'hello@firm.example'],
    ScanEnabled: true,
    TlsPolicy: 'Require',
  });
  expect(Rule.Actions[0].S3Action).not.toHaveProperty('KmsKeyArn');
  expect(dev.evenhand.findResources('AWS::SES::ReceiptRule')).toEqual({});
});

const SEND = ['ses:SendEmail', 'ses:SendRawEmail'];
const XRAY = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const TABLE = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'];
const QUEUE = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

test.each([
  ['receive', [...QUEUE, ...TABLE, 'states:StartExecution']],
  ['readmessage', [...TABLE, 's3:GetObject', 's3:ListBucket']],
  ['decide', [...TABLE, 'dynamodb:BatchGetItem', 's3:GetObject', 's3:GetObject', 's3:ListBucket']],
  ['sendreply', [...TABLE, ...SEND]],
  ['handtoperson', [...TABLE, ...SEND]],
  ['askmanager', [...TABLE, ...SEND, 'states:SendTaskSuccess']],
  ['settle', TABLE],
  ['desk', [...TABLE, ...SEND, 'dynamodb:DeleteItem', 'states:SendTaskSuccess', 'states:StartExecution']],
  [
    'sweep',
    [
      ...TABLE,
      ...SEND,
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'ses:GetAccount',
      'states:DescribeExecution',
      'states:SendTaskSuccess',
      'states:StartExecution',
    ],
  ],
])('%s may do exactly this', (owner, actions) => {
  const traces = owner === 'receive' ? [] : XRAY;
  expect(actionsOf(owner)).toEqual([...actions, ...LOG, ...traces].sort());
});

test('one mail in twenty is traced: machines go by our rule, and receive, which no machine calls, traces nothing', () => {
  const rules = Object.values(dev.evenhand.findResources('AWS::XRay::SamplingRule'));
  expect(rules.map(({ Properties }) => Properties.SamplingRule)).toEqual([
    expect.objectContaining({ FixedRate: 0.05, ReservoirSize: 0, ServiceName: `${dev.stack.stackName}-*` }),
  ]);
  const functions = Object.entries(dev.evenhand.findResources('AWS::Lambda::Function'));
  const untraced = functions.filter(([, { Properties }]) => !Properties.TracingConfig).map(([id]) => id);
  expect(untraced).toEqual([expect.stringMatching(/^receiveFn/)]);
});

test('nothing but tracing, log delivery and the sending quota, which know no resource, reaches everything', () => {
  const everywhere = [...grants.values()]
    .flat()
    .filter(({ Resource }) => Resource === '*')
    .flatMap(({ Action }) => Action);
  expect(
    everywhere.filter(
      (action) =>
        !/^(xray:|ses:GetAccount$|logs:.*LogDelivery|logs:ListLogDeliveries|logs:PutResourcePolicy|logs:Describe)/.test(
          action,
        ),
    ),
  ).toEqual([]);
});

test('only the sweep writes an object, and only the snapshot of the topics', () => {
  expect(ownersOf('s3:PutObject')).toEqual(['sweep']);
  const writes = [...grants.values()].flat().filter(({ Action }) => [Action].flat().includes('s3:PutObject'));
  expect(writes.map(({ Resource }) => JSON.stringify(Resource))).toEqual([
    expect.stringMatching(
      /^\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["StorageMail\w+","Arn"\]\},"\/topics\/snapshot"\]\]\}$/,
    ),
  ]);
});

test('a mail may only leave from our own address', () => {
  expect(ownersOf('ses:SendEmail')).toEqual(['askmanager', 'desk', 'handtoperson', 'sendreply', 'sweep']);
  const sends = [...grants.values()].flat().filter(({ Action }) => [Action].flat().includes('ses:SendEmail'));
  expect(
    sends.every(
      ({ Condition }) => JSON.stringify(Condition) === '{"StringEquals":{"ses:FromAddress":"help@firm.example"}}',
    ),
  ).toBe(true);
});

test('cdk-nag finds nothing but what is accepted with a reason, five at most', () => {
  const accepted = acceptedFindings(dev.stack);
  expect(accepted.length).toBeLessThanOrEqual(5);
  expect(accepted.every(({ reason }) => reason.length > 20)).toBe(true);
  expect(() => synthesised('dev', { nag: true })).not.toThrow();
});

test('each function is at most 700 KB on the way of a mail, and 900 KB beside it', async () => {
  const out = mkdtempSync(join(tmpdir(), 'evenhand-bundle-'));
  await bundleFunctions(out);
  const limitOf = (step: string) => (step === 'sweep' || step === 'desk' ? 900_000 : 700_000);
  const tooLarge = steps.filter((step) => readFileSync(join(out, step, 'index.mjs')).length > limitOf(step));
  expect(tooLarge).toEqual([]);
});
