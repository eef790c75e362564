/**
 * Fits the head that tells kinds of asks apart, on our own sentences: `node scripts/fit-kinds.ts` writes
 * models/bge-small-en-v1.5/kinds.json from models/kinds/examples.yaml. Run it when a sentence is added.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { encoderOrNone, SHIPPED_MODEL } from '../lib/adapters/encoder/encoder-or-none.ts';
import type { KindHead, KindOrOther } from '../lib/domain/asks/kind-head.ts';
import { fitHead } from '../lib/domain/topics/logistic-head.ts';
import { centred, meanOf } from '../lib/domain/topics/text-vector.ts';

const STEPS = 60;
const examples = parse(readFileSync('models/kinds/examples.yaml', 'utf8')) as Record<
  KindOrOther,
  Record<string, string[]>
>;
const encoder = await encoderOrNone(SHIPPED_MODEL);
if (!encoder) process.exit(1);

const kinds = Object.keys(examples) as KindOrOther[];
const told = kinds.flatMap((kind, place) =>
  Object.values(examples[kind]).flatMap((of) => of.map((text) => ({ text, place }))),
);
const vectors: Float32Array[] = [];
for (const { text } of told) vectors.push(await encoder.encode(text));
const mean = meanOf(vectors)!;
const texts = vectors.map((vector) => ({
  meaning: centred(vector, mean, 1),
  buckets: new Uint16Array(0),
  weights: new Float32Array(0),
}));
const { weights } = fitHead(texts, {
  classOf: told.map(({ place }) => place),
  classes: kinds.length,
  rows: [...texts.keys()],
  steps: STEPS,
});
const rounded = (values: Iterable<number>) => Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
const head: KindHead = {
  encoder: encoder.id,
  kinds,
  mean: rounded(mean),
  weights: rounded(weights.subarray(0, encoder.dimensions * kinds.length)),
};
writeFileSync(join(SHIPPED_MODEL, 'kinds.json'), `${JSON.stringify(head)}\n`);
console.log(`${told.length} sentences of ${kinds.length} kinds`);
process.exit();
