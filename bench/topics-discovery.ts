import { idFrom } from '../lib/adapters/hash.ts';
import { buildCatalogueIndex, type IndexedOffer } from '../lib/domain/topics/catalogue-index.ts';
import { discovery } from '../lib/domain/topics/discovery.ts';
import { agreement } from './agreement.ts';
import { catalogueOf, type Labelled, mean, percent, randomFrom, rowsOf, shuffled } from './corpora.ts';
import type { Vectors } from './encode-once.ts';

export const SEEDS = [1, 2, 3];
const ACCOUNTS = 400;
/** From so many distinct accounts on a topic is worth a look. */
const RAISED_FROM = 5;

interface Told extends Labelled {
  account: string;
  /** The topic in the end: merged topics by the name of their heir. */
  topic: string;
}

function tellAll(offers: IndexedOffer[] | null, rows: (Labelled & { account: string })[], vectors: Vectors): Told[] {
  const stream = discovery(offers && buildCatalogueIndex(offers, vectors), idFrom);
  const told = rows.map((row, i) => ({
    ...row,
    topic: stream.tell({ id: `${i}`, ...row }, vectors && vectors.get(row.text)!).topic ?? 'says nothing',
  }));
  const heirs = new Map(stream.end().map(({ merged, into }) => [merged, into]));
  const rootOf = (topic: string): string => (heirs.has(topic) ? rootOf(heirs.get(topic)!) : topic);
  return told.map((row) => ({ ...row, topic: rootOf(row.topic) }));
}

const accountsOf = (rows: Told[]): number => new Set(rows.map(({ account }) => account)).size;
const commonest = (rows: Told[]): string =>
  [...Map.groupBy(rows, ({ label }) => label)].sort((a, b) => b[1].length - a[1].length)[0]![0];

/** One bank's stream: the topics of `hidden` are in no catalogue. */
function scoreOf(told: Told[], hidden: Set<string>, offers: Set<string>) {
  const unknown = told.filter(({ label }) => hidden.has(label));
  const known = told.filter(({ label }) => !hidden.has(label));
  const wanted = [...Map.groupBy(unknown, ({ label }) => label)]
    .filter(([, rows]) => accountsOf(rows) >= RAISED_FROM)
    .map(([label]) => label);
  const raised = [...Map.groupBy(told, ({ topic }) => topic)]
    .filter(([topic, rows]) => !offers.has(topic) && accountsOf(rows) >= RAISED_FROM)
    .map(([, rows]) => commonest(rows));
  const found = new Set(raised).intersection(new Set(wanted)).size;
  return {
    ari: agreement(unknown).ari,
    right: known.filter(({ label, topic }) => label === topic).length / known.length,
    leak: unknown.filter(({ topic }) => offers.has(topic)).length / unknown.length,
    raised: found / wanted.length,
    bad: (raised.length - found) / raised.length,
  };
}

const bankScore = (share: number, vectors: Vectors) => (seed: number) => {
  const random = randomFrom(seed);
  const train = rowsOf('banking77/train_10shot');
  const labels = [...new Set(train.map(({ label }) => label))].sort();
  const hidden = new Set(shuffled(labels, random).slice(0, Math.round(labels.length * share)));
  const rows = shuffled(rowsOf('banking77/test'), random).map((row) => ({
    ...row,
    account: `account-${Math.floor(random() * ACCOUNTS)}`,
  }));
  const offers = catalogueOf(train.filter(({ label }) => !hidden.has(label)));
  return scoreOf(tellAll(offers, rows, vectors), hidden, new Set(offers.map(({ id }) => id)));
};

/** Mean of the seeds: which topics are hidden, in which order the texts come, who asks. */
export function discoveryRow(share: number, by: string, vectors: Vectors) {
  const scores = SEEDS.map(bankScore(share, vectors));
  const of = (figure: keyof (typeof scores)[number]) => percent(mean(scores.map((score) => score[figure])));
  return {
    set: `Banking77, ${100 * share} % of the topics hidden`,
    by,
    'ARI of the unknown': of('ari'),
    'known: right offer %': of('right'),
    'unknown taken for known %': of('leak'),
    'raised %': of('raised'),
    'of those double or leaked %': of('bad'),
  };
}

type Review = { text: string; cluster: string; lang: string };
export const reviews = (): Review[] => rowsOf<Review>('wishes/clusters_garmin');

/** The same wish from different users, without any catalogue. */
export function wishesRow(languages: string[], by: string, vectors: Vectors) {
  const rows = reviews()
    .filter(({ lang }) => languages.includes(lang))
    .map(({ text, cluster }, i) => ({ text, label: cluster, account: `account-${i}` }));
  const scores = SEEDS.map((seed) => agreement(tellAll(null, shuffled(rows, randomFrom(seed)), vectors)));
  return {
    set: `wishes, ${languages.join(' and ')}`,
    by,
    reviews: rows.length,
    ARI: percent(mean(scores.map(({ ari }) => ari))),
    'pair F1 %': percent(mean(scores.map(({ pairF1 }) => pairF1))),
  };
}
