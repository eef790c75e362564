import type { StackFacts } from '../../lib/domain/cost/bill.ts';
import { steps } from '../../lib/infra/bundle.ts';
import { synthesiseTemplates, type Template } from '../../lib/infra/synthesise.ts';

interface AlarmMetrics {
  Metrics?: { MetricStat?: { Metric: { Namespace?: string; MetricName?: string } } }[];
  Namespace?: string;
  MetricName?: string;
}

/** What the templates say about money. */
export async function stackFacts(dist: string): Promise<StackFacts> {
  const { evenhand, receiving } = await synthesiseTemplates(dist);
  const all = [evenhand, receiving].flatMap(({ Resources }) => Object.values(Resources));
  const of = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties = {} }) => Properties);
  const alarms = of('AWS::CloudWatch::Alarm').flatMap((alarm) => metricsOf(alarm as AlarmMetrics));
  const own = alarms.filter(({ Namespace }) => Namespace && !Namespace.startsWith('AWS/'));
  const functions = steps.map((step) => [step, functionOf(step, evenhand)] as const);
  const rule = of('AWS::XRay::SamplingRule')[0]?.SamplingRule as { FixedRate: number } | undefined;
  return {
    memoryMb: Object.fromEntries(functions.map(([step, { MemorySize }]) => [step, Number(MemorySize)])),
    traced: functions.flatMap(([step, { TracingConfig }]) => (TracingConfig ? [step] : [])),
    tracedShare: rule?.FixedRate ?? 1,
    alarmMetrics: alarms.length,
    ownMetrics: new Set(own.map(({ MetricName }) => MetricName)).size,
    customerKeys: of('AWS::KMS::Key').length,
  };
}

const metricsOf = (alarm: AlarmMetrics) =>
  alarm.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [alarm];

/** The logical id of a step's function begins with its name without hyphens. */
function functionOf(step: string, { Resources }: Template): Record<string, unknown> {
  const id = `${step.replaceAll('-', '')}Fn`;
  const found = Object.entries(Resources).find(
    ([name, { Type }]) => Type === 'AWS::Lambda::Function' && name.startsWith(id),
  );
  if (!found) throw new Error(`The template has no function for the step ${step}.`);
  return found[1].Properties ?? {};
}
