import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SFNClient } from '@aws-sdk/client-sfn';
import { s3Client, sfnClient } from '../../lib/adapters/aws-clients.ts';
import { s3ObjectStore } from '../../lib/adapters/s3-object-store.ts';
import { eraseVersions } from '../../lib/adapters/s3-versions.ts';
import { stepFunctions } from '../../lib/adapters/step-functions.ts';
import { localMachineArn } from '../../lib/infra/definitions.ts';
import { folderObjects } from '../../lib/local/objects.ts';
import { findRunning } from '../../lib/local/running.ts';
import { ObjectMissing, type ObjectStore, type Workflows } from '../../lib/ports.ts';
import { LOCAL_CLIENT, type Where } from './local-data.ts';

/** Also the mail and the workflow of a desk: in AWS all three are named, a local desk has them in its folder. */
export interface WholeWhere extends Where {
  bucket?: string;
  machine?: string;
}

export interface MailStore extends Pick<ObjectStore, 'list'> {
  /** All of it; nothing when it is not there. */
  get(key: string): Promise<Uint8Array>;
  /** Every version of it. */
  erase(key: string): Promise<void>;
}

/** Mail is kept for a time, and its rows for longer. */
const noneIfMissing = (error: unknown): Uint8Array => {
  if (error instanceof ObjectMissing) return new Uint8Array();
  throw error;
};

const WHOLE_BYTES = 64 * 1024 * 1024;

export function mailStoreAt({ bucket, data }: WholeWhere): MailStore {
  if (bucket) {
    const { get, list } = s3ObjectStore(s3Client(), bucket);
    const erase = async (key: string) => void (await eraseVersions(s3Client(), bucket, key));
    return { list, get: (key) => get(key, WHOLE_BYTES).catch(noneIfMissing), erase };
  }
  const dir = join(data, 'objects');
  const files = folderObjects(dir);
  return {
    async *list(prefix) {
      yield* await files.list(prefix);
    },
    get: async (key) => (await files.get(key)) ?? new Uint8Array(),
    erase: (key) => rm(join(dir, key), { force: true }),
  };
}

/** Starts triages by the machine in AWS, or by the local desk that runs on this data. */
export function triageAt({ table, machine, data }: WholeWhere): Workflows['startTriage'] {
  if (table) return stepFunctions(sfnClient(), { triage: machine ?? '', approval: '' }).startTriage;
  const running = findRunning(data);
  if (!running)
    throw new Error(
      `No desk runs on ${data}, so nothing can be started. Start it with "npx evenhand start": it begins with all that is not finished.`,
    );
  const sfn = new SFNClient({ ...LOCAL_CLIENT, endpoint: running.awsEndpoint });
  return stepFunctions(sfn, { triage: localMachineArn('triage'), approval: '' }).startTriage;
}
