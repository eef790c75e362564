import { randomBytes } from 'node:crypto';
import type { CaseKey } from '../../ports.ts';
import { key } from './keys.ts';
import { getItem, putIfAbsent, type Table } from './table.ts';

/** Made once by whoever comes first, kept in the encrypted table, read once per process. */
export const dynamoCaseKey = (table: Table): CaseKey => {
  let read: Promise<Uint8Array> | undefined;
  const make = async () => {
    const row = key('desk', 'case-key');
    const kept = await getItem(table, row);
    if (kept?.value?.B) return kept.value.B;
    await putIfAbsent(table, { ...row, value: { B: randomBytes(32) } });
    return (await getItem(table, row))!.value!.B!;
  };
  return () => {
    read ??= make().catch((error) => {
      read = undefined;
      throw error;
    });
    return read;
  };
};
