import * as model from './assumptions.ts';
import { cost } from './prices.ts';
import { type Call, callsOf, type Invocation, type Usage } from './usage.ts';

/** What the templates say. */
export interface StackFacts {
  /** Per step. */
  memoryMb: Record<string, number>;
  /** Steps that trace their calls on their own. */
  traced: string[];
  /** Of the executions of machines. */
  tracedShare: number;
  alarmMetrics: number;
  ownMetrics: number;
  customerKeys: number;
}

/** Dollars. */
export interface Bill {
  mail: number;
  functions: number;
  machines: number;
  table: number;
  store: number;
  queue: number;
  logs: number;
  traces: number;
  pages: number;
}

export const NOTHING: Bill = {
  ...{ mail: 0, functions: 0, machines: 0, table: 0, store: 0, queue: 0, logs: 0, traces: 0, pages: 0 },
};
export const totalOf = (bill: Bill): number => Object.values(bill).reduce((sum, dollars) => sum + dollars, 0);

export const scaled = (bill: Bill, by: number): Bill =>
  Object.fromEntries(Object.entries(bill).map(([part, dollars]) => [part, dollars * by])) as unknown as Bill;

export const added = (one: Bill, other: Bill): Bill =>
  Object.fromEntries(
    Object.entries(one).map(([part, dollars]) => [part, dollars + other[part as keyof Bill]]),
  ) as unknown as Bill;

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems']);
export const isRead = ({ service, operation }: Call): boolean => service === 'dynamodb' && READS.has(operation);
export const isWrite = ({ service, operation }: Call): boolean => service === 'dynamodb' && WRITES.has(operation);

/** A call without a price is an error: as nothing it would make the desk look cheap. */
function priceOf(call: Call): Partial<Bill> {
  const { service, operation, units, bytes } = call;
  if (isRead(call)) return { table: cost('readUnit', units) };
  if (isWrite(call)) return { table: cost('writeUnit', units) };
  switch (`${service} ${operation}`) {
    case 's3 GetObject':
      return { store: cost('s3Get', 1) };
    case 's3 PutObject':
    case 's3 ListObjectsV2':
      return { store: cost('s3Put', 1) };
    case 'ses SendEmail':
      // The body of the call is base64: four bytes for three.
      return { mail: cost('sesOut', 1) + cost('sesOutByte', (bytes * 3) / 4) };
    case 'ses GetAccount':
    case 'stepFunctions StartExecution':
    case 'stepFunctions SendTaskSuccess':
    case 'stepFunctions DescribeExecution':
      return {}; // free; what they set in motion is not
    default:
      throw new Error(`${service} ${operation} has no price. Add it to lib/domain/cost/bill.ts.`);
  }
}

/** Called by the queue, a browser and the clock: the others follow what their machine decides about traces. */
const BY_NO_MACHINE = new Set(['receive', 'desk', 'sweep']);

const gbSeconds = (ms: number, megabytes: number): number => (ms / 1_000) * (megabytes / 1_024);

/** What runs of functions cost, and what they call; `coldShare` of them wait for a start, which is paid for, too. */
export function billOfRuns(invocations: Invocation[], { memoryMb, traced }: StackFacts, coldShare: number): Bill {
  const bill = { ...NOTHING };
  for (const call of callsOf(invocations))
    for (const [part, dollars] of Object.entries(priceOf(call))) bill[part as keyof Bill] += dollars;
  for (const invocation of invocations) {
    const memory = memoryMb[invocation.step];
    if (!memory) throw new Error(`The template has no function for the step ${invocation.step}.`);
    const ms = model.warmMs(invocation, memory) + coldShare * model.startMs(invocation.step);
    bill.functions += cost('lambdaRequest', 1) + cost('lambdaGbSecond', gbSeconds(ms, memory));
    bill.logs += cost('logByte', model.LOG_BYTES_A_CALL + invocation.logBytes);
    if (invocation.step === 'receive')
      bill.queue += cost('event', 1) + cost('queueRequest', model.QUEUE_REQUESTS_AN_EVENT);
    if (invocation.step === 'desk') bill.pages += cost('pageRequest', 1);
    if (BY_NO_MACHINE.has(invocation.step) && traced.includes(invocation.step)) bill.traces += cost('trace', 1);
  }
  return bill;
}

/** One mail, from the mail service's hands to the last state of its machines. */
export function billOfMail(usage: Usage, facts: StackFacts, coldShare: number): Bill {
  const { invocations, entered, executions, mailBytes } = usage;
  const bill = billOfRuns(invocations, facts, coldShare);
  bill.mail += cost('sesIn', 1) + cost('sesInChunk', Math.floor(mailBytes / 262_144));
  bill.store += cost('s3Put', 1) + cost('s3ByteMonth', Math.max(mailBytes, model.MAIL_BYTES) * model.MAIL_KEPT_MONTHS);
  const begun = executions.triage + executions.approval;
  bill.traces += cost('trace', begun * facts.tracedShare);
  const events = entered.reduce(
    (sum, { isTask }) => sum + (isTask ? model.EVENTS_A_TASK : model.EVENTS_OTHER_STATE),
    begun * model.EVENTS_AN_EXECUTION,
  );
  bill.logs += cost('logByte', events * model.LOG_BYTES_AN_EVENT);
  // A little too much: what approvals call is in it, and no Express machine waits for that.
  const worked = invocations
    .filter(({ step }) => step !== 'receive' && step !== 'desk')
    .reduce((sum, run) => sum + model.warmMs(run, facts.memoryMb[run.step]!), 0);
  const expressMs = Math.ceil((worked + entered.length * model.STATE_MS) / 100) * 100;
  bill.machines +=
    cost('transition', transitionsOf(usage)) +
    cost('expressRequest', executions.triage) +
    cost('expressGbSecond', gbSeconds(expressMs, model.EXPRESS_MB));
  return bill;
}

/** Of Standard machines: each state that is entered, and the start. */
export const transitionsOf = ({ entered, executions }: Usage): number =>
  entered.filter(({ machine }) => machine === 'approval').length + executions.approval;
