/**
 * Whatever comes, it is read, within the limits. `npm run fuzz` runs more (FUZZ_RUNS), begins where it is told (FUZZ_SEED), reads the
 * mails of a folder as well (FUZZ_FOLDER), and prints the slowest; a failure prints its seed and the recipe of the mail.
 */
import { globSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { mimeReader } from '../../../lib/adapters/mime.ts';
import { MAX_TEXT } from '../../../lib/domain/mail/clean-text.ts';
import { type Message, mailKinds } from '../../../lib/domain/mail/message.ts';
import { oddMail, render } from '../../builders/odd-mail.ts';

const { FUZZ_RUNS, FUZZ_SEED, FUZZ_FOLDER } = process.env;
const RUNS = Number(FUZZ_RUNS ?? 250);
const seed = Number(FUZZ_SEED ?? Date.now() % 2 ** 31);
const read = mimeReader({ ownAddresses: ['support@haldenlabels.example'] });

let slowest = { ms: 0, bytes: 0, mail: '' };
let count = 0;
async function readTimed(raw: Uint8Array, name: () => string): Promise<Message> {
  const [message, ms] = await timed(raw);
  count += 1;
  if (ms <= slowest.ms) return message;
  const [, again] = await timed(raw); // what only a busy machine made slow is not slow twice
  if (again > slowest.ms) slowest = { ms: Math.min(ms, again), bytes: raw.length, mail: name().slice(0, 2_000) };
  return message;
}
async function timed(raw: Uint8Array): Promise<[Message, number]> {
  const from = performance.now();
  return [await read(raw), Math.round(performance.now() - from)];
}
afterAll(() => {
  // Past the test runner, which keeps to itself what a test that passes says.
  if (FUZZ_RUNS || FUZZ_FOLDER) writeSync(1, `seed ${seed}, ${count} mails; slowest: ${JSON.stringify(slowest)}\n`);
});

/** What a reader of the message may rely on. */
function expectWithinLimits(message: Message): void {
  const { text, subject, from, to, attachments, references, messageId, date, warnings, kind, identity } = message;
  expect(mailKinds).toContain(kind);
  expect(text.length).toBeLessThanOrEqual(MAX_TEXT);
  expect(subject.length).toBeLessThanOrEqual(1_000);
  expect(Math.max(to.length, attachments.length, references.length)).toBeLessThanOrEqual(50);
  expect(warnings.length).toBeLessThanOrEqual(10);
  const ids = [...references, messageId ?? ''];
  const short = [...ids, ...to, from?.address ?? '', date ?? '', ...warnings, identity.because];
  expect(Math.max(...short.map((one) => one.length))).toBeLessThanOrEqual(320);
  const names = [from?.name ?? '', ...attachments.map(({ name }) => name), ...attachments.map(({ type }) => type)];
  expect(Math.max(...names.map((one) => one.length))).toBeLessThanOrEqual(1_000);
  const lines = [subject, ...short, ...names];
  expect(lines.filter((line) => /[\u0000-\u001f\u007f]/.test(line))).toEqual([]);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e]/);
  // What is not well formed is another text after it was stored.
  expect([text, ...lines].filter((one) => !one.isWellFormed())).toEqual([]);
  if (message.mayReply)
    expect([kind, from]).toEqual(['person', expect.objectContaining({ address: expect.any(String) })]);
}

/** Only where many are asked for: the tests of every day look at no clock. */
const expectNoneSlow = () => {
  if (FUZZ_RUNS || FUZZ_FOLDER) expect(slowest.ms).toBeLessThanOrEqual(1_000);
};

test(`${RUNS} odd mails`, { timeout: 30_000 + RUNS * 100 }, async () => {
  await fc.assert(
    fc.asyncProperty(oddMail, async (mail) => {
      const message = await readTimed(render(mail), () => JSON.stringify(mail));
      expectWithinLimits(message);
      // No recipe holds the block of the receiving server.
      expect(message.identity.result).toBe('unverified');
    }),
    { numRuns: RUNS, seed },
  );
  expectNoneSlow();
});

const ours = globSync(['test/mail/*.eml', 'desk/mail/*.eml']);
describe('mails of the project', () => {
  test('are found', () => expect(ours.length).toBeGreaterThan(70));
  test.each(ours)('%s', async (file) => {
    const raw = readFileSync(file);
    expectWithinLimits(await readTimed(raw, () => file));
    // Cut anywhere, as a mail that did not arrive whole.
    for (let cut = 0; cut < raw.length; cut += 97) expectWithinLimits(await read(raw.subarray(0, cut)));
  });
});

test.runIf(FUZZ_FOLDER)('the mails of FUZZ_FOLDER', { timeout: 600_000 }, async () => {
  const files = globSync('**/*.{eml,txt,msg,mbox}', { cwd: FUZZ_FOLDER });
  for (const file of files) {
    const message = await readTimed(readFileSync(join(FUZZ_FOLDER!, file)), () => file);
    expect(() => expectWithinLimits(message), file).not.toThrow();
  }
  expect(files).not.toEqual([]);
  expectNoneSlow();
});
