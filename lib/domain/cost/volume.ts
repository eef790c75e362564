import * as model from './assumptions.ts';
import { billOfRuns, type StackFacts, totalOf } from './bill.ts';
import { averageMail, type Mix } from './figures.ts';
import { cost } from './prices.ts';
import { callsOf, type Invocation, type Usage } from './usage.ts';

export interface Metered {
  usages: Usage[];
  /** A sweep that finds nothing to do; and one that has all the mails within its look back. */
  sweep: Invocation[];
  sweepOfAll: Invocation[];
  /** What they left in the table. */
  tableBytes: number;
}

/** Dollars a month. */
export interface Month {
  total: number;
  mails: number;
  sweeps: number;
  /** Of cases, at the end of the first year. */
  table: number;
  alarms: number;
  ownMetrics: number;
  queue: number;
  keys: number;
  per1000: number;
  /** How long one sweep takes; its time-out is five minutes. */
  sweepSeconds: number;
}

const LISTED_AT_ONCE = 1_000;
/** A sweep lists the whole store, however old its mails are. */
const listsOf = (mails: number): number => (mails * model.MAIL_KEPT_MONTHS) / LISTED_AT_ONCE;

/** What one mail more adds to all the sweeps that see it. */
export function sweepsOfAMail({ usages, sweep, sweepOfAll }: Metered, facts: StackFacts): number {
  const looks = totalOf(billOfRuns(sweepOfAll, facts, 0)) - totalOf(billOfRuns(sweep, facts, 0));
  return (looks / usages.length) * model.SWEEPS_A_MAIL + cost('s3Put', listsOf(1)) * model.LISTINGS_A_MONTH;
}

export function monthOf(mails: number, metered: Metered, mix: Mix, facts: StackFacts): Month {
  const { usages, sweep, sweepOfAll, tableBytes } = metered;
  const perMail = totalOf(averageMail(usages, mix, facts, model.coldShareAt(mails)).bill);
  const callsALook = (callsOf(sweepOfAll).length - callsOf(sweep).length) / usages.length;
  const looks = (mails * model.SWEEPS_A_MAIL) / model.SWEEPS_A_MONTH;
  const parts = {
    mails: mails * perMail,
    // Nobody calls the sweep in between: it starts anew each time.
    sweeps: model.SWEEPS_A_MONTH * totalOf(billOfRuns(sweep, facts, 1)) + mails * sweepsOfAMail(metered, facts),
    table: cost('tableByteMonth', (mails * model.TABLE_KEPT_MONTHS * tableBytes) / usages.length),
    alarms: cost('alarmMetric', facts.alarmMetrics),
    ownMetrics: cost('ownMetric', facts.ownMetrics),
    queue: cost('queueRequest', model.IDLE_POLLS_A_MONTH),
    keys: cost('keyMonth', facts.customerKeys),
  };
  const total = Object.values(parts).reduce((sum, dollars) => sum + dollars, 0);
  return {
    ...parts,
    total,
    per1000: (total / mails) * 1_000,
    sweepSeconds: model.sweepSeconds(callsOf(sweep).length + looks * callsALook, listsOf(mails)),
  };
}
