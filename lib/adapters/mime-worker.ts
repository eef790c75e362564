/** Runs in a worker of its own (mime-isolated.ts): whatever a mail does to the parser, it does here. */
import { parentPort, workerData } from 'node:worker_threads';
import { mimeReader } from './mime.ts';

const read = mimeReader({ ownAddresses: workerData as string[] });
parentPort!.on('message', async (raw: Uint8Array) => parentPort!.postMessage(await read(raw)));
