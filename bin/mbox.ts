import { createReadStream } from 'node:fs';

/** A separator line is short; so many bytes are held back until its end has been seen. */
const MAX_SEPARATOR = 1_000;
const HELD_BACK = MAX_SEPARATOR + 200;
const SEPARATOR = /^From \S{1,300}\s.{0,60}\d\d:\d\d.{0,60}\d{4}/;

/** The mails of an mbox file, one after another, each at most `maxBytes` long. Memory holds one mail, however long the file. */
export async function* mailsInMbox(path: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  let mail = newMail(maxBytes);
  let held = Buffer.alloc(0);
  let isFirst = true;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([held, chunk]);
    let from = 0;
    for (const start of separatorsIn(bytes, isFirst)) {
      mail.add(bytes.subarray(from, start));
      if (mail.length() > 0) yield mail.bytes();
      mail = newMail(maxBytes);
      from = start;
    }
    const safe = Math.max(from, bytes.length - HELD_BACK);
    mail.add(bytes.subarray(from, safe));
    held = bytes.subarray(safe);
    isFirst = false;
  }
  mail.add(held);
  if (mail.length() > 0) yield mail.bytes();
}

/** Where mails begin: a "From " line at the start of the file or below an empty line. */
function* separatorsIn(bytes: Buffer, isFirst: boolean): Generator<number> {
  if (isFirst && isSeparator(bytes, 0)) yield 0;
  for (let at = bytes.indexOf('\nFrom '); at >= 0; at = bytes.indexOf('\nFrom ', at + 1)) {
    const isBelowEmpty = bytes[at - 1] === 0x0a || (bytes[at - 1] === 0x0d && bytes[at - 2] === 0x0a);
    if (isBelowEmpty && isSeparator(bytes, at + 1)) yield at + 1;
  }
}

function isSeparator(bytes: Buffer, at: number): boolean {
  const end = bytes.indexOf('\n', at);
  return end >= 0 && end - at <= MAX_SEPARATOR && SEPARATOR.test(bytes.toString('latin1', at, end));
}

function newMail(maxBytes: number) {
  const parts: Buffer[] = [];
  let length = 0;
  return {
    length: () => length,
    add(bytes: Buffer) {
      const kept = bytes.subarray(0, maxBytes - length);
      if (kept.length > 0) parts.push(kept);
      length += kept.length;
    },
    /** Without the separator, and with the one ">" taken back that writers of mbox files put before "From ". */
    bytes(): Uint8Array {
      const whole = Buffer.concat(parts);
      const body = isSeparator(whole, 0) ? whole.subarray(whole.indexOf('\n') + 1) : whole;
      return body.includes('\n>From ')
        ? Buffer.from(body.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1')
        : body;
    },
  };
}
