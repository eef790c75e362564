/** One figure in a process of its own: `node bench/topics-cost-run.ts encode | fit OFFERS EXAMPLES | scan TOPICS` prints JSON. */
import { encoderOrNone, SHIPPED_MODEL } from '../lib/adapters/encoder/encoder-or-none.ts';
import { buildCatalogueIndex, textsOfCatalogue } from '../lib/domain/topics/catalogue-index.ts';
import { DIMENSIONS, toBase64 } from '../lib/domain/topics/phrase-vector.ts';
import { topicState } from '../lib/domain/topics/topic-state.ts';
import { catalogueOf, randomFrom, rowsOf } from './corpora.ts';
import { encodeOnce } from './encode-once.ts';
import { quantile, round } from './samples.ts';

const TEXTS = 200;
const WARM = 20;
/** About as long as the numbers of a unit vector of the encoder are. */
const AMPLITUDE = 11;

const median = (values: number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

async function encode() {
  const began = performance.now();
  const encoder = (await encoderOrNone(SHIPPED_MODEL, 1))!;
  const loadMs = performance.now() - began;
  const texts = rowsOf('clinc150/test')
    .slice(0, TEXTS)
    .map(({ text }) => text);
  const times: number[] = [];
  for (const text of texts) {
    const from = performance.now();
    await encoder.encode(text);
    times.push(performance.now() - from);
  }
  return { loadMs: round(loadMs, 0), ms: round(median(times.slice(WARM)), 1), peakMb: round(peakMb(), 0) };
}

/** With encoding, as a new catalogue costs. The model is loaded before. */
async function fitCatalogue(offers: number, examples: number) {
  const catalogue = catalogueOf(rowsOf('clinc150/train_10shot'))
    .slice(0, offers)
    .map((offer) => ({ ...offer, examples: offer.examples.slice(0, examples) }));
  const encodeTexts = encodeOnce((await encoderOrNone(SHIPPED_MODEL))!);
  const began = performance.now();
  const vectors = await encodeTexts(textsOfCatalogue(catalogue));
  const encoded = performance.now();
  buildCatalogueIndex(catalogue, vectors);
  return { ms: round(performance.now() - began, 0), ofThatEncodingMs: round(encoded - began, 0) };
}

/** Topics that have nothing in common, so that none is found early. */
function scan(topics: number) {
  const random = randomFrom(1);
  const vector = () => Int8Array.from({ length: DIMENSIONS }, () => Math.round((2 * random() - 1) * AMPLITUDE));
  const state = topicState();
  for (let i = 1; i <= topics; i += 1) {
    const wish = {
      key: `${i}`,
      phrase: `wish ${i}`,
      vector: toBase64(vector()),
      language: 'en',
      account: null,
      askedAt: '',
    };
    state.apply({ sequence: i, at: '', event: { what: 'opened', topic: `demand-${i}`, label: `wish ${i}`, wish } });
  }
  const times = Array.from({ length: WARM * 2 }, () => {
    const query = vector();
    const from = performance.now();
    state.nearest(query, 'en');
    return performance.now() - from;
  });
  return { ms: round(median(times.slice(WARM)), 3), peakMb: round(peakMb(), 0) };
}

const peakMb = (): number => process.resourceUsage().maxRSS / 1024;

const [what, ...counts] = process.argv.slice(2);
const [first = 0, second = 0] = counts.map(Number);
console.log(
  JSON.stringify(what === 'encode' ? await encode() : what === 'fit' ? await fitCatalogue(first, second) : scan(first)),
);
process.exit(0);
