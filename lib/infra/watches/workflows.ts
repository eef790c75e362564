import type { Machine } from '../machine.ts';
import { metricOf, minutes, sumOf, type Watch } from './watch.ts';

const FIVE = minutes(5);

export function workflowWatches(triage: Machine, approval: Machine): Watch[] {
  const of = (name: string) => (machine: Machine) =>
    metricOf({ namespace: 'AWS/States', name, dimensions: { StateMachineArn: machine.arn }, period: FIVE });
  return [
    {
      id: 'WorkflowFailed',
      meaning:
        'A mail could not even be handed to a person, or an approval stopped before its reply. The sweep tries again.',
      metric: sumOf([triage, approval].map(of('ExecutionsFailed')), FIVE),
      over: 0,
    },
    {
      id: 'WorkflowTimedOut',
      meaning: 'A mail was worked on for longer than it may take. The sweep starts it again.',
      metric: sumOf([triage, approval].map(of('ExecutionsTimedOut')), FIVE),
      over: 0,
    },
    {
      id: 'WorkflowAborted',
      meaning: 'Somebody stopped an approval by hand. The sweep goes on with it.',
      metric: of('ExecutionsAborted')(approval),
      over: 0,
    },
    {
      id: 'WorkflowThrottled',
      meaning: 'Approvals move slower than they could: the account may do no more transitions a second.',
      metric: of('ExecutionThrottled')(approval),
      over: 0,
    },
  ];
}
