import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { requireDesk, type SoundDesk } from '../adapters/desk-folder.ts';

/** The desk folder, checked, as the one JSON file that the steps read. Throws `DeskRefused` with every fault named. */
export async function compileDesk(dir: string, file: string): Promise<SoundDesk> {
  const sound = await requireDesk(dir);
  const { desk, policyVersion } = sound;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ desk, policyVersion }));
  return sound;
}
