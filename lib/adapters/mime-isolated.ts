import { Worker } from 'node:worker_threads';
import type { Message } from '../domain/mail/message.ts';
import { unreadable } from '../domain/mail/read-message.ts';
import type { ReadMail } from '../ports.ts';

/** A mebibyte takes a quarter of a second; what needs longer was written to stall us, and a person looks at it. */
const READ_MS = 2_000;
/** Parsing a mebibyte takes 60 MB; beyond that the worker dies, and not the step. Bytes are bounded by PARSED_BYTES. */
const HEAP_MB = 192;

interface Options {
  ownAddresses: string[];
  /** The bundled mime-worker.ts. */
  worker: URL;
  withinMs?: number;
}

/** `died`: the thread is gone, maybe by the mail before. */
type Read = { message: Message } | { died: string } | { late: string };

/**
 * Reads each mail in a thread that can be killed: a mail that takes too long or too much memory is `malformed`, and the next
 * one gets a new thread. One at a time, so that the clock of a mail runs only while it is read.
 */
export function isolatedReader({ ownAddresses, worker: file, withinMs = READ_MS }: Options): ReadMail {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(file, { workerData: ownAddresses, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    const forget = () => {
      if (worker === started) worker = null;
    };
    // For good: it may die between two mails, and an error that nobody hears ends the process.
    started.on('error', forget).on('exit', forget);
    started.unref(); // the timer of whoever waits for an answer keeps the process alive
    return started;
  }

  const readIn = (reading: Worker, raw: Uint8Array): Promise<Read> =>
    new Promise((done) => {
      const end = (read: Read) => {
        clearTimeout(timer);
        reading.off('message', told).off('error', failed).off('exit', exited);
        done(read);
      };
      const told = (message: Message) => end({ message });
      const failed = ({ name }: Error) => end({ died: `the reader stopped: ${name}` });
      const exited = () => end({ died: 'the reader stopped' });
      const timer = setTimeout(() => end({ late: `it was not read within ${withinMs} ms` }), withinMs);
      reading.on('message', told).on('error', failed).on('exit', exited);
      reading.postMessage(raw);
    });

  async function readOne(raw: Uint8Array): Promise<Message> {
    const used = worker;
    worker ??= start();
    let read = await readIn(worker, raw);
    if ('died' in read && used) {
      worker = start();
      read = await readIn(worker, raw);
    }
    if ('message' in read) return read.message;
    void worker?.terminate();
    worker = null;
    return unreadable('died' in read ? read.died : read.late);
  }

  return (raw) => {
    const read = turn.then(() => readOne(raw));
    turn = read.catch(() => {});
    return read;
  };
}
