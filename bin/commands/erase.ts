import { type Counts, eraseRows, forgetObject, rowsNaming } from '../../lib/adapters/dynamo/person-erase.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { compact, textOfTable } from '../../lib/local/compact.ts';
import { TOPIC_SNAPSHOT } from '../../lib/settings.ts';
import { type MailStore, mailStoreAt, type WholeWhere } from './desk-world.ts';
import { type Place, tell } from './erase-words.ts';
import { withTable } from './local-data.ts';
import { type Person, readPerson } from './person.ts';
import { hasSnapshotOf, isDone, mailsNaming, outboxNaming, removeFiles } from './person-mail.ts';
import { personHere } from './topics-data.ts';

interface Options extends WholeWhere {
  json?: boolean;
  yes?: boolean;
  name?: string[];
  by?: string;
  because?: string;
}

/** Everything about one customer's address goes; what the desk counts by accounts stays. Without `yes` it is only counted. */
export async function eraseCommand(address: string, options: Options): Promise<number> {
  const { json = false, yes = false, name, by = personHere(), because = 'the person asked for it', ...where } = options;
  return withTable(where, async (table) => {
    const store = mailStoreAt(where);
    const person = await readPerson(table, store, address, name);
    const { ours, messages, unsettled } = person.found;
    if (ours) throw new Error(`${address} cannot be erased: ${ours}.`);
    const waiting = messages.flatMap(({ id }) =>
      unsettled.has(id) ? [{ messageId: id, because: unsettled.get(id)! }] : [],
    );
    if (waiting.length > 0 && yes) {
      if (json) for (const one of waiting) console.log(JSON.stringify(one));
      else console.log(waiting.map((one) => `${one.messageId}  ${one.because}`).join('\n'));
      console.error(
        'Nothing was erased: these mails are not settled, and their words are still needed. Settle them first.',
      );
      return 1;
    }
    const note = { at: new Date().toISOString(), by, because };
    const counts = await eraseAll({ table, store, where, person, note, write: yes });
    if (yes && !where.table) await compact(where.data);
    const places = await scan({ table, store, where, person });
    tell({ address, counts, waiting: waiting.length, places, yes, json });
    return yes && places.length > 0 ? 1 : 0;
  });
}

interface Work {
  table: Table;
  store: MailStore;
  where: WholeWhere;
  person: Person;
  note: { at: string; by: string; because: string };
  write: boolean;
}

/** The mails first, the rows by which the person is found last: what stopped in between is finished by another run. */
async function eraseAll({ table, store, where, person, note, write }: Work): Promise<Counts> {
  const { found, keys, needles, isTheirs } = person;
  const counts: Counts = new Map();
  const add = (kind: string, n: number) => n > 0 && counts.set(kind, n);
  const own = new Set(keys);
  const named = await Array.fromAsync(mailsNaming(store, needles), ({ key }) => key);
  const stored = new Set(await Array.fromAsync(store.list('raw/'), ({ key }) => key));
  const ofOthers: string[] = [];
  for (const key of named) if (!own.has(key) && (await isDone(table, found, key))) ofOthers.push(key);
  const ids = found.messages.map(({ id }) => id);
  const sent = where.table ? [] : await outboxNaming(where.data, needles, ids);
  add('their stored mails', keys.filter((key) => stored.has(key)).length);
  add('stored mails of others that name them', ofOthers.length);
  add('mails in the local outbox', sent.length);
  if (write) for (const key of ofOthers) await forgetObject(table, messageIdOf(key));
  if (write) for (const key of [...keys, ...ofOthers]) await store.erase(key);
  if (write) await removeFiles(sent);

  const isUnsettled = (messageId: string) => found.unsettled.has(messageId);
  const rows = await eraseRows(table, { ...person, isUnsettled, note, write });
  for (const [kind, n] of rows.counts) add(kind, n);
  if (await hasSnapshotOf(store, needles, isTheirs)) {
    add('snapshots of the topics', 1);
    if (write) await store.erase(TOPIC_SNAPSHOT);
  }
  await rows.finish();
  return counts;
}

/** Every row and every object, whoever it belongs to. */
async function scan({ table, store, where, person }: Omit<Work, 'note' | 'write'>): Promise<Place[]> {
  const { needles } = person;
  const places: Place[] = await Array.fromAsync(rowsNaming(table, needles));
  for await (const { key, hits } of mailsNaming(store, needles)) places.push({ place: key, hits });
  if (await hasSnapshotOf(store, needles, () => false)) places.push({ place: TOPIC_SNAPSHOT, hits: 1 });
  if (where.table) return places;
  for (const file of await outboxNaming(where.data, needles, [])) places.push({ place: file, hits: 1 });
  // What the rows have is there, too; beyond that only what a file keeps of rows that were changed.
  if (places.length === 0)
    for await (const { file, text } of textOfTable(where.data)) {
      const hits = needles.count(text);
      if (hits > 0) places.push({ place: file, hits });
    }
  return places;
}
