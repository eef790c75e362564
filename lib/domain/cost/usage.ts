/** What was counted while a desk worked. */
export interface Call {
  service: 'dynamodb' | 's3' | 'ses' | 'stepFunctions';
  operation: string;
  /** Read or write units of the table, by the sizes of the items. */
  units: number;
  /** Of the request. */
  bytes: number;
}

/** One run of a function. */
export interface Invocation {
  step: string;
  calls: Call[];
  /** What it wrote to its log itself. */
  logBytes: number;
}

/** A state that a machine entered. */
export interface Entered {
  machine: 'triage' | 'approval';
  state: string;
  isTask: boolean;
}

/** All that one mail set in motion, until nothing moved any more. */
export interface Usage {
  outcome: string;
  mailBytes: number;
  invocations: Invocation[];
  entered: Entered[];
  /** Executions begun. */
  executions: { triage: number; approval: number };
}

export const callsOf = (invocations: Invocation[]): Call[] => invocations.flatMap(({ calls }) => calls);
