import { createRequire } from 'node:module';
import { type IndexedOffer, textsOfCatalogue } from '../lib/domain/topics/catalogue-index.ts';
import { type Labelled, mean, percent, randomFrom, shuffled } from './corpora.ts';

/** As much of nlp.js as is used; it comes without types. */
interface NlpJs {
  containerBootstrap(): Promise<{ use(language: unknown): void }>;
  LangEn: unknown;
  Nlp: new (
    settings: object,
  ) => {
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ classifications: { intent: string }[] }>;
  };
}
const require = createRequire(import.meta.url);
export const NLP_JS = `@nlpjs/basic ${(require('@nlpjs/basic/package.json') as { version: string }).version}`;
/** What it learns depends on the order of the examples, and sorted by topic it learns less: the mean of three shuffles. */
const SEEDS = [1, 2, 3];

/** How much of the test nlp.js gets right, in per cent, taught with the same texts as ours, names too. */
export async function nlpJsRight(offers: IndexedOffer[], test: Labelled[]): Promise<number> {
  const { containerBootstrap, LangEn, Nlp } = require('@nlpjs/basic') as NlpJs;
  const texts = offers.flatMap((offer) => textsOfCatalogue([offer]).map((text) => ({ text, id: offer.id })));
  const rights: number[] = [];
  for (const seed of SEEDS) {
    const container = await containerBootstrap();
    container.use(LangEn);
    const quiet = { autoSave: false, autoLoad: false, log: false, nlu: { log: false, useNoneFeature: false } };
    const nlp = new Nlp({ container, languages: ['en'], forceNER: false, threshold: 0, ...quiet });
    for (const { text, id } of shuffled(texts, randomFrom(seed))) nlp.addDocument('en', text, id);
    await nlp.train();
    let right = 0;
    for (const { text, label } of test) {
      const { classifications } = await nlp.process('en', text);
      if (classifications.find(({ intent }) => intent !== 'None')?.intent === label) right += 1;
    }
    rights.push(right / test.length);
  }
  return percent(mean(rights));
}
