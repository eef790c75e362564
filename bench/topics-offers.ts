import {
  buildCatalogueIndex,
  matchOffers,
  NONE_BELOW,
  textsOfCatalogue,
} from '../lib/domain/topics/catalogue-index.ts';
import { calibrationError, type Guess } from './calibration-curve.ts';
import { catalogueOf, firstOfEach, type Labelled, percent, rowsOf } from './corpora.ts';
import type { Vectors } from './encode-once.ts';
import { nlpJsRight } from './rivals.ts';

export interface OfferSet {
  name: string;
  train: Labelled[];
  test: Labelled[];
  /** Asks that fit no offer. */
  none: Labelled[];
  isFull: boolean;
}
interface Answer extends Guess {
  label: string;
  offer: string;
}
/** What a matcher says about a set. */
interface Answers {
  test: Answer[];
  none: Answer[];
}
export interface Measured {
  set: OfferSet;
  ours: Answers;
  words: Answers;
}

export function offerSets(isFull: boolean): OfferSet[] {
  const banking = { test: rowsOf('banking77/test'), none: [], isFull: false };
  const clinc = { test: rowsOf('clinc150/test'), none: rowsOf('clinc150/oos_test'), isFull: false };
  const [five, ten] = [rowsOf('banking77/train_5shot'), rowsOf('banking77/train_10shot')];
  return [
    { ...banking, name: 'Banking77, 1 example and name', train: firstOfEach(five) },
    { ...banking, name: 'Banking77, 5-shot', train: five },
    { ...banking, name: 'Banking77, 10-shot', train: ten },
    { ...clinc, name: 'CLINC150, 10-shot', train: rowsOf('clinc150/train_10shot') },
    ...(isFull
      ? [
          { ...banking, name: 'Banking77, full', train: rowsOf('banking77/train'), isFull },
          { ...clinc, name: 'CLINC150, full', train: rowsOf('clinc150/train'), isFull },
        ]
      : []),
  ];
}

export const textsOfSet = ({ train, test, none }: OfferSet): string[] => [
  ...textsOfCatalogue(catalogueOf(train)),
  ...[...test, ...none].map(({ text }) => text),
];

export const measureSet = (set: OfferSet, vectors: Vectors): Measured => ({
  set,
  ours: answersOf(set, vectors),
  words: answersOf(set, null),
});

function answersOf({ train, test, none }: OfferSet, vectors: Vectors): Answers {
  const index = buildCatalogueIndex(catalogueOf(train), vectors);
  const answer = (isNone: boolean) => (row: Labelled) => {
    const { offer, confidence } = matchOffers(index, row.text, vectors && vectors.get(row.text)!)[0]!;
    return { label: row.label, offer, confidence, isRight: !isNone && offer === row.label };
  };
  return { test: test.map(answer(false)), none: none.map(answer(true)) };
}

const share = (answers: Answer[], isSo: (answer: Answer) => boolean): number =>
  percent(answers.filter(isSo).length, answers.length);
const isAnswered = ({ confidence }: Answer): boolean => confidence >= NONE_BELOW;

export async function accuracyRow({ set, ours, words }: Measured) {
  return {
    set: set.name,
    'ours %': share(ours.test, ({ isRight }) => isRight),
    'ours, "none" counts as wrong %': share(ours.test, (one) => one.isRight && isAnswered(one)),
    'by words alone %': share(words.test, ({ isRight }) => isRight),
    'nlp.js %': set.isFull ? null : await nlpJsRight(catalogueOf(set.train), set.test),
  };
}

export const noneRows = ({ set, ours, words }: Measured) =>
  Object.entries({ ours, 'by words alone': words }).map(([by, { test, none }]) => ({
    set: set.name,
    by,
    'in scope, answered and right %': share(test, (one) => one.isRight && isAnswered(one)),
    'in scope, taken for none %': share(test, (one) => !isAnswered(one)),
    'out of scope, told as none %': share(none, (one) => !isAnswered(one)),
  }));

export const guessesOf = ({ ours }: Measured): Guess[] => [...ours.test, ...ours.none];
export const calibrationRow = (measured: Measured) => ({
  set: `${measured.set.name}${measured.set.none.length > 0 ? ' with out-of-scope' : ''}`,
  'expected calibration error %': percent(calibrationError(guessesOf(measured))),
});

/** By F1, the worst first. */
export function worstTopics({ ours }: Measured, most: number) {
  const labels = [...new Set(ours.test.map(({ label }) => label))];
  const rows = labels.map((topic) => {
    const asked = ours.test.filter(({ label }) => label === topic);
    const said = ours.test.filter(({ offer }) => offer === topic);
    const right = asked.filter(({ isRight }) => isRight).length;
    const mistaken = Map.groupBy(
      asked.filter(({ isRight }) => !isRight),
      ({ offer }) => offer,
    );
    const [rival] = [...mistaken].sort((a, b) => b[1].length - a[1].length);
    return {
      topic,
      'precision %': percent(right, said.length || 1),
      'recall %': percent(right, asked.length),
      'mostly taken for': rival?.[0] ?? '',
      f1: (2 * right) / (said.length + asked.length),
    };
  });
  return rows
    .sort((a, b) => a.f1 - b.f1)
    .slice(0, most)
    .map(({ f1, ...row }) => row);
}
