/**
 * How often the sifted scan finds the very topic that a full scan finds: `node bench/topics-cost-agree.ts` prints JSON. Topics are
 * real texts, one each, so that many are near one another; every third asks for the nearest of the others. Some minutes.
 */
import { loadedEncoder } from '../bin/commands/fitted.ts';
import { addToCentre, newCentre } from '../lib/domain/topics/centre.ts';
import { nearestRow } from '../lib/domain/topics/nearest-row.ts';
import { phraseVector } from '../lib/domain/topics/phrase-vector.ts';
import {
  addRow,
  addVector,
  measure,
  newMatrix,
  queryOf,
  SHARES,
  similarity,
} from '../lib/domain/topics/topic-matrix.ts';
import { JOIN_AT } from '../lib/domain/topics/topic-state.ts';
import { percent, rowsOf } from './corpora.ts';
import { encodeOnce } from './encode-once.ts';

const SETS = [
  'banking77/test',
  'banking77/train_10shot',
  'clinc150/test',
  'clinc150/train_10shot',
  'wishes/kinds_garmin',
];
const EVERY = 3;

const texts = [...new Set(SETS.flatMap((set) => rowsOf(set).map(({ text }) => text)))];
const encoded = await encodeOnce((await loadedEncoder())!)(texts);
const vectors = texts.map((text) => phraseVector(text, encoded!.get(text)!, () => 1));
const centre = newCentre(null);
for (const vector of vectors) addToCentre(centre, vector);
const matrix = newMatrix();
for (const vector of vectors) addVector(matrix, addRow(matrix), vector, 1);
for (const row of vectors.keys()) measure(matrix, row, centre);

let [asked, found] = [0, 0];
for (let own = 0; own < vectors.length; own += EVERY) {
  const query = queryOf(vectors[own]!, 1, centre);
  let [best, near] = [-1, JOIN_AT];
  for (const row of vectors.keys()) {
    const here = row === own ? -1 : Math.min(1, similarity(matrix, row, query, SHARES, near));
    if (here > near) [best, near] = [row, here];
  }
  if (best < 0) continue;
  asked += 1;
  if (nearestRow(matrix, query, { atLeast: JOIN_AT, isAsked: (row) => row !== own })?.row === best) found += 1;
}
console.log(
  JSON.stringify({
    topics: texts.length,
    'with a near one': asked,
    'the same %': percent(found, asked),
    missed: asked - found,
  }),
);
process.exit(0);
