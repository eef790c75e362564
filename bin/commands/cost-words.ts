import Table from 'cli-table3';
import { words as assumptions } from '../../lib/domain/cost/assumptions.ts';
import type { Cost } from '../../lib/domain/cost/cost.ts';
import { prices } from '../../lib/domain/cost/prices.ts';
import { paint } from './progress.ts';

const PARTS: Record<string, string> = {
  mail: 'mail service: in, out, notices to people',
  functions: 'functions (Lambda)',
  machines: 'state machines (Step Functions)',
  table: 'table (DynamoDB)',
  store: 'store of mail (S3), kept 90 days',
  queue: 'events and queue (EventBridge, SQS)',
  logs: 'logs (CloudWatch)',
  traces: 'traces (X-Ray)',
  pages: 'pages (HTTP API)',
  sweeps: 'sweeps: each lists the whole store (S3)',
  total: 'together',
};

const dollars = (value: number, digits = 4): string => `$${value.toFixed(digits)}`;
const tableOf = (head: string[], numbers: number) =>
  new Table({
    head,
    style: { head: [], border: [], compact: true },
    colAligns: head.map((_, place) => (place >= head.length - numbers ? 'right' : 'left')),
  });

export function costWords(cost: Cost): string {
  const { per1000, atVolume, outcomes, metered } = cost;
  const parts = tableOf(['1,000 mails', ''], 1);
  for (const [part, words] of Object.entries(PARTS)) {
    const row = [words, dollars(per1000[part] ?? 0)];
    parts.push(part === 'total' ? row.map((cell) => paint('bold', cell)) : row);
  }
  const ends = tableOf(['a mail that ends as', 'share', '1,000 of them'], 2);
  for (const [outcome, { share, per1000: each }] of Object.entries(outcomes))
    ends.push([outcome.replaceAll('-', ' '), `${(100 * share).toFixed(0)} %`, dollars(each)]);
  const months = tableOf(
    ['mails a month', 'mails', 'sweeps', 'table', 'standing', 'month', '1,000 mails', 'a sweep'],
    7,
  );
  for (const [volume, month] of Object.entries(atVolume)) {
    const standing = month.alarms + month.ownMetrics + month.queue + month.keys;
    months.push([
      Number(volume).toLocaleString('en'),
      ...[month.mails, month.sweeps, month.table, standing, month.total].map((value) => dollars(value, 2)),
      dollars(month.per1000, 3),
      `${month.sweepSeconds.toFixed(0)} s`,
    ]);
  }
  const one = (value: number) => value.toFixed(1);
  const unsure = Object.values(prices).flatMap(({ of, checked }) => (checked === 'remembered' ? [of] : []));
  return `${parts}
A mail makes ${one(cost.callsPerMail)} calls of AWS, ${one(cost.wruPerMail)} write and ${one(cost.rruPerMail)} read units, and ${cost.transitionsPerMail.toFixed(2)} Standard transitions.

${ends}

${months}
Standing: alarms, metrics of our own, the queue's pollers. A sweep may take 300 s. The table: cases of a year.

It rests on ${metered.mails} sample mails, worked on by the code that is deployed, call by call; a manager said yes to each approval.
Assumed:
${list(assumptions)}
Prices of ${metered.prices}. Remembered, not looked up:
${list(unsure)}
Left out: free tiers, discounts, other regions, answers of pages on their way out, looking at logs, and support plans.`;
}

const list = (lines: string[]): string => lines.map((line) => `  - ${line}`).join('\n');
