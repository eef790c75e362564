import { type Count, METRICS } from '../ports-metrics.ts';

/**
 * A line of the function's log in CloudWatch's embedded metric format, which becomes a metric there: no call, no permission,
 * and nothing that could fail while a mail waits.
 */
export const countMetric =
  ({ TABLE_NAME }: { TABLE_NAME: string }): Count =>
  (name, value = 1) => {
    // Elsewhere nobody reads these lines, and they would stand between the words of a command.
    if (!process.env.AWS_LAMBDA_FUNCTION_NAME) return;
    const { namespace, dimension } = METRICS;
    const metric = { Namespace: namespace, Dimensions: [[dimension]], Metrics: [{ Name: name, Unit: 'Count' }] };
    const _aws = { Timestamp: Date.now(), CloudWatchMetrics: [metric] };
    console.log(JSON.stringify({ _aws, [dimension]: TABLE_NAME, [name]: value }));
  };
