import { ObjectMissing, type ObjectStore } from '../../ports.ts';

/** With `put`, which in the cloud is the mail server's part. */
export const memoryObjectStore = (): ObjectStore & { put(key: string, bytes: Uint8Array, storedAt: Date): void } => {
  const kept = new Map<string, { bytes: Uint8Array; storedAt: Date }>();
  return {
    put(key, bytes, storedAt) {
      kept.set(key, { bytes, storedAt });
    },
    async get(key, maxBytes) {
      const object = kept.get(key);
      if (!object) throw new ObjectMissing(key);
      return object.bytes.subarray(0, maxBytes);
    },
    async *list(prefix) {
      for (const [key, { storedAt }] of kept) if (key.startsWith(prefix)) yield { key, storedAt };
    },
  };
};
