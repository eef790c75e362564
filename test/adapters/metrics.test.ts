import { afterEach, expect, test, vi } from 'vitest';
import { countMetric } from '../../lib/adapters/metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('outside of Lambda nothing is printed', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', undefined);
  countMetric({ TABLE_NAME: 'table-of-halden' })('Parked');
  expect(log).not.toHaveBeenCalled();
});

test('a count is one line of the log, which CloudWatch turns into a metric of this desk', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'sweep');
  const count = countMetric({ TABLE_NAME: 'table-of-halden' });
  count('Parked');
  count('OldestHeldHours', 30.5);
  const lines = log.mock.calls.map(([line]) => JSON.parse(line as string));
  expect(lines).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          { Namespace: 'Evenhand', Dimensions: [['Desk']], Metrics: [{ Name: 'Parked', Unit: 'Count' }] },
        ],
      },
      Desk: 'table-of-halden',
      Parked: 1,
    },
    expect.objectContaining({ OldestHeldHours: 30.5 }),
  ]);
});
