import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { formula, minutes, plus, sumOf, type Watch } from './watch.ts';

const FIVE = minutes(5);
const QUARTER = minutes(15);

/** Two errors in a quarter of an hour are two mails that were tried again. */
const ERRORS_TO_LOOK_AT = 2;

/** `path`: what each mail goes through. */
export function functionWatches(all: LambdaFunction[], path: LambdaFunction[], sweep: LambdaFunction): Watch[] {
  const errors = plus(path.length);
  const calls = plus(path.length, path.length);
  const shares = all.map((fn, i) => `#${i} / ${fn.timeout!.toMilliseconds()}`);
  return [
    {
      id: 'StepErrors',
      meaning: 'Over 1 % of the calls on the way of a mail fail. They are tried again; then people get them.',
      metric: formula(
        `IF(${errors} > ${ERRORS_TO_LOOK_AT} AND 100 * (${errors}) > ${calls}, 1, 0)`,
        [
          ...path.map((fn) => fn.metricErrors({ period: QUARTER })),
          ...path.map((fn) => fn.metricInvocations({ period: QUARTER })),
        ],
        QUARTER,
      ),
      over: 0,
    },
    {
      id: 'StepsThrottled',
      meaning: 'A function was refused: the account has no more of them at once. Mail waits.',
      metric: sumOf(
        all.map((fn) => fn.metricThrottles({ period: FIVE })),
        FIVE,
      ),
      over: 0,
    },
    {
      id: 'StepSlow',
      meaning: 'One call in a hundred takes over 70 % of the time that it may. Soon calls will be cut off.',
      metric: formula(
        `100 * MAX([${shares.join(', ')}])`,
        all.map((fn) => fn.metricDuration({ period: QUARTER, statistic: 'p99' })),
        QUARTER,
      ),
      over: 70,
      periods: 2,
    },
    {
      id: 'SweepFailed',
      meaning: 'Nothing restarts what stands still.',
      metric: sweep.metricErrors({ period: FIVE }),
      over: 0,
    },
    {
      id: 'SweepMissing',
      meaning:
        'The sweep did not run for 45 minutes: nothing restarts what stands still, and the alarms that rest on it are blind.',
      metric: sweep.metricInvocations({ period: QUARTER }),
      below: 1,
      periods: 3,
    },
  ];
}

export const pagesWatch = (api: HttpApi): Watch => ({
  id: 'PagesFailed',
  meaning: 'A page answered with an error of ours. An account manager could not decide.',
  metric: api.metricServerError({ period: FIVE }),
  over: 0,
});
