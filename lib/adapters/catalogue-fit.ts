import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import {
  buildCatalogueIndex,
  type CatalogueIndex,
  type IndexedOffer,
  textsOfCatalogue,
} from '../domain/topics/catalogue-index.ts';
import { type Prior, priorOf } from '../domain/topics/topic-state.ts';
import type { Encoder } from '../ports.ts';
import { sha256 } from './hash.ts';

/** One more whenever the same catalogue would be fitted otherwise: kept fits of older numbers are passed over. */
const FIT_FORMAT = 2;

interface Fit {
  key: string;
  index: CatalogueIndex;
}

/** What fits the catalogue: `id` is known without loading it, and names the fit that may be kept already. */
export interface EncoderToCome {
  id: string | null;
  load: () => Promise<Encoder | null>;
}

/** Everything that a fit depends on. */
const keyOf = (offers: IndexedOffer[], encoderId: string | null): string => {
  const seen = offers.map(({ id, name, description, examples }) => [id, name, description, examples]);
  return sha256(JSON.stringify([FIT_FORMAT, encoderId, seen])).toString('hex');
};

/** Encodes the catalogue and fits the head. 21 offers take about a second, 150 with ten examples each up to twenty. */
async function worked(offers: IndexedOffer[], encoder: Encoder | null, encoded: () => void): Promise<CatalogueIndex> {
  if (!encoder) return buildCatalogueIndex(offers, null);
  const vectors = new Map<string, Float32Array>();
  for (const text of textsOfCatalogue(offers)) {
    if (!vectors.has(text)) vectors.set(text, await encoder.encode(text));
    encoded();
  }
  return buildCatalogueIndex(offers, vectors);
}

/** The fit that `file` keeps, or a new one when it is of another catalogue or encoder, or cannot be read. */
export async function readFit(file: string, offers: IndexedOffer[], { id, load }: EncoderToCome, encoded = () => {}) {
  const key = keyOf(offers, id);
  const kept = await keptIn(file);
  return kept?.key === key ? kept.index : worked(offers, await load(), encoded);
}

const keptIn = (file: string): Promise<Fit | null> =>
  readFile(file)
    .then((bytes) => deserialize(bytes) as Fit)
    .catch(() => null);

/** What wishes are measured from, for who compares topics without matching offers. */
export async function keptPrior(file: string): Promise<Prior | null> {
  const kept = await keptIn(file);
  return kept && priorOf(kept.index);
}

/** Whole or not at all: two commands may fit the same catalogue at once. */
export async function keepFit(file: string, offers: IndexedOffer[], encoderId: string | null, index: CatalogueIndex) {
  const kept: Fit = { key: keyOf(offers, encoderId), index };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, serialize(kept));
  await rename(`${file}.${process.pid}`, file);
}

/** Fits of this user, one file a catalogue by its hash; deleting them costs only time. */
const FITS = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'evenhand');

/** As `readFit` from the user's own fits, and kept there. A folder that cannot be written costs only time. */
export async function fitOnce(offers: IndexedOffer[], encoder: EncoderToCome, encoded = () => {}) {
  const file = join(FITS, `${keyOf(offers, encoder.id).slice(0, 16)}.fit`);
  const index = await readFit(file, offers, encoder, encoded);
  // Fitted without the encoder that should have been there: the next run shall try again.
  if (!encoder.id || index.examples.space.mean) await keepFit(file, offers, encoder.id, index).catch(() => {});
  return index;
}
