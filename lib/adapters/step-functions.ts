import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Workflows } from '../ports.ts';

interface Machines {
  triage: string;
  approval: string;
}

const GONE = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);

export const tellDecided =
  (sfn: SFNClient): Workflows['tellDecided'] =>
  (taskToken, sendAt) =>
    sfn
      .send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ sendAt }) }))
      .then(() => true)
      .catch((error: Error) => {
        if (GONE.has(error.name)) return false;
        throw error;
      });

export const stepFunctions = (sfn: SFNClient, { triage, approval }: Machines): Workflows => ({
  tellDecided: tellDecided(sfn),

  async startTriage(input) {
    await sfn.send(new StartExecutionCommand({ stateMachineArn: triage, input: JSON.stringify(input) }));
  },

  async startApproval(name, input) {
    const start = new StartExecutionCommand({ stateMachineArn: approval, name, input: JSON.stringify(input) });
    const { executionArn } = await sfn.send(start).catch((error: Error) => {
      if (error.name === 'ExecutionAlreadyExists') return { executionArn: undefined };
      throw error;
    });
    return executionArn ?? `${approval.replace(':stateMachine:', ':execution:')}:${name}`;
  },

  isRunning: (executionArn) =>
    sfn
      .send(new DescribeExecutionCommand({ executionArn }))
      .then(({ status }) => status === 'RUNNING')
      .catch((error: Error) => {
        if (error.name === 'ExecutionDoesNotExist') return false;
        throw error;
      }),
});
