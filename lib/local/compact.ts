import { createReadStream, existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

/** A changed row is still in the file of the local table, and in its log, until both are written anew; also while a desk runs on it. */
export async function compact(dataDir: string): Promise<void> {
  const file = join(dataDir, 'desk.db');
  if (!existsSync(file)) return;
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  db.exec('PRAGMA busy_timeout = 10000; VACUUM');
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

/** More than any name or address is long. */
const OVERLAP = 2_000;

/** The text of the files of the local table as they lie on the disk, in pieces that overlap. */
export async function* textOfTable(dataDir: string): AsyncGenerator<{ file: string; text: string }> {
  for (const file of globSync('desk.db*', { cwd: dataDir })) {
    let end = '';
    for await (const piece of createReadStream(join(dataDir, file), { highWaterMark: 8 * 1024 * 1024 })) {
      const text = end + (piece as Buffer).toString('utf8');
      yield { file, text };
      end = text.slice(-OVERLAP);
    }
  }
}
