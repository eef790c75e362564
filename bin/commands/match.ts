import * as z from 'zod';
import { readMatchCatalogue } from '../../lib/adapters/desk-folder.ts';
import { matchOffers, NONE_BELOW, type OfferMatch } from '../../lib/domain/topics/catalogue-index.ts';
import { fitted, loadedEncoder } from './fitted.ts';
import { idIn, ndjsonIn } from './ndjson-in.ts';
import { progressBar, say } from './progress.ts';

const RUNNERS_UP = 3;
const rowSchema = z.object({ id: idIn, text: z.string() });

/** Which offer of a catalogue each text asks for, or none. Returns the exit code. */
export async function matchCommand({
  catalogue,
  json = false,
}: {
  catalogue: string;
  json?: boolean;
}): Promise<number> {
  const offers = await readMatchCatalogue(catalogue, ({ path, problem }) => say(`${catalogue} ${path}: ${problem}.`));
  const encoder = await loadedEncoder();
  const index = await fitted(offers, encoder);
  const { rows, counts } = ndjsonIn(rowSchema);
  const bar = progressBar('texts matched', null);
  for await (const { id, text } of rows) {
    const line = {
      id,
      ...answer(text.trim() === '' ? [] : matchOffers(index, text, encoder && (await encoder.encode(text)))),
    };
    bar.step();
    console.log(json ? JSON.stringify(line) : inWords(line));
  }
  bar.end();
  return counts.refused > 0 ? 1 : 0;
}

/** The confidence of "none" is what is left for it: one less the best offer's. */
function answer([best, ...others]: OfferMatch[]) {
  if (!best) return { topic: null, confidence: 1, runnersUp: [] };
  const isNone = best.confidence < NONE_BELOW;
  const runnersUp = (isNone ? [best, ...others] : others).slice(0, RUNNERS_UP);
  return {
    topic: isNone ? null : best.offer,
    confidence: rounded(isNone ? 1 - best.confidence : best.confidence),
    runnersUp: runnersUp.map(({ offer, confidence }) => ({ topic: offer, confidence: rounded(confidence) })),
  };
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

const inWords = ({ id, topic, confidence, runnersUp }: ReturnType<typeof answer> & { id: string }): string => {
  const near = runnersUp.map((one) => `${one.topic} ${one.confidence.toFixed(2)}`).join(', ');
  return `${id.padEnd(12)} ${(topic ?? 'none of these').padEnd(32)} ${confidence.toFixed(2)}${near ? `   then ${near}` : ''}`;
};
