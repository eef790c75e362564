import { ObjectMissing, type ObjectStore } from '../ports.ts';

/** More would not fit into the memory of a function beside the state that it becomes. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The state of the topics as it was at a place in their log; null when there is none, and then the log tells everything. */
export async function readSnapshot(objects: Pick<ObjectStore, 'get'>, key: string): Promise<unknown> {
  try {
    return JSON.parse(Buffer.from(await objects.get(key, MAX_BYTES)).toString('utf8'));
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof SyntaxError) return null;
    throw error;
  }
}
