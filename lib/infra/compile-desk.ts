import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fitOnce, keepFit } from '../adapters/catalogue-fit.ts';
import { requireDesk, type SoundDesk } from '../adapters/desk-folder.ts';
import { encoderIdIn, encoderOrNone, SHIPPED_MODEL } from '../adapters/encoder/encoder-or-none.ts';

/** The fitted catalogue lies beside the desk's file. */
export const fitFileOf = (deskFile: string): string => deskFile.replace(/\.json$/, '.fit');

/**
 * The desk folder, checked, as the one JSON file that the steps read, and its catalogue, fitted once here so that no mail waits
 * for it. Throws `DeskRefused` with every fault named.
 */
export async function compileDesk(dir: string, file: string): Promise<SoundDesk> {
  const sound = await requireDesk(dir);
  const { desk, policyVersion } = sound;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ desk, policyVersion }));
  const encoder = { id: await encoderIdIn(SHIPPED_MODEL), load: () => encoderOrNone(SHIPPED_MODEL) };
  await keepFit(fitFileOf(file), desk.catalogue, encoder.id, await fitOnce(desk.catalogue, encoder));
  return sound;
}
