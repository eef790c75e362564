interface State {
  Type: string;
  Resource?: string;
  [field: string]: unknown;
}

export interface Definition {
  States: Record<string, State>;
  [field: string]: unknown;
}

const COMMON = ['Type', 'Comment', 'InputPath', 'OutputPath'];
const FIELDS: Record<string, string[]> = {
  Task: ['Resource', 'Parameters', 'ResultPath', 'ResultSelector', 'Retry', 'Catch', 'Next', 'End', 'TimeoutSeconds'],
  Choice: ['Choices', 'Default'],
  Wait: ['TimestampPath', 'Next'],
  Succeed: [],
  Pass: ['Result', 'ResultPath', 'Parameters', 'Next', 'End'],
  Fail: ['Error', 'Cause'],
};
const MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
const RESOURCES = [
  /^arn:aws:lambda:/,
  /^arn:aws:states:::lambda:invoke\.waitForTaskToken$/,
  /^arn:aws:states:::states:startExecution$/,
];
const SAY = 'The local desk would ignore it, and then it would only work here. Add it to lib/local, or leave it out.';

/** Throws, with the state and the field, on anything that would behave differently here than in the cloud. */
export function checkDefinition(definition: Definition): Definition {
  for (const field of Object.keys(definition))
    if (!MACHINE_FIELDS.includes(field)) throw new Error(`The state machine has the field "${field}". ${SAY}`);
  let waits = 0;
  for (const [name, state] of Object.entries(definition.States)) {
    const fields = FIELDS[state.Type];
    if (!fields) throw new Error(`State "${name}" is of the type "${state.Type}". ${SAY}`);
    const unknown = Object.keys(state).find((field) => !COMMON.includes(field) && !fields.includes(field));
    if (unknown) throw new Error(`State "${name}" has the field "${unknown}". ${SAY}`);
    const { Resource } = state;
    if (Resource !== undefined && !RESOURCES.some((known) => known.test(Resource)))
      throw new Error(`State "${name}" calls "${Resource}". ${SAY}`);
    if (Resource?.endsWith('.waitForTaskToken')) waits += 1;
  }
  if (waits > 1) throw new Error(`Two states wait for a task token, and one execution has one here. ${SAY}`);
  return definition;
}
