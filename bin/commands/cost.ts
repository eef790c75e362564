import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { parseYaml } from '../../lib/adapters/yaml-file.ts';
import { outcomes } from '../../lib/domain/case/case.ts';
import { costOf } from '../../lib/domain/cost/cost.ts';
import { type Mix, mixOf } from '../../lib/domain/cost/figures.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { meteredRun } from './cost-run.ts';
import { stackFacts } from './cost-template.ts';
import { costWords } from './cost-words.ts';
import { say } from './progress.ts';

interface Options {
  desk: string;
  mails?: number;
  mix?: string;
  json?: boolean;
}

/** What the desk costs in AWS, from the templates and from the calls of a run over its sample mails. */
export async function costCommand({ desk, mails, mix: mixFile, json = false }: Options): Promise<number> {
  const asked = mixFile === undefined ? null : await readMix(mixFile);
  const built = await ensureBuilt(say);
  const metered = await meteredRun(built, desk);
  const came = mixOf(metered.usages);
  const unmetered = Object.keys(asked ?? {}).filter((outcome) => !came[outcome]);
  if (unmetered.length > 0)
    throw new Error(
      `${mixFile}: no mail of ${desk}/mail ended as ${unmetered.join(', ')}. Take it out, or add a mail that does.`,
    );
  const cost = costOf(metered, asked ?? came, await stackFacts(built.dist), mails ?? null);
  console.log(json ? JSON.stringify(cost, rounded) : costWords(cost));
  return 0;
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;

const mixSchema = z
  .partialRecord(z.enum(outcomes), z.number().min(0))
  .refine((mix) => Object.values(mix).some((share) => share > 0), 'At least one share must be above zero.');
const CURE = `Write one outcome a line with its share, as "answered: 80". Outcomes: ${outcomes.join(', ')}.`;

export async function readMix(path: string): Promise<Mix> {
  const source = await readFile(path, 'utf8').catch(() => null);
  if (source === null) throw new Error(`${path}: cannot be read. ${CURE}`);
  const file = parseYaml(source);
  if ('faults' in file) throw new Error(`${path}: ${file.faults[0]?.problem} ${CURE}`);
  const { data, error } = mixSchema.safeParse(file.value);
  if (error) throw new Error(`${path}: ${error.issues.map(({ message }) => message).join(' ')}\n${CURE}`);
  return Object.fromEntries(Object.entries(data).filter(([, share]) => share > 0));
}
