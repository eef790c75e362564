import type { Workflows } from '../../ports.ts';

type TriageInput = Parameters<Workflows['startTriage']>[0];
type ApprovalInput = Parameters<Workflows['startApproval']>[1];

/** Keeps what was started; runs nothing. `waiting` holds the task tokens that somebody waits with. */
export const memoryWorkflows = () => {
  const triages: TriageInput[] = [];
  const approvals = new Map<string, ApprovalInput>();
  const running = new Set<string>();
  const waiting = new Set<string>();
  const workflows: Workflows = {
    async startTriage(input) {
      triages.push(input);
    },
    async startApproval(name, input) {
      const executionArn = `execution:approval:${name}`;
      if (!approvals.has(name)) running.add(executionArn);
      approvals.set(name, approvals.get(name) ?? input);
      return executionArn;
    },
    tellDecided: async (taskToken) => waiting.delete(taskToken),
    isRunning: async (executionArn) => running.has(executionArn),
  };
  return { ...workflows, triages, approvals, running, waiting };
};
