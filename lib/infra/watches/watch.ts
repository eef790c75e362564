import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What is watched, and from where on a person has to know. The runbook (docs/runbook.md) has a heading of the same name. */
export type Watch = {
  id: string;
  /** What it means for a person. */
  meaning: string;
  metric: IMetric;
  /** So many periods one after the other; one unless told. */
  periods?: number;
} & ({ over: number; below?: never } | { below: number; over?: never });

export const minutes = (count: number): Duration => Duration.minutes(count);

interface Source {
  namespace: string;
  name: string;
  dimensions?: Record<string, string>;
  statistic?: string;
  period: Duration;
}

export const metricOf = ({ name, dimensions = {}, statistic = 'Sum', ...source }: Source): Metric =>
  new Metric({ ...source, metricName: name, dimensionsMap: dimensions, statistic });

/**
 * A formula over metrics in which `#0`, `#1`... are the metrics. One that has nothing to say is zero: without that, a sum with
 * one silent part would be silent, too.
 */
export function formula(words: string, metrics: Metric[], period: Duration): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, i) => [`m${i}`, metric]));
  const expression = words.replace(/#(\d+)/g, (_, place: string) => `FILL(m${place}, 0)`);
  return new MathExpression({ expression, usingMetrics, period });
}

/** `#0 + #1 + ...`, as many as `count`. */
export const plus = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => `#${from + i}`).join(' + ');

export const sumOf = (metrics: Metric[], period: Duration): IMetric =>
  metrics.length === 1 ? metrics[0]! : formula(plus(metrics.length), metrics, period);
