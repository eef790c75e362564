import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../workflow', `${name}.asl.json`), 'utf8');

/** The definitions as files: order, waits, retries and catches, with placeholders for functions. */
export const workflowFiles = { triage: () => read('triage'), approval: () => read('approval') };

/** The placeholders that a definition really uses. */
export const usedPlaceholders = (asl: string): string[] => [...new Set(asl.match(/(?<=\$\{)\w+(?=\})/g) ?? [])].sort();
