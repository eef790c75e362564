import type { Offer } from '../../lib/domain/desk/desk.ts';
import { matchOffers } from '../../lib/domain/topics/catalogue-index.ts';
import { fitted, loadedEncoder } from './fitted.ts';
import type { TopicRow } from './topics-rows.ts';

/** Less is no likeness. A good part of wrong candidates are offers that are sold, asked for in unusual words. */
const WORTH_TELLING = 0.15;

export interface Likeness {
  offer: string;
  confidence: number;
}

/** The offer that a candidate may be in truth, by its label. */
export async function likenessOf(rows: TopicRow[], catalogue: Offer[]): Promise<Map<string, Likeness>> {
  const candidates = rows.filter(({ state }) => state === 'candidate');
  const found = new Map<string, Likeness>();
  if (candidates.length === 0) return found;
  const encoder = await loadedEncoder();
  const index = await fitted(catalogue, encoder);
  for (const { id, label } of candidates) {
    const [best] = matchOffers(index, label, encoder && (await encoder.encode(label)));
    if (best && best.confidence >= WORTH_TELLING)
      found.set(id, { offer: best.offer, confidence: Math.round(best.confidence * 100) / 100 });
  }
  return found;
}
