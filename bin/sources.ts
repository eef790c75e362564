/** Mails of this machine's disk: .eml files, mbox files, folders of both. Read by `read`, `try` and `replay`. */
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { mailsInMbox } from './mbox.ts';

/** SES takes no longer mail; the rest of a longer one is left unread. */
const MAX_MAIL_BYTES = 40 * 1024 * 1024;

/** Message: the path, what is wrong with it, what to do. */
export class PathRefused extends Error {
  override readonly name = 'PathRefused';
  constructor(path: string, reason: string, cure: string) {
    super(`${path}: ${reason}. ${cure}`);
  }
}

export interface MailSource {
  /** The file's path; in an mbox file with the mail's number: `inbox.mbox#3`. */
  source: string;
  raw: Uint8Array;
}

/**
 * A named file is read whatever its name is. In a folder: .eml and .mbox files, Maildir's cur and new, and what begins
 * like an mbox file; in the order of their paths. A path that cannot be read goes to `refuse`, and the others go on.
 */
export async function* mailsIn(
  paths: string[],
  refuse: (refusal: PathRefused) => void = (refusal) => {
    throw refusal;
  },
): AsyncGenerator<MailSource> {
  for (const path of paths) {
    try {
      const found = await stat(path);
      if (found.isFile()) yield* mailsOfFile(path);
      else if (found.isDirectory()) yield* mailsOfFolder(path, refuse);
      else
        refuse(new PathRefused(path, 'is neither a file nor a folder', 'Name an .eml file, an mbox file or a folder.'));
    } catch (error) {
      refuse(refusalOf(path, error));
    }
  }
}

async function* mailsOfFolder(folder: string, refuse: (refusal: PathRefused) => void): AsyncGenerator<MailSource> {
  let count = 0;
  for (const path of await filesIn(folder)) {
    try {
      if (!(await looksLikeMail(path))) continue;
      count += 1;
      yield* mailsOfFile(path);
    } catch (error) {
      refuse(refusalOf(path, error));
    }
  }
  if (count === 0) refuse(new PathRefused(folder, 'holds no mail', 'Name a folder with .eml or mbox files.'));
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => (a < b ? -1 : 1));
}

async function looksLikeMail(path: string): Promise<boolean> {
  if (/\.(eml|mbox)$/i.test(path)) return true;
  if (!(await stat(path)).isFile()) return false;
  return /^(cur|new)$/.test(basename(dirname(path))) || (await beginsLikeMbox(path));
}

async function* mailsOfFile(path: string): AsyncGenerator<MailSource> {
  // An .eml file is one mail, even where a program left the mbox line on top of it.
  if (/\.mbox$/i.test(path) || (!/\.eml$/i.test(path) && (await beginsLikeMbox(path)))) {
    let number = 0;
    for await (const raw of mailsInMbox(path, MAX_MAIL_BYTES)) {
      number += 1;
      yield { source: `${path}#${number}`, raw };
    }
  } else yield { source: path, raw: await startOf(path, MAX_MAIL_BYTES) };
}

const beginsLikeMbox = async (path: string): Promise<boolean> =>
  Buffer.from(await startOf(path, 5)).toString('latin1') === 'From ';

async function startOf(path: string, maxBytes: number): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.min(size, maxBytes));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file?.close();
  }
}

const REASONS: Record<string, [reason: string, cure: string]> = {
  ENOENT: ['does not exist', 'Check the spelling, and the folder you are in.'],
  EACCES: ['may not be read by you', 'Change its permissions, or copy it to where you may.'],
  EPERM: ['may not be read by you', 'Change its permissions, or copy it to where you may.'],
};

function refusalOf(path: string, error: unknown): PathRefused {
  if (error instanceof PathRefused) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  // Not the disk's error: thrown by whoever reads the mails.
  if (code === null) throw error;
  const [reason, cure] = REASONS[code] ?? [`cannot be read (${code})`, 'Look at the disk or copy the file.'];
  return new PathRefused(path, reason, cure);
}
