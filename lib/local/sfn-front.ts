import { type Answer, refusal, unknownCall } from './aws-endpoint.ts';
import type { LocalMachines } from './machines.ts';

interface Call {
  stateMachineArn: string;
  executionArn: string;
  taskToken: string;
  output?: string;
  name?: string;
  input?: string;
}

const ok = (body: object): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

export function answerSfn(target: string, body: Buffer, machines: LocalMachines): Answer {
  const operation = target.slice(target.indexOf('.') + 1);
  const call = JSON.parse(body.toString()) as Call;
  switch (operation) {
    case 'StartExecution': {
      const executionArn = machines.start(call.stateMachineArn, JSON.parse(call.input ?? '{}'), call.name);
      return ok({ executionArn, startDate: Date.now() / 1000 });
    }
    case 'SendTaskSuccess':
      return machines.sendTaskSuccess(call.taskToken, JSON.parse(call.output ?? '{}'))
        ? ok({})
        : refusal('TaskDoesNotExist', 'No task waits with this token.');
    case 'DescribeExecution': {
      const { executionArn } = call;
      if (!machines.isKnown(executionArn)) return refusal('ExecutionDoesNotExist', `No execution ${executionArn}.`);
      return ok({ executionArn, status: machines.isRunning(executionArn) ? 'RUNNING' : 'SUCCEEDED' });
    }
    default:
      return unknownCall('Step Functions', operation);
  }
}
