import * as z from 'zod';
import { readMatchCatalogue } from '../../lib/adapters/desk-folder.ts';
import { idFrom } from '../../lib/adapters/hash.ts';
import { discovery } from '../../lib/domain/topics/discovery.ts';
import { fitted, loadedEncoder } from './fitted.ts';
import { idIn, ndjsonIn } from './ndjson-in.ts';
import { progressBar, say } from './progress.ts';

const rowSchema = z.object({ id: idIn, text: z.string(), account: idIn });

/** What is asked, and by how many accounts, text after text in the order of arrival. Returns the exit code. */
export async function discoverCommand({ catalogue, json = false }: { catalogue?: string; json?: boolean }) {
  const encoder = await loadedEncoder();
  const offers = catalogue
    ? await readMatchCatalogue(catalogue, ({ path, problem }) => say(`${catalogue} ${path}: ${problem}.`))
    : null;
  const stream = discovery(offers && (await fitted(offers, encoder)), idFrom);
  const { rows, counts } = ndjsonIn(rowSchema);
  const bar = progressBar('texts told apart', null);
  for await (const row of rows) {
    const found = { id: row.id, ...stream.tell(row, encoder && (await encoder.encode(row.text))) };
    bar.step();
    console.log(json ? JSON.stringify(found) : inWords(found));
  }
  bar.end();
  for (const merge of stream.end())
    console.log(
      json
        ? JSON.stringify(merge)
        : `${merge.merged} is ${merge.into}: ${merge.into.startsWith('demand-') ? 'one wish in two' : 'asks of an offer, as it seems'}`,
    );
  return counts.refused > 0 ? 1 : 0;
}

const inWords = ({
  id,
  topic,
  isNew,
  accounts,
}: {
  id: string;
  topic: string | null;
  isNew: boolean;
  accounts: number;
}) =>
  `${id.padEnd(12)} ${(topic ?? 'says nothing').padEnd(48)} ${isNew ? 'new' : `${accounts} ${accounts === 1 ? 'account' : 'accounts'}`}`;
