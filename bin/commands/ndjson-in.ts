import { createInterface } from 'node:readline';
import * as z from 'zod';
import { say } from './progress.ts';

/** Longer lines are not texts that somebody wrote; a line is held in memory as a whole. */
const MAX_LINE = 1024 * 1024;

/** One JSON object a line from stdin. A line that cannot be used is named on stderr by its number, and counted. */
export function ndjsonIn<T>(schema: z.ZodType<T>, input: NodeJS.ReadableStream = process.stdin) {
  const counts = { refused: 0 };
  async function* rows(): AsyncGenerator<T> {
    let number = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
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

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

/** Ids come as text or as numbers. */
export const idIn = z.union([z.string(), z.number()]).transform(String);
