import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './objects.ts';

/** What left the desk. In a folder each mail is an .eml file; its name sorts by time. */
export interface Outbox {
  /** Returns the id that the mail service gives it. */
  add(raw: Uint8Array, to: string): Promise<string>;
  /** Newest first. */
  ids(): Promise<string[]>;
  read(id: string): Promise<Uint8Array | null>;
}

export function folderOutbox(dir: string): Outbox {
  mkdirSync(dir, { recursive: true });
  return {
    async add(raw) {
      const id = `${new Date().toISOString().replace(/[-:.]/g, '')}-${randomUUID().slice(0, 8)}`;
      await writeDurably(join(dir, `${id}.eml`), raw);
      return id;
    },
    ids: async () =>
      (await readdir(dir))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => name.slice(0, -4))
        .sort()
        .reverse(),
    read: (id) => (/^[\w-]+$/.test(id) ? readFile(join(dir, `${id}.eml`)).catch(() => null) : Promise.resolve(null)),
  };
}
