import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Ran {
  code: number | null;
  /** Of stdout, without the end of the last one. */
  lines: string[];
  /** Of stderr. */
  said: string[];
}

/** The command as a person runs it, with `input` on stdin. */
export async function evenhand(words: string[], input: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const child = spawn(process.execPath, ['bin/evenhand.ts', ...words], { env: { ...process.env, ...env } });
  const [out, said] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray());
  child.stdin.on('error', () => {}); // a command that refuses its options does not read
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  const lines = async (chunks: Promise<string[]>) => (await chunks).join('').split('\n').filter(Boolean);
  return { code, lines: await lines(out!), said: await lines(said!) };
}

export const ndjson = (rows: unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
