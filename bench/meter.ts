import { type Consumed, startCapacityMeter } from '../bin/commands/capacity-meter.ts';

/** Sums up the calls of the table, whoever makes them. */
export async function startMeter(table: string) {
  const seen = { calls: {} as Record<string, number>, units: { read: 0, write: 0 } };
  const count = ({ operation, units }: Consumed) => {
    seen.calls[operation] = (seen.calls[operation] ?? 0) + 1;
    seen.units[/Get|Query|Scan/.test(operation) ? 'read' : 'write'] += units;
  };
  return { ...(await startCapacityMeter(table, count)), seen };
}
