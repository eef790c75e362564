import { mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The object store of the local desk: what S3 is in the cloud. */
export interface LocalObjects {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | null>;
  list(prefix: string): Promise<{ key: string; storedAt: Date; bytes: number }[]>;
}

export function memoryObjects(clock: () => Date): LocalObjects {
  const kept = new Map<string, { bytes: Uint8Array; storedAt: Date }>();
  return {
    async put(key, bytes) {
      kept.set(key, { bytes, storedAt: clock() });
    },
    get: async (key) => kept.get(key)?.bytes ?? null,
    list: async (prefix) =>
      [...kept].flatMap(([key, { bytes, storedAt }]) =>
        key.startsWith(prefix) ? [{ key, storedAt, bytes: bytes.length }] : [],
      ),
  };
}

/** Files below `dir`. A mail is on the disk, not in a cache, before its sender is told that we have it. */
export function folderObjects(dir: string): LocalObjects {
  return {
    async put(key, bytes) {
      await mkdir(dirname(join(dir, key)), { recursive: true });
      await writeDurably(join(dir, key), bytes);
    },
    get: (key) => readFile(join(dir, key)).catch(() => null),
    async list(prefix) {
      const folder = dirname(`${prefix}x`);
      const names = (await readdir(join(dir, folder)).catch(() => [])).filter((name) => !name.endsWith('.part'));
      return Promise.all(
        names.map(async (name) => {
          const { mtime, size } = await stat(join(dir, folder, name));
          return { key: `${folder}/${name}`, storedAt: mtime, bytes: size };
        }),
      );
    },
  };
}

/** Whole or not at all, also when the power goes. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  await rename(part, path);
}
