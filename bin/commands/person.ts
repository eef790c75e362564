import { createHmac } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import { dynamoCaseKey } from '../../lib/adapters/dynamo/case-key.ts';
import { type Found, findPerson } from '../../lib/adapters/dynamo/person-found.ts';
import type { Table } from '../../lib/adapters/dynamo/table.ts';
import { base32 } from '../../lib/adapters/hash.ts';
import { ERASED_SENDER } from '../../lib/domain/person/erased.ts';
import { ERASED, isTelling, type Needles, needlesOf } from '../../lib/domain/person/needles.ts';
import type { MailStore } from './desk-world.ts';
import { namesIn } from './person-mail.ts';

/** One customer, as the stores know them. */
export interface Person {
  found: Found;
  /** Of their own stored mails. */
  keys: string[];
  /** What stands for the address afterwards: only who has the desk's key can tell whether it was this one. */
  alias: string;
  /** The address, and the name where it tells who is meant and nobody else who wrote has it. */
  needles: Needles;
  unlessNamed: (words: string) => string;
  isTheirs: (messageId: string) => boolean;
}

/** `called`: names that are known from elsewhere. */
export async function readPerson(
  table: Table,
  store: MailStore,
  typed: string,
  called: string[] = [],
): Promise<Person> {
  const address = typed.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  if (at < 1 || /[\s<>]/.test(address)) throw new Error(`"${typed}" is no mail address. Give the bare address.`);
  const found = await findPerson(table, address);
  const ids = new Set(found.messages.map(({ id }) => id));
  const keys = found.messages.flatMap(({ key }) => (key ? [key] : []));
  const addresses = [...new Set([address, address.slice(0, at + 1) + domainToUnicode(address.slice(at + 1))])];
  const names = [...called, ...found.records.map(({ senderName }) => senderName), ...(await namesIn(store, keys))];
  const others = new Set([...found.otherNames].map((name) => name.toLowerCase()));
  const named = needlesOf(addresses, names);
  return {
    found,
    keys,
    alias: ERASED_SENDER + (await hashed(table, address)),
    needles: needlesOf(
      addresses,
      names.filter((name) => isTelling(name) && !others.has(name.toLowerCase())),
    ),
    unlessNamed: (words) => (named.count(words) > 0 ? ERASED : words),
    isTheirs: (messageId) => ids.has(messageId),
  };
}

const hashed = async (table: Table, address: string): Promise<string> =>
  base32(
    createHmac('sha256', await dynamoCaseKey(table)())
      .update(`sender:${address}`)
      .digest(),
  ).slice(0, 32);
