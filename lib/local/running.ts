import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDynoxide } from './dynoxide.ts';

interface Running {
  pid: number;
  dynamoEndpoint: string;
  /** Its S3, SES and Step Functions. */
  awsEndpoint: string;
}

const file = (dataDir: string): string => join(dataDir, 'running.json');

export const noteRunning = (dataDir: string, running: Running): void =>
  writeFileSync(file(dataDir), JSON.stringify(running));
export const noteStopped = (dataDir: string): void => rmSync(file(dataDir), { force: true });

/** The desk that runs on this folder, or null. A desk that was killed has left its note behind. */
export function findRunning(dataDir: string): Running | null {
  if (!existsSync(file(dataDir))) return null;
  const running = JSON.parse(readFileSync(file(dataDir), 'utf8')) as Running;
  try {
    process.kill(running.pid, 0);
    return running;
  } catch {
    return null;
  }
}

/** The table of a data folder: of the desk that runs on it, or opened for the moment. */
export async function openData(dataDir: string): Promise<{ endpoint: string; close: () => Promise<void> }> {
  const running = findRunning(dataDir);
  if (running) return { endpoint: running.dynamoEndpoint, close: async () => {} };
  if (!existsSync(join(dataDir, 'desk.db')))
    throw new Error(
      `There is no desk in ${dataDir}. Start one with "npx evenhand start", or name its folder with --data.`,
    );
  return startDynoxide(dataDir);
}
