import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mails = readdirSync('desk/mail').map((name) => readFileSync(join('desk/mail', name), 'latin1'));

/** The shipped samples over and over, every one another mail: its own Message-ID. */
export const sampleMail = (i: number): Buffer =>
  Buffer.from(
    mails[i % mails.length]!.replace(/^message-id:.*$/im, `Message-ID: <bench-${i}@bench.example>`),
    'latin1',
  );

export const quantile = (sorted: number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
export const round = (n: number, digits = 2): number => Number(n.toFixed(digits));
