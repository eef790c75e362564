import { createReadStream, existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Source {
  source: string;
  raw: Uint8Array;
}

export class PathRefused extends Error {
  override readonly name = 'PathRefused';
}

/** SES takes no larger mail; more of a file is not read. */
const MAX_MAIL_BYTES = 40 * 1024 * 1024;

/** Mails of .eml files, mbox files and folders, folders in the order of their names. Throws `PathRefused`. */
export async function* mailsIn(paths: string[]): AsyncGenerator<Source> {
  for (const path of paths) {
    if (!existsSync(path)) throw new PathRefused(`${path}: there is no such file or folder. Check the path.`);
    if (!statSync(path).isDirectory()) yield* mailsInFile(path);
    else for (const file of globSync('**/*.{eml,mbox}', { cwd: path }).sort()) yield* mailsInFile(join(path, file));
  }
}

async function* mailsInFile(path: string): AsyncGenerator<Source> {
  const file = readFileSync(path, { flag: 'r' });
  if (!path.endsWith('.mbox') && !file.subarray(0, 5).equals(Buffer.from('From '))) {
    yield { source: path, raw: file.subarray(0, MAX_MAIL_BYTES) };
    return;
  }
  let lines: string[] = [];
  let number = 0;
  const mail = () => ({ source: `${path}#${number}`, raw: Buffer.from(lines.join('\n'), 'latin1') });
  // "From " at a line's beginning parts the mails; ">From " is one that was part of a text.
  for await (const line of createInterface({ input: createReadStream(path, 'latin1') })) {
    if (line.startsWith('From ')) {
      if (number > 0) yield mail();
      lines = [];
      number += 1;
    } else lines.push(line.replace(/^>(>*From )/, '$1'));
  }
  if (number > 0) yield mail();
}
