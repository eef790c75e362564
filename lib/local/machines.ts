import { randomUUID } from 'node:crypto';
import { StateMachine } from 'aws-local-stepfunctions';
import { checkDefinition, type Definition } from './supported.ts';

type Invoke = (functionArn: string, payload: unknown) => Promise<unknown>;
type Input = Record<string, unknown>;

export interface LocalMachines {
  /** Starts an execution; a name that is known is started once. Returns its ARN. */
  start(machineArn: string, input: Input, name?: string): string;
  /** False when no such task waits. */
  sendTaskSuccess(taskToken: string, output: Input): boolean;
  isKnown(executionArn: string): boolean;
  isRunning(executionArn: string): boolean;
  /** Resolves when nothing moves: every execution has ended or waits for a person. */
  idle(): Promise<void>;
}

export interface MachineOptions {
  /** Definition per machine ARN, as synthesised. */
  definitions: Record<string, string>;
  invoke: Invoke;
  /** Each state entered, with what the machine carries into it: for tests and for the curious. */
  onState?: (machineArn: string, state: string, input: unknown) => void;
  /** Milliseconds instead of the retry delays of the definition. */
  retryDelay?: number;
  /** Resolves at a moment, null when it has come; given, a test decides when that is. */
  waitUntil?: (moment: string) => Promise<unknown> | null;
}

const WAIT_FOR_TOKEN = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const START_EXECUTION = 'arn:aws:states:::states:startExecution';
const WAIT = 'local:wait';

/** A Wait becomes a task of ours: an execution that only waits for the clock must not hold up the end of the process. */
const withOwnWaits = (definition: Definition): Definition => ({
  ...definition,
  States: Object.fromEntries(
    Object.entries(definition.States).map(([name, state]) => {
      const { TimestampPath, ...rest } = state;
      return [
        name,
        state.Type === 'Wait'
          ? { ...rest, Type: 'Task', Resource: WAIT, InputPath: TimestampPath, ResultPath: null }
          : state,
      ];
    }),
  ),
});

/** A wait of ours is an hour at most; a timer counts no further than 24.8 days. */
function untilMoment(moment: string): Promise<unknown> | null {
  const milliseconds = Date.parse(moment) - Date.now();
  return milliseconds > 0 ? new Promise((done) => setTimeout(done, milliseconds).unref()) : null;
}

interface Compiled {
  definition: Definition;
  runnable: StateMachine;
}
const compiled = new Map<string, Compiled>();
/** Validating a definition takes fifty times as long as running it. */
function compile(asl: string): Compiled {
  const known = compiled.get(asl);
  if (known) return known;
  const definition = withOwnWaits(checkDefinition(JSON.parse(asl) as Definition));
  const runnable = new StateMachine(definition as never, { validationOptions: { checkArn: false } });
  compiled.set(asl, { definition, runnable });
  return { definition, runnable };
}

/** Runs synthesised definitions. Task tokens and starting another machine, which the library does not know, are ours. */
export function localMachines(options: MachineOptions): LocalMachines {
  const { definitions, invoke, onState = () => {}, retryDelay, waitUntil = untilMoment } = options;
  const machines = new Map(Object.entries(definitions).map(([arn, asl]) => [arn, compile(asl)]));
  const running = new Map<string, boolean>();
  const waiting = new Map<string, (output: Input) => void>();
  const idlers: (() => void)[] = [];
  let moving = 0;
  const move = (by: 1 | -1) => {
    moving += by;
    if (moving === 0) for (const done of idlers.splice(0)) done();
  };

  const start: LocalMachines['start'] = (machineArn, input, name = randomUUID()) => {
    const machine = machines.get(machineArn);
    if (!machine) throw named('StateMachineDoesNotExist', `No local state machine ${machineArn}.`);
    const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    if (running.get(executionArn)) return executionArn;
    if (running.has(executionArn)) throw named('ExecutionAlreadyExists', `${executionArn} has ended.`);
    running.set(executionArn, true);
    move(1);
    void execute(machineArn, machine, executionArn, input)
      .catch((error: Error) => console.error(`${executionArn} failed: ${error.name} ${error.message}`))
      .finally(() => {
        // An Express execution leaves no trace; a Standard one keeps its name.
        if (Object.values(machine.definition.States).some(({ Resource }) => Resource === WAIT_FOR_TOKEN))
          running.set(executionArn, false);
        else running.delete(executionArn);
        move(-1);
      });
    return executionArn;
  };

  async function execute(machineArn: string, { definition, runnable }: Compiled, executionArn: string, input: Input) {
    const token = `${randomUUID()}${randomUUID()}`;
    const handlers = Object.fromEntries(
      Object.entries(definition.States).flatMap(([state, { Type, Resource = '' }]) =>
        Type === 'Task' ? [[state, taskOf(Resource, token)] as const] : [],
      ),
    );
    const delays = Object.fromEntries(Object.keys(handlers).map((state) => [state, retryDelay ?? 0]));
    const run = runnable.run(input as never, {
      overrides: {
        taskResourceLocalHandlers: handlers as never,
        ...(retryDelay !== undefined && { retryIntervalOverrides: delays }),
      },
      context: { Execution: { Id: executionArn }, Task: { Token: token } } as never,
    });
    const watch = (async () => {
      for await (const event of run.eventLogs)
        if (event.type === 'StateEntered') onState(machineArn, event.state.name, event.state.input);
    })();
    await Promise.all([run.result, watch]);
  }

  const taskOf = (resource: string, token: string) => async (input: Input) => {
    if (resource === START_EXECUTION) {
      const { StateMachineArn, Input: given, Name } = input as { StateMachineArn: string; Input: Input; Name?: string };
      return { ExecutionArn: start(StateMachineArn, given, Name) };
    }
    if (resource === WAIT) {
      const waited = waitUntil(input as unknown as string);
      if (!waited) return {};
      move(-1); // nothing moves but the clock
      await waited;
      move(1);
      return {};
    }
    if (resource !== WAIT_FOR_TOKEN) return (await invoke(resource, input)) ?? {};
    const { FunctionName, Payload } = input as { FunctionName: string; Payload: Input };
    const answered = new Promise<Input>((done) => waiting.set(token, done));
    try {
      await invoke(FunctionName, Payload);
    } catch (error) {
      // Answered before its step failed: answered it is.
      if (waiting.delete(token)) throw error;
    }
    move(-1);
    return answered;
  };

  return {
    start,
    sendTaskSuccess(taskToken, output) {
      const answer = waiting.get(taskToken);
      if (!answer) return false;
      waiting.delete(taskToken);
      move(1);
      answer(output);
      return true;
    },
    isKnown: (arn) => running.has(arn),
    isRunning: (arn) => running.get(arn) ?? false,
    idle: () => (moving === 0 ? Promise.resolve() : new Promise((done) => idlers.push(done))),
  };
}

export const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
