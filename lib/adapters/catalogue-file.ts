import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isSeq, parse, parseDocument, stringify } from 'yaml';
import type { Offer } from '../domain/desk/desk.ts';

const NAMES = ['catalogue.yaml', 'catalogue.json'];

/** Adds an offer at the end of a desk's catalogue: its comments, order and layout stay. Returns the file. */
export async function addOffer(dir: string, offer: Offer): Promise<string> {
  for (const name of NAMES) {
    const file = join(dir, name);
    const source = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (source === null) continue;
    await writeFile(`${file}.part`, withOffer(source, offer, file));
    await rename(`${file}.part`, file);
    return file;
  }
  throw new Error(`There is no ${NAMES.join(' or ')} in ${dir}. Name the folder of the desk with --desk.`);
}

/** What is written was read again first, and says what it said before and the offer. */
export function withOffer(source: string, offer: Offer, file: string): string {
  const before: unknown = parse(source);
  if (!Array.isArray(before)) throw new Error(`${file} is no list of offers. "npx evenhand check" names its faults.`);
  const text = isJson(source) ? json([...before, offer], source) : yaml(source, offer);
  const after = parseDocument(text);
  if (after.errors.length === 0 && isDeepStrictEqual(after.toJS(), [...before, offer])) return text;
  throw new Error(`The offer ${offer.id} cannot be added to ${file} without harm to the rest. Add it by hand.`);
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

const json = (offers: unknown[], source: string): string =>
  `${JSON.stringify(offers, null, /\n([ \t]+)/.exec(source)?.[1] ?? 2)}\n`;

/** A block list grows by text, since a printed tree would fold and indent the whole file anew. */
function yaml(source: string, offer: Offer): string {
  const tree = parseDocument(source);
  if (!isSeq(tree.contents) || tree.contents.flow) {
    tree.add(offer);
    return tree.toString({ lineWidth: 0 });
  }
  const indent = /^ *(?=- )/m.exec(source)?.[0] ?? '';
  const lines = stringify([offer], { lineWidth: 0 }).trimEnd().split('\n');
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  return [source.trimEnd(), '', ...lines.map((line) => `${indent}${line}`), ''].join(eol);
}
