import { Worker } from 'node:worker_threads';
import { unreadable } from '../domain/mail/read-message.ts';
import type { ReadMail } from '../ports.ts';

/** A mebibyte takes a quarter of a second; what needs longer was written to stall us, and a person looks at it. */
const READ_MS = 2_000;
/** Parsing a mebibyte takes 60 MB; beyond that the worker dies, and not the step. */
const HEAP_MB = 192;

interface Options {
  ownAddresses: string[];
  /** The bundled mime-worker.ts. */
  worker: URL;
  withinMs?: number;
}

/**
 * Reads each mail in a thread that can be killed: a mail that takes too long or too much memory is `malformed`, and the next
 * one gets a new thread. One at a time, so that the clock of a mail runs only while it is read.
 */
export function isolatedReader({ ownAddresses, worker: file, withinMs = READ_MS }: Options): ReadMail {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const start = () => {
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MB };
    const started = new Worker(file, { workerData: ownAddresses, resourceLimits });
    started.unref(); // whoever waits for an answer keeps the process alive, see below
    return started;
  };
  const readOne: ReadMail = (raw) =>
    new Promise((done) => {
      worker ??= start();
      const reading = worker;
      const giveUp = (because: string) => {
        worker = null;
        finish();
        void reading.terminate();
        done(unreadable(because));
      };
      const timer = setTimeout(() => giveUp(`it was not read within ${withinMs} ms`), withinMs);
      const fail = (error: Error) => giveUp(`the reader stopped: ${error.name}`);
      const told = (message: Awaited<ReturnType<ReadMail>>) => {
        finish();
        done(message);
      };
      const finish = () => {
        clearTimeout(timer);
        reading.off('message', told).off('error', fail);
      };
      reading.once('message', told).once('error', fail);
      reading.postMessage(raw);
    });
  return (raw) => {
    const read = turn.then(() => readOne(raw));
    turn = read;
    return read;
  };
}
