/** `node bench/corpora-topics.ts`: the lexical matcher and the splitter on public sets. Figures, not promises. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitAsks } from '../lib/domain/asks/split-asks.ts';
import { buildCatalogueIndex, type IndexedOffer, matchOffers } from '../lib/domain/topics/catalogue-index.ts';

const corpora = process.env.CORPORA_DIR ?? '../shared/corpora';
interface Labelled {
  text: string;
  label: string;
}

const linesOf = <T>(file: string): T[] =>
  readFileSync(join(corpora, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

function catalogueOf(rows: Labelled[], isNamed: boolean): IndexedOffer[] {
  const examples = Map.groupBy(rows, ({ label }) => label);
  return [...examples].map(([id, of]) => ({
    id,
    ...(isNamed ? { name: id.replaceAll('_', ' ') } : {}),
    examples: of.map(({ text }) => text),
  }));
}

/** How far stated confidence and truth lie apart, on average over tenths. */
function calibrationError(guesses: { confidence: number; isRight: boolean }[]): number {
  const tenths = Map.groupBy(guesses, ({ confidence }) => Math.min(9, Math.floor(confidence * 10)));
  let off = 0;
  for (const group of tenths.values())
    off += Math.abs(group.reduce((sum, { confidence, isRight }) => sum + confidence - Number(isRight), 0));
  return off / guesses.length;
}

function measureMatcher(name: string, rows: Labelled[], test: Labelled[], isNamed: boolean) {
  const began = performance.now();
  const index = buildCatalogueIndex(catalogueOf(rows, isNamed));
  const built = performance.now();
  const guesses = test.map(({ text, label }) => {
    const best = matchOffers(index, text)[0]!;
    return { confidence: best.confidence, isRight: best.offer === label };
  });
  const matched = performance.now();
  const sure = guesses.filter(({ confidence }) => confidence >= 0.6);
  const rightOf = (some: typeof guesses) => some.filter(({ isRight }) => isRight).length / some.length;
  return {
    set: name,
    'accuracy %': percent(rightOf(guesses)),
    'sure (0.6) %': percent(sure.length / guesses.length),
    'right of those %': percent(rightOf(sure)),
    'calibration error %': percent(calibrationError(guesses)),
    'build ms': Math.round(built - began),
    'match ms': Number(((matched - built) / test.length).toFixed(3)),
  };
}

/** Labels of this set are parts of asks ("card", "contactless"); those that name an action stand for one ask each. */
const ACTIONS = new Set(
  'handoff cancel_close_leave_freeze change make_open_apply_setup_get_activate request_info how why when how_much how_long wrong_notworking_notshowing lost_stolen transfer_payment_deposit withdrawal refund'.split(
    ' ',
  ),
);

function measureSplitter() {
  const rows = linesOf<{ text: string; labels: string[] }>('multi_ask/banking.jsonl');
  const counted = rows.map(({ text, labels }) => ({
    found: splitAsks({ subject: '', text }).filter(({ kind }) => kind !== 'thanks').length,
    actions: labels.filter((label) => ACTIONS.has(label)).length,
    labels: labels.length,
  }));
  const within = (truth: 'actions' | 'labels', off: number) =>
    percent(counted.filter((row) => Math.abs(row.found - row[truth]) <= off).length / rows.length);
  return {
    messages: rows.length,
    'actions, exact %': within('actions', 0),
    'actions, within one %': within('actions', 1),
    'all labels, within one %': within('labels', 1),
  };
}

const percent = (share: number): number => Number((100 * share).toFixed(1));

if (!existsSync(join(corpora, 'banking77'))) {
  console.error(`No corpora at ${corpora}: nothing was measured. Set CORPORA_DIR to the folder that holds banking77/.`);
} else {
  const test = linesOf<Labelled>('banking77/test.jsonl');
  const shots = (file: string) => linesOf<Labelled>(`banking77/${file}.jsonl`);
  console.table([
    measureMatcher('banking77 5-shot', shots('train_5shot'), test, false),
    measureMatcher('banking77 10-shot', shots('train_10shot'), test, false),
    measureMatcher('banking77 5-shot and names', shots('train_5shot'), test, true),
    measureMatcher('banking77 10-shot and names', shots('train_10shot'), test, true),
  ]);
  console.table([measureSplitter()]);
}
