import { steps } from './bundle.ts';
import { placeholderOf } from './names.ts';

export interface Definitions {
  triage: string;
  approval: string;
}

export const LOCAL_ACCOUNT = 'us-east-1:000000000000';
export const localFunctionArn = (step: string): string => `arn:aws:lambda:${LOCAL_ACCOUNT}:function:${step}`;
export const localMachineArn = (name: keyof Definitions): string =>
  `arn:aws:states:${LOCAL_ACCOUNT}:stateMachine:${name}`;

/** The definitions as they stand in a synthesised template, with the ARNs of the local stack put in. */
export function definitionsIn(template: { Resources?: Record<string, unknown> }): Definitions {
  const machines = Object.values(template.Resources ?? {}) as {
    Type: string;
    Properties: { StateMachineType: string; DefinitionString: string };
  }[];
  const of = (type: string): string => {
    const machine = machines.find(
      (one) => one.Type === 'AWS::StepFunctions::StateMachine' && one.Properties.StateMachineType === type,
    );
    if (!machine)
      throw new Error(`The synthesised template has no ${type} state machine. Look at lib/infra/evenhand-stack.ts.`);
    return fill(machine.Properties.DefinitionString);
  };
  return { triage: of('EXPRESS'), approval: of('STANDARD') };
}

const localArns: Record<string, string> = {
  ApprovalMachineArn: localMachineArn('approval'),
  ...Object.fromEntries(steps.map((step) => [placeholderOf(step), localFunctionArn(step)])),
};

/** Throws when a placeholder has no function. */
const fill = (definition: string): string =>
  definition.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const arn = localArns[name];
    if (!arn) throw new Error(`The workflow names \${${name}}, and no function has that name. Correct lib/workflow.`);
    return arn;
  });
