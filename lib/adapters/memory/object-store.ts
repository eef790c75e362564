import { type Clock, ObjectMissing, type ObjectStore } from '../../ports.ts';

export const memoryObjectStore = (clock: Clock): ObjectStore => {
  const kept = new Map<string, { bytes: Uint8Array; storedAt: Date }>();
  return {
    async get(key, maxBytes) {
      const object = kept.get(key);
      if (!object) throw new ObjectMissing(key);
      return object.bytes.subarray(0, maxBytes);
    },
    async put(key, bytes) {
      kept.set(key, { bytes, storedAt: clock() });
    },
    async *list(prefix) {
      for (const [key, { storedAt }] of kept) if (key.startsWith(prefix)) yield { key, storedAt };
    },
  };
};
