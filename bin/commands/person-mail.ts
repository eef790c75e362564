import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerKey } from '../../lib/adapters/dynamo/keys.ts';
import type { Found } from '../../lib/adapters/dynamo/person-found.ts';
import { getItem, type Table } from '../../lib/adapters/dynamo/table.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { wordsOfMail } from '../../lib/adapters/mail-words.ts';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { readSnapshot } from '../../lib/adapters/topic-snapshot.ts';
import { erasedEvent } from '../../lib/domain/person/erased-event.ts';
import type { Needles } from '../../lib/domain/person/needles.ts';
import type { LoggedEvent } from '../../lib/domain/topics/topic-event.ts';
import { TOPIC_SNAPSHOT } from '../../lib/settings.ts';
import type { MailStore } from './desk-world.ts';

/** Names that the person signs mail with, from the mails themselves: not every mail becomes a case. */
export async function namesIn(store: MailStore, keys: string[]): Promise<string[]> {
  const read = mimeReader({ ownAddresses: [] });
  const names: string[] = [];
  for (const key of keys) names.push((await read(await store.get(key))).from?.name ?? '');
  return names;
}

/** Stored mail that names the person: their own, a bounce of our answer, a colleague's mail, one that nobody worked on yet. */
export async function* mailsNaming(store: MailStore, needles: Needles): AsyncGenerator<{ key: string; hits: number }> {
  for await (const { key } of store.list('raw/')) {
    const hits = needles.count(await wordsOfMail(await store.get(key)));
    if (hits > 0) yield { key, hits };
  }
}

/** Done with, so that losing its bytes loses nothing: what others wrote is kept in their case. */
export async function isDone(table: Table, { unsettled }: Found, key: string): Promise<boolean> {
  const id = messageIdOf(key);
  return !unsettled.has(id) && (await getItem(table, ledgerKey(id))) !== undefined;
}

/** The topics' snapshot holds a copy of the log; the sweep makes it again. */
export async function hasSnapshotOf(
  store: MailStore,
  needles: Needles,
  isTheirs: (messageId: string) => boolean,
): Promise<boolean> {
  const entries = ((await readSnapshot(store, TOPIC_SNAPSHOT)) ?? []) as LoggedEvent[];
  return entries.some((entry) => {
    const text = JSON.stringify(entry.event);
    return needles.count(text) > 0 || JSON.stringify(erasedEvent(entry.event, isTheirs)) !== text;
  });
}

/** What left the local desk, as files; in the cloud it is with its receivers. */
export async function outboxNaming(data: string, needles: Needles, ids: string[]): Promise<string[]> {
  const dir = join(data, 'outbox');
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const found: string[] = [];
  for (const name of names) {
    const raw = await readFile(join(dir, name));
    const isOfTheirs = ids.some((id) => raw.includes(id));
    if (isOfTheirs || needles.count(await wordsOfMail(raw)) > 0) found.push(join(dir, name));
  }
  return found;
}

export const removeFiles = async (paths: string[]): Promise<void> => {
  for (const path of paths) await rm(path, { force: true });
};
