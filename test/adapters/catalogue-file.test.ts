import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addOffer, withOffer } from '../../lib/adapters/catalogue-file.ts';

const SHIPPED = join(import.meta.dirname, '../../desk/catalogue.yaml');
const draft = {
  id: 'linerless',
  name: 'Linerless: "green" # labels',
  description: 'Two\nlines',
  examples: ['- a dash', 'Yes', '{{name}}', `${'long '.repeat(60)}end`],
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'catalogue-'));
});
afterEach(() => rm(dir, { recursive: true }));

test('the shipped catalogue keeps every byte it had, and the offer stands at its end', async () => {
  await cp(SHIPPED, join(dir, 'catalogue.yaml'));
  expect(await addOffer(dir, draft)).toBe(join(dir, 'catalogue.yaml'));
  const [before, after] = [await readFile(SHIPPED, 'utf8'), await readFile(join(dir, 'catalogue.yaml'), 'utf8')];
  expect(after.startsWith(before.trimEnd())).toBe(true);
  expect(parse(after)).toEqual([...parse(before), draft]);
});

test.each([
  ['an indented list with a comment at its end', '# ours\n  - id: a # first\n    examples: [x]\n  # the end\n'],
  ['a list without a last line break', '- id: a\n  examples:\n  - x'],
  ['line ends of Windows', '- id: a\r\n  examples: [x]\r\n'],
  ['a list in brackets', '# ours\n[{ id: a, examples: [x] }]\n'],
  ['JSON', '[\n\t{ "id": "a", "examples": ["x"] }\n]\n'],
])('%s is understood', (_, source) => {
  const text = withOffer(source, draft, 'catalogue.yaml');
  expect(parse(text)).toEqual([{ id: 'a', examples: ['x'] }, draft]);
  expect(text.split('#').length >= source.split('#').length).toBe(true);
  if (source.includes('\t')) expect(JSON.parse(text)).toHaveLength(2);
});

test.each([
  ['a file that is no list', 'id: a\n', /catalogue.yaml is no list of offers/],
  ['a file with an end mark, behind which nothing may stand', '- id: a\n...\n', /Add it by hand/],
])('%s is refused', (_, source, words) => {
  expect(() => withOffer(source, draft, 'catalogue.yaml')).toThrow(words);
});

test('a folder without a catalogue is refused with the option that names another', async () => {
  await writeFile(join(dir, 'desk.yaml'), '');
  await expect(addOffer(dir, draft)).rejects.toThrow(/no catalogue\.yaml or catalogue\.json.*--desk/);
});
