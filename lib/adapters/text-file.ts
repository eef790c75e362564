import { open } from 'node:fs/promises';
import type { DeskFault } from '../domain/desk/fault.ts';

/** What could be read, beside what is wrong with the rest. */
export interface Read<T> {
  value: T | null;
  faults: DeskFault[];
}

/** UTF-8 text of at most `maxBytes`, without its byte order mark. `name` is how people know the file. */
export async function readText(
  path: string,
  name: string,
  maxBytes: number,
): Promise<Read<string> & { isMissing?: boolean }> {
  const refuse = (problem: string, cure: string) => ({
    value: null,
    faults: [{ file: name, path: '', problem, cure }],
  });
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > maxBytes)
      return refuse(`${size} bytes, ${maxBytes} are the limit`, 'Split it, or remove what is not needed.');
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(await file.readFile()), faults: [] };
  } catch (error) {
    if (error instanceof TypeError) return refuse('is not UTF-8 text', 'Save it as "CSV UTF-8" or as UTF-8 text.');
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { ...refuse('is not there', 'Add it; the shipped desk/ has one to start from.'), isMissing: true };
    if (code === null) throw error;
    return refuse(`cannot be read (${code})`, 'Look at what it is and who may read it.');
  }
}
