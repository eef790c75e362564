/** The files of a desk, read and checked as a whole: every fault is named, none hides another. */
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type * as z from 'zod';
import type { Account } from '../domain/account/account.ts';
import { type AccountRows, readAccountRows } from '../domain/desk/account-rows.ts';
import { canonicalJson } from '../domain/desk/canonical-json.ts';
import { catalogueSchema, type MatchOffer, matchCatalogueSchema } from '../domain/desk/catalogue-schema.ts';
import {
  findAccountFaults,
  findCatalogueFaults,
  findDuplicateIds,
  findPolicyFaults,
} from '../domain/desk/cross-checks.ts';
import type { Desk } from '../domain/desk/desk.ts';
import { findSharedExamples } from '../domain/desk/examples.ts';
import { type DeskFault, type Fault, readAs } from '../domain/desk/fault.ts';
import { policySchema } from '../domain/desk/policy-schema.ts';
import { settingsSchema } from '../domain/desk/settings-schema.ts';
import { findPlaceholderFaults } from '../domain/reply/placeholders.ts';
import { type ReplyTexts, situations } from '../domain/reply/situation.ts';
import { sha256 } from './hash.ts';
import { type Read, readText } from './text-file.ts';
import { parseYaml } from './yaml-file.ts';

export const MAX_DESK_FILE_BYTES = 5 * 1024 * 1024;
/** Room for the most rows that are read (`MAX_ACCOUNT_ROWS`). */
export const MAX_ACCOUNTS_BYTES = 50 * 1024 * 1024;

export interface SoundDesk {
  desk: Desk;
  accounts: Account[];
  /** First 12 hex digits of the SHA-256 over the policy: another policy, another version. */
  policyVersion: string;
}

export class DeskRefused extends Error {
  override readonly name = 'DeskRefused';
  readonly faults: DeskFault[];
  constructor(faults: DeskFault[]) {
    const lines = faults.map(({ file, path, problem, cure }) => `  ${file} ${path}: ${problem}. ${cure}`);
    super(`The desk cannot be used until this is put right:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

export async function readDeskFolder(dir: string): Promise<SoundDesk | { faults: DeskFault[] }> {
  let faults: DeskFault[] = [];
  // Not `push(...)`: a table of accounts can hold more faults than a call takes arguments.
  const kept = <T>({ value, faults: found }: Read<T>): T | null => {
    faults = faults.concat(found);
    return value;
  };
  const settings = kept(await readYaml(dir, ['desk.yaml'], settingsSchema));
  const rows = kept(await readAccounts(join(dir, 'accounts.csv'), 'accounts.csv'));
  const segments = new Set(rows?.accounts.map(({ account }) => account.segment));
  const catalogue = kept(
    await readYaml(dir, ['catalogue.yaml', 'catalogue.json'], catalogueSchema, (offers) =>
      findCatalogueFaults(offers, segments),
    ),
  );
  const policy = kept(
    await readYaml(dir, ['policy.yaml'], policySchema, (found) => findPolicyFaults(found, catalogue ?? [])),
  );
  const replies = kept(await readReplies(dir));
  if (rows)
    faults = faults.concat(findAccountFaults(rows.accounts, settings, catalogue).map(inAccounts('accounts.csv')));

  if (faults.length > 0 || !settings || !catalogue || !policy || !rows || !replies) return { faults };
  const accounts = rows.accounts.map(({ account }) => account);
  return { desk: { settings, catalogue, policy, replies }, accounts, policyVersion: versionOf(policy) };
}

/** As `readDeskFolder`, for those who cannot go on without a sound desk. Throws `DeskRefused`. */
export async function requireDesk(dir: string): Promise<SoundDesk> {
  const read = await readDeskFolder(dir);
  if ('faults' in read) throw new DeskRefused(read.faults);
  return read;
}

/** A policy file alone, for `replay`. Throws `DeskRefused`. */
export async function readPolicyFile(file: string): Promise<Pick<Desk, 'policy'> & { policyVersion: string }> {
  const { value, faults } = await readYaml('', [file], policySchema);
  if (!value) throw new DeskRefused(faults);
  return { policy: value, policyVersion: versionOf(value) };
}

/**
 * A catalogue FILE of which id and examples are enough. Throws `DeskRefused`. It may be a data set with doubtful labels:
 * `warn` is told of examples that offers share, and they are used all the same.
 */
export async function readMatchCatalogue(
  file: string,
  warn: (fault: DeskFault) => void = () => {},
): Promise<MatchOffer[]> {
  let duplicates: Fault[] = [];
  const { value, faults } = await readYaml('', [file], matchCatalogueSchema, (offers) => {
    duplicates = findDuplicateIds(offers);
    return duplicates.length > 0 ? duplicates : findSharedExamples(offers);
  });
  if (!value || duplicates.length > 0) throw new DeskRefused(faults);
  for (const fault of faults) warn(fault);
  return value;
}

/** accounts.csv: good rows beside the faults of the others. Null when the file as a whole cannot be read. */
export async function readAccounts(file: string, name = file): Promise<Read<AccountRows>> {
  const { value: source, faults } = await readText(file, name, MAX_ACCOUNTS_BYTES);
  if (source === null) return { value: null, faults };
  try {
    const records: string[][] = parse(source, { relax_column_count: true });
    const rows = readAccountRows(records);
    return { value: rows, faults: rows.faults.map(inAccounts(name)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const path = `line ${error.lines ?? '?'}`;
    return { value: null, faults: [{ file: name, path, problem: error.message, cure: 'Close the double quotes.' }] };
  }
}

const versionOf = (policy: Desk['policy']): string => sha256(canonicalJson(policy)).toString('hex').slice(0, 12);

const inAccounts =
  (file: string) =>
  ({ row, at, problem, cure }: AccountRows['faults'][number]): DeskFault => {
    const [column, entry] = at;
    const nth = typeof entry === 'number' ? ` (entry ${entry + 1})` : '';
    return { file, path: `row ${row}${column === undefined ? '' : `, ${column}${nth}`}`, problem, cure };
  };

/** The first of `names` that exists. `findMore` is asked once the shape is right. */
async function readYaml<T>(
  dir: string,
  names: [string, ...string[]],
  schema: z.ZodType<T>,
  findMore: (value: T) => Fault[] = () => [],
): Promise<Read<T>> {
  for (const name of names) {
    const { value: source, faults, isMissing } = await readText(join(dir, name), name, MAX_DESK_FILE_BYTES);
    if (isMissing && name !== names.at(-1)) continue;
    if (source === null) return { value: null, faults: faults.map((fault) => ({ ...fault, file: names[0] })) };
    const file = parseYaml(source);
    if ('faults' in file) return { value: null, faults: file.faults.map((fault) => ({ file: name, ...fault })) };
    const read = readAs(schema, file.value);
    const found = 'faults' in read ? read.faults : findMore(read.value);
    const placed = found.map(({ at, problem, cure }) => ({ file: name, path: file.place(at), problem, cure }));
    return { value: 'faults' in read ? null : read.value, faults: placed };
  }
  return { value: null, faults: [] };
}

async function readReplies(dir: string): Promise<Read<ReplyTexts>> {
  const faults: DeskFault[] = [];
  const texts: [string, string][] = [];
  for (const situation of situations) {
    const name = `replies/${situation}.md`;
    const { value: text, faults: found } = await readText(join(dir, name), name, MAX_DESK_FILE_BYTES);
    faults.push(...found);
    if (text === null) continue;
    texts.push([situation, text]);
    for (const problem of findPlaceholderFaults(situation, text))
      faults.push({
        file: name,
        path: '',
        problem,
        cure: 'Use the placeholders of this situation, as in the shipped desk/.',
      });
  }
  return { value: faults.length > 0 ? null : (Object.fromEntries(texts) as ReplyTexts), faults };
}
