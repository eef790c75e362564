import * as z from 'zod';
import { say } from './progress.ts';

/** Longer lines are not texts that somebody wrote, and are not held in memory. */
const MAX_LINE = 1024 * 1024;

/** One JSON object a line from stdin. A line that cannot be used is named on stderr by its number, and counted. */
export function ndjsonIn<T>(schema: z.ZodType<T>, input: NodeJS.ReadableStream = process.stdin) {
  const counts = { refused: 0 };
  async function* rows(): AsyncGenerator<T> {
    let number = 0;
    for await (const line of linesOf(input)) {
      number += 1;
      if (line.trim() === '') continue;
      const problem = (words: string) => {
        counts.refused += 1;
        say(`line ${number}: ${words}`);
      };
      if (line.length > MAX_LINE) problem(`longer than ${MAX_LINE} characters. Cut it.`);
      else {
        const read = schema.safeParse(parsed(line));
        if (read.success) yield read.data;
        else problem(`${z.prettifyError(read.error).replaceAll('\n', ' ')}. Write it like {"id":"1","text":"…"}.`);
      }
    }
  }
  return { rows: rows(), counts };
}

/** Not by `node:readline`: it also breaks lines at U+2028 and U+2029, which JSON may hold within a text. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let rest = '';
  for await (const chunk of input) {
    const [first = '', ...others] = String(chunk).split('\n');
    rest += first;
    for (const other of others) {
      yield rest;
      rest = other;
    }
    rest = rest.slice(0, MAX_LINE + 1);
  }
  yield rest;
}

function parsed(line: string): unknown {
  try {
    // Without the byte order mark that some editors begin a file with.
    return JSON.parse(line.trim());
  } catch {
    return line;
  }
}

/** Ids come as text or as numbers. */
export const idIn = z.union([z.string(), z.number()]).transform(String);
