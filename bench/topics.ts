/**
 * `npm run bench:topics`: how well asks are recognised, and at what price. Prints tables, writes bench/results-topics.json
 * and docs/calibration.svg; nothing here fails on a figure. `-- --full` adds the whole training sets. CORPORA_DIR names the
 * data (default ../shared/corpora).
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { loadedEncoder } from '../bin/commands/fitted.ts';
import { SHIPPED_MODEL } from '../lib/adapters/encoder/encoder-or-none.ts';
import { readKinds } from '../lib/adapters/encoder/kept-kinds.ts';
import { NONE_BELOW, OFFER_FROM } from '../lib/domain/topics/catalogue-index.ts';
import { curveRows, curveSvg } from './calibration-curve.ts';
import { CORPORA, hasCorpora, rowsOf } from './corpora.ts';
import { encodeOnce } from './encode-once.ts';
import { NLP_JS } from './rivals.ts';
import { byMeaning, kindsRow, severalAsksRows, WAYS } from './topics-asks.ts';
import { costFigures } from './topics-cost.ts';
import { discoveryRow, reviews, SEEDS, wishesRow } from './topics-discovery.ts';
import { goalRows } from './topics-goals.ts';
import {
  accuracyRow,
  calibrationRow,
  guessesOf,
  measureSet,
  noneRows,
  offerSets,
  textsOfSet,
  worstTopics,
} from './topics-offers.ts';

const WORST = 10;
const HIDDEN = { 'a quarter hidden': 0.25, 'half hidden': 0.5 };
const LANGUAGES = [['en'], ['fr'], ['en', 'fr']];

async function measure(isFull: boolean) {
  const began = performance.now();
  const load = loadavg()[0]!;
  const encoder = await loadedEncoder();
  if (!encoder) throw new Error('Without the sentence encoder there is nothing to compare.');
  const reached: Record<string, number> = {};
  const tables: Record<string, object[]> = {};
  const say = (title: string, rows: object[]) => {
    tables[title] = rows;
    console.log(`\n${title}`);
    console.table(rows);
  };
  // First, while this process is small and idle.
  const cost = await costFigures();
  Object.assign(reached, cost);
  say(
    'Cost',
    Object.entries(cost).map(([what, figure]) => ({ what, figure })),
  );

  const encode = encodeOnce(encoder);
  const measured = [];
  for (const set of offerSets(isFull)) measured.push(measureSet(set, await encode(textsOfSet(set))));
  const accuracy = [];
  for (const one of measured) accuracy.push(await accuracyRow(one));
  for (const row of accuracy) reached[`${row.set}: right %`] = row['ours %'];
  say('Which offer: right, in per cent', accuracy);

  const none = measured.filter(({ set }) => set.none.length > 0).flatMap(noneRows);
  for (const { set, by, ...figures } of none.filter(({ by }) => by === 'ours'))
    for (const [name, figure] of Object.entries(figures)) reached[`${set}: ${name}`] = figure;
  say(`None of these: below a confidence of ${NONE_BELOW}`, none);

  const shots = measured.filter(({ set }) => /(5|10)-shot/.test(set.name));
  const calibration = shots.map(calibrationRow);
  for (const row of calibration) reached[`calibration error %, ${row.set}`] = row['expected calibration error %'];
  say('Calibration', calibration);
  const curves = shots.map((one) => ({ name: calibrationRow(one).set, guesses: guessesOf(one) }));
  say('Calibration by tenths', curves.flatMap(curveRows));
  writeFileSync('docs/calibration.svg', curveSvg(curves));
  const ten = measured.find(({ set }) => set.name === 'Banking77, 10-shot')!;
  say(`The ${WORST} worst topics of Banking77, 10-shot`, worstTopics(ten, WORST));

  const told = [...rowsOf('banking77/test'), ...rowsOf('wishes/kinds_garmin'), ...reviews()];
  const texts = await encode(told.map(({ text }) => text));
  const found = Object.entries(HIDDEN).flatMap(([name, share]) => {
    const ours = discoveryRow(share, 'ours', texts);
    reached[`${name}: ARI of the unknown`] = ours['ARI of the unknown'];
    reached[`${name}: known, right offer %`] = ours['known: right offer %'];
    reached[`${name}: unknown taken for known %`] = ours['unknown taken for known %'];
    reached[`${name}: raised %`] = ours['raised %'];
    reached[`${name}: of those double or leaked %`] = ours['of those double or leaked %'];
    return [ours, discoveryRow(share, 'by words alone', null)];
  });
  say(`New topics, an offer from a confidence of ${OFFER_FROM} on, mean of seeds ${SEEDS.join(', ')}`, found);
  const wishes = LANGUAGES.flatMap((of) => [wishesRow(of, 'ours', texts), wishesRow(of, 'by words alone', null)]);
  for (const row of wishes) if (row.by === 'ours') reached[`${row.set}: ARI`] = row.ARI;
  say('The same wish of different users, without a catalogue', wishes);

  const head = await readKinds(SHIPPED_MODEL, encoder.id);
  if (!head) throw new Error(`No kinds beside the model ${encoder.id}. Run node scripts/fit-kinds.ts.`);
  // The last way is the one that the goal is about.
  const ways = { ...WAYS, 'phrases and meaning': byMeaning(head, async (text) => texts!.get(text)!) };
  const kinds = [];
  for (const of of LANGUAGES)
    for (const [by, kindsIn] of Object.entries(ways)) kinds.push(await kindsRow(of, by, kindsIn));
  for (const row of kinds) reached[`${row.set}: macro F1 %`] = row['macro F1 %'];
  say('Wish, problem or neither', kinds);
  const several = severalAsksRows();
  reached['multi_ask: actions, within one %'] = several[0]!['actions, within one %'];
  say('Several asks in a message', several);

  say('Goals', goalRows(reached));
  return { model: encoder.id, load, minutes: Math.round((performance.now() - began) / 6_000) / 10, tables };
}

if (!hasCorpora())
  console.log(`No corpora in ${CORPORA}: nothing was measured. CORPORA_DIR names the folder that holds banking77/.`);
else {
  const isFull = process.argv.includes('--full');
  const { tables, load, ...rest } = await measure(isFull);
  const about = {
    date: new Date().toISOString(),
    command: `npm run bench:topics${isFull ? ' -- --full' : ''}`,
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    'load average before': load,
    rivals: [NLP_JS, 'ours by words alone'],
    seeds: SEEDS,
    ...rest,
  };
  console.log(JSON.stringify(about, null, 2));
  writeFileSync('bench/results-topics.json', `${JSON.stringify({ ...about, tables }, null, 2)}\n`);
  process.exit(0);
}
