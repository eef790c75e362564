import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListContactsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { SendTaskHeartbeatCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type LocalAws, startAwsEndpoint } from '../../lib/local/aws-endpoint.ts';
import { startDynoxide } from '../../lib/local/dynoxide.ts';
import { localMachines } from '../../lib/local/machines.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import { checkDefinition, type Definition } from '../../lib/local/supported.ts';

const machine = (state: Record<string, unknown>): Definition => ({
  StartAt: 'Wait',
  States: { Wait: { Type: 'Task', Resource: 'arn:aws:lambda:x', End: true, ...state } },
});

test('a definition that the local desk knows is taken', () => expect(checkDefinition(machine({}))).toBeDefined());

test.each([
  ['a field', { HeartbeatSeconds: 5 }, /State "Wait" has the field "HeartbeatSeconds"/],
  ['a type', { Type: 'Map' }, /State "Wait" is of the type "Map"/],
  ['a wait for seconds', { Type: 'Wait', Seconds: 5 }, /State "Wait" has the field/],
  [
    'a service',
    { Resource: 'arn:aws:states:::sqs:sendMessage' },
    /State "Wait" calls "arn:aws:states:::sqs:sendMessage"/,
  ],
])('%s that it does not know is refused by name', (_, state, words) => {
  expect(() => checkDefinition(machine(state))).toThrow(words);
});

test('a field of the machine that it does not know is refused by name', () =>
  expect(() => checkDefinition({ ...machine({}), QueryLanguage: 'JSONata' })).toThrow('"QueryLanguage"'));

let aws: LocalAws;
beforeAll(async () => {
  const machines = localMachines({ definitions: {}, invoke: async () => ({}) });
  const outbox = { add: async () => '', ids: async () => [], read: async () => null };
  aws = await startAwsEndpoint({ objects: memoryObjects(() => new Date()), outbox, machines, onSesEvent: () => {} });
});
afterAll(() => aws.close());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const client = () => ({
  endpoint: aws.endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
});
test.each([
  [
    'Step Functions',
    () => new SFNClient(client()).send(new SendTaskHeartbeatCommand({ taskToken: 'x' })),
    /does not know SendTaskHeartbeat/,
  ],
  ['SES', () => new SESv2Client(client()).send(new ListContactsCommand({ ContactListName: 'x' })), /does not know/],
])('a call of %s that it does not know is refused by name', async (_, call, words) => {
  await expect(call()).rejects.toThrow(words);
});

test('S3 refuses what it does not know', async () => {
  const s3 = new S3Client({ ...client(), forcePathStyle: true });
  await expect(s3.send(new DeleteObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 501 },
  });
});

test('a platform without a table binary is named, with the way out', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', undefined);
  vi.spyOn(process, 'platform', 'get').mockReturnValue('freebsd');
  await expect(startDynoxide(null)).rejects.toThrow(/@dynoxide\/freebsd-\w+.*AWS_ENDPOINT_URL_DYNAMODB/);
});
