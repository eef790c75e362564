import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fitFileOf } from '../infra/compile-desk.ts';
import { LOCAL_ACCOUNT, localMachineArn } from '../infra/definitions.ts';
import type { Built } from '../infra/ensure-built.ts';
import { startAwsEndpoint } from './aws-endpoint.ts';
import { startDynoxide } from './dynoxide.ts';
import { byArn, type InvokeStep, loadFunctions } from './functions.ts';
import { localMachines, type MachineOptions } from './machines.ts';
import type { LocalObjects } from './objects.ts';
import type { Outbox } from './outbox.ts';
import { LOCAL_TABLE } from './table.ts';

export interface LocalDesk {
  dynamoEndpoint: string;
  /** Its S3, SES and Step Functions. */
  awsEndpoint: string;
  invoke: InvokeStep;
  /** Keeps a mail and sends its event, as SES, S3 and the queue do. Resolves to the object's key once it is safe. */
  deliver(raw: Uint8Array, receivedAt: Date): Promise<{ key: string; started: Promise<void> }>;
  /** Resolves when nothing moves any more, but for what waits for a person. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  built: Built;
  /** The compiled desk: `{ desk, policyVersion }`. */
  deskFile: string;
  /** Null: the table is in memory. */
  dataDir: string | null;
  objects: LocalObjects;
  outbox: Outbox;
  webUrl: string;
  onState?: MachineOptions['onState'];
  retryDelay?: number;
  waitUntil?: MachineOptions['waitUntil'];
}

const BUCKET = 'mail';

/** The whole product on one machine: real table, synthesised state machines, bundled handlers, local S3 and SES. */
export async function openLocalDesk(options: DeskOptions): Promise<LocalDesk> {
  const { built, objects, outbox } = options;
  const dynamo = await startDynoxide(options.dataDir);
  const triageArn = localMachineArn('triage');
  const approvalArn = localMachineArn('approval');
  let invoke: InvokeStep = () => Promise.reject(new Error('The desk is not open yet.'));
  const machines = localMachines({
    definitions: { [triageArn]: built.definitions.triage, [approvalArn]: built.definitions.approval },
    invoke: byArn((step, event) => invoke(step, event)),
    onState: options.onState,
    retryDelay: options.retryDelay,
    waitUntil: options.waitUntil,
  });
  const events = new Set<Promise<unknown>>();
  const onSesEvent = (event: unknown) => {
    const taken = queued(randomUUID(), event).finally(() => events.delete(taken));
    events.add(taken);
  };
  const aws = await startAwsEndpoint({ objects, outbox, machines, onSesEvent });
  invoke = loadFunctions(built.dist, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL_S3: aws.endpoint,
    AWS_ENDPOINT_URL_SESV2: aws.endpoint,
    AWS_ENDPOINT_URL_SFN: aws.endpoint,
    AWS_REGION: LOCAL_ACCOUNT.split(':')[0]!,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    TABLE_NAME: LOCAL_TABLE,
    BUCKET_NAME: BUCKET,
    DESK_FILE: options.deskFile,
    FIT_FILE: fitFileOf(options.deskFile),
    MODEL_DIR: join(built.dist, 'decide/model'),
    CONFIGURATION_SET: 'local',
    WEB_URL: options.webUrl,
    TRIAGE_MACHINE_ARN: triageArn,
    APPROVAL_MACHINE_ARN: approvalArn,
  });

  const queued = async (messageId: string, body: unknown) => {
    await invoke('receive', { Records: [{ messageId, body: JSON.stringify(body) }] });
  };

  return {
    dynamoEndpoint: dynamo.endpoint,
    awsEndpoint: aws.endpoint,
    invoke: (step, event) => invoke(step, event),
    async deliver(raw, receivedAt) {
      const key = `raw/${randomUUID()}`;
      await objects.put(key, raw);
      return { key, started: queued(key, storedEvent(key, receivedAt)) };
    },
    async idle() {
      await machines.idle();
      await Promise.all(events);
    },
    async close() {
      await aws.close();
      await dynamo.close();
    },
  };
}

/** The "Object Created" event of S3, as it comes out of the queue. */
const storedEvent = (key: string, at: Date) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  time: at.toISOString(),
  detail: { bucket: { name: BUCKET }, object: { key } },
});
