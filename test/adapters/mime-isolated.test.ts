import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { isolatedReader } from '../../lib/adapters/mime-isolated.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { mailOf } from '../builders/mail.ts';

const ownAddresses = ['support@haldenlabels.example'];
const mail = (words: string) => Buffer.from(mailOf({ body: words }), 'latin1');

/** A reader that goes wrong on the mails that say so. */
const faulty = (source: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'evenhand-reader-')), 'worker.mjs');
  writeFileSync(file, `import { parentPort } from 'node:worker_threads';\n${source}`);
  return pathToFileURL(file);
};

describe('with the reader that is deployed', () => {
  let worker: URL;
  beforeAll(async () => {
    const { dist } = await ensureBuilt(() => {});
    worker = pathToFileURL(join(dist, 'read-message/mime-worker.mjs'));
  });

  test('a mail reads as it does without a thread of its own', async () => {
    const raw = mail('Please send us twenty rolls.');
    expect(await isolatedReader({ ownAddresses, worker })(raw)).toEqual(await mimeReader({ ownAddresses })(raw));
  });

  test('several at once each get their own', async () => {
    const read = isolatedReader({ ownAddresses, worker });
    const texts = await Promise.all(['one', 'two', 'three'].map(async (words) => (await read(mail(words))).text));
    expect(texts).toEqual(['one', 'two', 'three']);
  });
});

const ANSWERS = "parentPort.on('message', (raw) => { const said = Buffer.from(raw).toString('latin1');";

test('a mail that stalls the reader is malformed and says why, and the next one is read', async () => {
  const worker = faulty(`${ANSWERS} while (said.includes('stall')); parentPort.postMessage({ text: 'read' }); });`);
  const read = isolatedReader({ ownAddresses, worker, withinMs: 300 });
  const told = await Promise.all([read(mail('before')), read(mail('stall')), read(mail('after'))]);
  expect(told[1]).toMatchObject({ kind: 'malformed', mayReply: false, from: null });
  expect(told[1]?.warnings).toEqual(['it was not read within 300 ms']);
  expect([told[0]?.text, told[2]?.text]).toEqual(['read', 'read']);
});

test('a mail that takes all memory, or makes the reader throw, is malformed', async () => {
  const worker = faulty(
    `${ANSWERS} if (said.includes('throw')) throw new RangeError('too deep'); const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); });`,
  );
  const read = isolatedReader({ ownAddresses, worker, withinMs: 20_000 });
  expect((await read(mail('throw'))).warnings).toEqual(['the reader stopped: RangeError']);
  expect((await read(mail('fill'))).warnings).toEqual(['the reader stopped: Error']);
});

test('a reader that dies between two mails hurts neither the process nor the next mail', async () => {
  const worker = faulty(
    `${ANSWERS} parentPort.postMessage({ text: said.includes('next') ? 'next' : 'read' });
    if (said.includes('late throw')) setImmediate(() => { throw new Error('late'); });
    if (said.includes('late exit')) setImmediate(() => process.exit(0)); });`,
  );
  const read = isolatedReader({ ownAddresses, worker });
  for (const way of ['late throw', 'late exit', 'late throw']) {
    expect((await read(mail(way))).text).toBe('read');
    expect((await read(mail('next'))).text).toBe('next');
  }
});
