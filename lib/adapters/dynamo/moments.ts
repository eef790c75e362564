import { KEPT_MS } from '../../domain/mail/brakes.ts';
import { doc, droppedAfter, type Item } from './keys.ts';
import { change, type Table } from './table.ts';

/** Unless somebody wrote in between: false. `seen` is the row as it was read. */
export async function replaceMoments(
  table: Table,
  key: Item,
  seen: Item | undefined,
  moments: { at: string }[],
  at: Date,
  keptMs = KEPT_MS,
): Promise<boolean> {
  const replaced = await change(table, key, {
    set: { ...doc(moments), ...droppedAfter(new Date(at.getTime() + keptMs).toISOString()) },
    onlyIf: seen ? '#doc = :seen' : 'attribute_not_exists(#doc)',
    ...(seen && { values: { seen: seen.doc! } }),
  });
  return replaced !== null;
}

/** Each try fails because another one got through, and few may: only a row that is written to for ever uses them up. */
export const MAX_TRIES = 20;
