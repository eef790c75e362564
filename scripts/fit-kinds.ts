/**
 * Fits the head that tells kinds of asks apart, on our own sentences: `node scripts/fit-kinds.ts` writes
 * models/bge-small-en-v1.5/kinds.fit from models/kinds/examples.yaml. Run it when a sentence is added.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { encoderOrNone, SHIPPED_MODEL } from '../lib/adapters/encoder/encoder-or-none.ts';
import { keepKinds } from '../lib/adapters/encoder/kept-kinds.ts';
import type { KindOrOther } from '../lib/domain/asks/kind-head.ts';
import { fitHead } from '../lib/domain/topics/logistic-head.ts';
import { countBuckets, MANNER, spaceOf, vectorIn } from '../lib/domain/topics/text-vector.ts';

const STEPS = 40;
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
const counted = told.map(({ text }) => countBuckets(text, MANNER));
const space = spaceOf(counted, vectors, MANNER);
const head = fitHead(
  counted.map((counts, i) => vectorIn(space, counts, vectors[i]!)),
  {
    classOf: told.map(({ place }) => place),
    classes: kinds.length,
    rows: [...told.keys()],
    steps: STEPS,
    width: MANNER.width,
  },
);
await keepKinds(SHIPPED_MODEL, { encoder: encoder.id, kinds, space, head });
console.log(`${told.length} sentences of ${kinds.length} kinds`);
process.exit();
