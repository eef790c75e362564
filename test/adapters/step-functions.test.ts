import { SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { memoryWorkflows } from '../../lib/adapters/memory/workflows.ts';
import { stepFunctions } from '../../lib/adapters/step-functions.ts';
import { type Answer, answering } from './http-answers.ts';

const machine = (name: string) => `arn:aws:states:eu-west-1:000000000000:stateMachine:${name}`;
const execution = 'arn:aws:states:eu-west-1:000000000000:execution:approval:m1';
const input = { messageId: 'm1', caseId: 'case-1' };

async function workflowsWith(answer: Answer) {
  const { endpoint, heard } = await answering(answer);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sfn = new SFNClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  const workflows = stepFunctions(sfn, { triage: machine('triage'), approval: machine('approval') });
  return { workflows, heard };
}
const error = (name: string, status = 400): Answer => ({
  status,
  body: JSON.stringify({ __type: name, message: 'no' }),
});
const ok = (body: object): Answer => ({ status: 200, body: JSON.stringify(body) });

test('a triage is started with ids only, and without a name: Express does not look at it', async () => {
  const { workflows, heard } = await workflowsWith(ok({ executionArn: 'arn' }));
  const mail = { messageId: 'm1', key: 'raw/m1', receivedAt: '2026-03-02T09:00:00.000Z' };
  await workflows.startTriage(mail);
  const call = JSON.parse(heard[0]!.body) as Record<string, string>;
  expect(call).toEqual({ stateMachineArn: machine('triage'), input: JSON.stringify(mail) });
});

test('an approval is started by its name', async () => {
  const { workflows, heard } = await workflowsWith(ok({ executionArn: execution }));
  expect(await workflows.startApproval('m1', input)).toBe(execution);
  expect(JSON.parse(heard[0]!.body)).toMatchObject({ name: 'm1', stateMachineArn: machine('approval') });
});

test('an approval that was started before counts as started', async () => {
  const { workflows } = await workflowsWith(error('ExecutionAlreadyExists'));
  expect(await workflows.startApproval('m1', input)).toBe(execution);
});

test('any other refusal to start is heard', async () => {
  const { workflows } = await workflowsWith(error('StateMachineDoesNotExist'));
  await expect(workflows.startApproval('m1', input)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});

test('a task that waits is told', async () => {
  const { workflows, heard } = await workflowsWith(ok({}));
  expect(await workflows.tellDecided('token', '2026-11-23T10:05:00.000Z')).toBe(true);
  expect(JSON.parse(heard[0]!.body)).toEqual({ taskToken: 'token', output: '{"sendAt":"2026-11-23T10:05:00.000Z"}' });
});

test.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('%s: the task is gone', async (name) => {
  expect(await (await workflowsWith(error(name))).workflows.tellDecided('token', '2026-11-23T10:05:00.000Z')).toBe(
    false,
  );
});

test('a task that could not be told is not taken for gone', async () => {
  const { workflows } = await workflowsWith(error('AccessDeniedException'));
  await expect(workflows.tellDecided('token', '2026-11-23T10:05:00.000Z')).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test.each([
  [ok({ status: 'RUNNING' }), true],
  [ok({ status: 'SUCCEEDED' }), false],
  [error('ExecutionDoesNotExist'), false],
])('%j: is it running? %s', async (answer, isRunning) => {
  expect(await (await workflowsWith(answer)).workflows.isRunning(execution)).toBe(isRunning);
});

test('in memory, a name is started once and a task told once', async () => {
  const workflows = memoryWorkflows();
  const arn = await workflows.startApproval('m1', input);
  workflows.running.delete(arn);
  expect(await workflows.startApproval('m1', { ...input, caseId: 'other' })).toBe(arn);
  expect(workflows.approvals.get('m1')).toEqual(input);
  expect(await workflows.isRunning(arn)).toBe(false);
  workflows.waiting.add('token');
  expect([
    await workflows.tellDecided('token', '2026-11-23T10:05:00.000Z'),
    await workflows.tellDecided('token', '2026-11-23T10:05:00.000Z'),
  ]).toEqual([true, false]);
});
