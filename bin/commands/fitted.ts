import { fitOnce } from '../../lib/adapters/catalogue-fit.ts';
import { encoderOrNone, SHIPPED_MODEL } from '../../lib/adapters/encoder/encoder-or-none.ts';
import { readKinds } from '../../lib/adapters/encoder/kept-kinds.ts';
import { type IndexedOffer, textsOfCatalogue } from '../../lib/domain/topics/catalogue-index.ts';
import type { Encoder } from '../../lib/ports.ts';
import { progressBar } from './progress.ts';

/** EVENHAND_ENCODER names another folder with a model; mostly to see what happens without one. */
const modelFolder = (): string => process.env.EVENHAND_ENCODER ?? SHIPPED_MODEL;
export const loadedEncoder = (): Promise<Encoder | null> => encoderOrNone(modelFolder());
export const loadedKinds = (encoder: Encoder | null) => readKinds(modelFolder(), encoder?.id ?? null);

/** The catalogue, fitted: read from its last fit, or fitted now with a progress bar. */
export async function fitted(offers: IndexedOffer[], encoder: Encoder | null) {
  const bar = progressBar('texts of the catalogue', textsOfCatalogue(offers).length);
  const index = await fitOnce(offers, { id: encoder?.id ?? null, load: async () => encoder }, bar.step);
  bar.end();
  return index;
}
