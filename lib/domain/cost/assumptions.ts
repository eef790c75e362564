/** What the meter cannot count on one machine. Each is on the high side of what was seen, and `cost` prints them. */
import type { Invocation } from './usage.ts';

/** A function gets a processor of its own with so much memory, and its share of one with less. */
const WHOLE_PROCESSOR_MB = 1769;
/** Milliseconds on a whole processor, beside its calls. `decide` encodes a few sentences. */
const OWN_MS: Record<string, number> = { 'read-message': 8, decide: 60 };
const OTHER_OWN_MS = 3;
/** For the SDK to make one call and read its answer. */
const CALL_MS = 1.5;
/** Until the answer is there. */
const WAIT_MS = { dynamodb: 6, s3: 30, ses: 100, stepFunctions: 30 };

/** From deployed to ready: the encoder's model is loaded by the one step that has it. */
const START_MS: Record<string, number> = { decide: 1_800 };
const OTHER_START_MS = 450;

/** Some calls always find no running function: more at once than before, or AWS replaced one. */
export const COLD_SHARE = 0.01;
/** So long a function that nobody calls stays ready. */
const WARM_SECONDS = 360;
/** Mail comes in business hours. */
const OPEN_SECONDS_A_MONTH = 22 * 9 * 3_600;

export const SWEEPS_A_MONTH = 4 * 730;
/** Sweeps that list the store. */
export const LISTINGS_A_MONTH = SWEEPS_A_MONTH;
/** The pollers of the queue ask for mail when there is none: five of them, every 20 seconds. */
export const IDLE_POLLS_A_MONTH = 5 * 3 * 60 * 730;
/** The event, put, taken and deleted. */
export const QUEUE_REQUESTS_AN_EVENT = 3;
/** As the bucket's lifecycle has it. */
export const MAIL_KEPT_MONTHS = 3;
/** The sample mails are shorter than real ones. */
export const MAIL_BYTES = 20_480;
/** How long cases stay in the table is nobody's rule: figures at volume are of the end of the first year. */
export const TABLE_KEPT_MONTHS = 12;
/** A mail stays within the sweep's look back for so many sweeps. */
export const SWEEPS_A_MAIL = 3;
/** Start, end and report of each call, and where its trace is. */
export const LOG_BYTES_A_CALL = 450;
/** A line for each thing that happens in a machine; nothing of the mail is in it. */
export const LOG_BYTES_AN_EVENT = 420;
export const EVENTS_A_TASK = 5;
export const EVENTS_OTHER_STATE = 2;
export const EVENTS_AN_EXECUTION = 2;
export const EXPRESS_MB = 64;
export const STATE_MS = 15;

export const warmMs = ({ step, calls }: Invocation, memoryMb: number): number => {
  const slower = Math.max(1, WHOLE_PROCESSOR_MB / memoryMb);
  const waits = calls.reduce((sum, { service }) => sum + WAIT_MS[service], 0);
  return Math.ceil(waits + slower * ((OWN_MS[step] ?? OTHER_OWN_MS) + CALL_MS * calls.length));
};

export const startMs = (step: string): number => START_MS[step] ?? OTHER_START_MS;

/** The share of calls that have to wait for a start: nobody called within the time that a function stays ready. */
export const coldShareAt = (mailsAMonth: number): number =>
  Math.max(COLD_SHARE, Math.exp((-mailsAMonth / OPEN_SECONDS_A_MONTH) * WARM_SECONDS));

/** Its calls come one after the other. */
export const sweepSeconds = (tableCalls: number, lists: number): number =>
  (tableCalls * (WAIT_MS.dynamodb + 4 * CALL_MS) + lists * 2 * WAIT_MS.s3) / 1_000;

export const words = [
  `a function of ${WHOLE_PROCESSOR_MB} MB has a processor to itself; decide takes ${OWN_MS.decide} ms of it, others ${OTHER_OWN_MS} to ${OWN_MS['read-message']}`,
  `an answer takes ${WAIT_MS.dynamodb} ms (table), ${WAIT_MS.s3} (store), ${WAIT_MS.ses} (mail service)`,
  `a start takes ${OTHER_START_MS} ms, of decide ${START_MS.decide}; an idle function stays ready for ${WARM_SECONDS / 60} minutes`,
  `a stored mail has ${MAIL_BYTES / 1024} KB and stays ${MAIL_KEPT_MONTHS} months`,
  'every state is logged, and every event comes in a batch of its own',
  'alarms and metrics of our own have something to say in every hour of the month',
];
