import {
  added,
  type Bill,
  billOfMail,
  isRead,
  isWrite,
  NOTHING,
  type StackFacts,
  scaled,
  transitionsOf,
} from './bill.ts';
import { callsOf, type Usage } from './usage.ts';

/** Of one mail, on the average. */
export interface Figures {
  bill: Bill;
  transitions: number;
  writeUnits: number;
  readUnits: number;
  calls: number;
}

/** Shares of outcomes; they need not sum up to one. */
export type Mix = Record<string, number>;

function figuresOf(usage: Usage, facts: StackFacts, coldShare: number): Figures {
  const calls = callsOf(usage.invocations);
  const units = (is: typeof isRead) => calls.filter(is).reduce((sum, one) => sum + one.units, 0);
  return {
    bill: billOfMail(usage, facts, coldShare),
    transitions: transitionsOf(usage),
    writeUnits: units(isWrite),
    readUnits: units(isRead),
    calls: calls.length,
  };
}

const plus = (one: Figures, other: Figures, by: number): Figures => ({
  bill: added(one.bill, scaled(other.bill, by)),
  transitions: one.transitions + by * other.transitions,
  writeUnits: one.writeUnits + by * other.writeUnits,
  readUnits: one.readUnits + by * other.readUnits,
  calls: one.calls + by * other.calls,
});

const NONE: Figures = { bill: NOTHING, transitions: 0, writeUnits: 0, readUnits: 0, calls: 0 };

/** As they came. */
export const mixOf = (usages: Usage[]): Mix =>
  Object.fromEntries([...Map.groupBy(usages, ({ outcome }) => outcome)].map(([outcome, of]) => [outcome, of.length]));

/** The average mail of a mix; each outcome counts with the average of its mails. */
export function averageMail(usages: Usage[], mix: Mix, facts: StackFacts, coldShare: number): Figures {
  const shares = Object.values(mix).reduce((sum, share) => sum + share, 0);
  const counts = mixOf(usages);
  return usages.reduce((sum, usage) => {
    const weight = (mix[usage.outcome] ?? 0) / shares / (counts[usage.outcome] ?? 1);
    return plus(sum, figuresOf(usage, facts, coldShare), weight);
  }, NONE);
}
