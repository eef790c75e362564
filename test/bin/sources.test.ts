import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailsInMbox } from '../../bin/mbox.ts';
import { mailsIn, PathRefused } from '../../bin/sources.ts';

let folder: string;
const put = (name: string, words: string) => {
  const path = join(folder, name);
  writeFileSync(path, words);
  return path;
};
const all = async (paths: string[], refuse?: (refusal: PathRefused) => void) => {
  const found: [string, string][] = [];
  for await (const { source, raw } of mailsIn(paths, refuse))
    found.push([source.slice(folder.length + 1), Buffer.from(raw).toString()]);
  return found;
};
const line = 'From ann@x.example Mon Mar  2 09:00:00 2026\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenhand-sources-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mails of this machine', () => {
  test('an mbox file is split at its From lines, and words that begin with From stay words', async () => {
    const words = `${line}Subject: a\n\nFrom here on.\nFrom ann at 09:00 in 2026\n>From quoted\n\n${line}Subject: b\n\nx\n`;
    expect(await all([put('two.mbox', words)])).toEqual([
      ['two.mbox#1', 'Subject: a\n\nFrom here on.\nFrom ann at 09:00 in 2026\nFrom quoted\n\n'],
      ['two.mbox#2', 'Subject: b\n\nx\n'],
    ]);
  });
  test('an mbox file is known by its beginning, too', async () =>
    expect(await all([put('export', `${line}Subject: a\n\nx\n`)])).toEqual([['export#1', 'Subject: a\n\nx\n']]));
  test('an .eml file is one mail, whatever stands in it', async () =>
    expect(await all([put('one.eml', `${line}Subject: a\n\n\n${line}x`)])).toHaveLength(1));
  test('a folder is read in the order of its paths, and other files are left alone', async () => {
    mkdirSync(join(folder, 'box/inner'), { recursive: true });
    mkdirSync(join(folder, 'box/cur'));
    for (const name of ['b.eml', 'a.eml', 'inner/c.EML', 'cur/1772.host:2,S', 'notes.txt']) put(`box/${name}`, name);
    expect((await all([join(folder, 'box')])).map(([source]) => source)).toEqual([
      'box/a.eml',
      'box/b.eml',
      'box/cur/1772.host:2,S',
      'box/inner/c.EML',
    ]);
  });
  test('a mail over the limit is cut, and the next one is whole', async () => {
    const path = put('big.mbox', `${line}${'a'.repeat(300_000)}\n\n${line}Subject: b\n\nx\n`);
    const sizes: number[] = [];
    for await (const raw of mailsInMbox(path, 100_000)) sizes.push(raw.byteLength);
    expect(sizes).toEqual([100_000 - line.length, 'Subject: b\n\nx\n'.length]);
  });
});

describe('a path that cannot be read', () => {
  test('is refused by name, reason and cure', async () =>
    expect(all([join(folder, 'nowhere')])).rejects.toThrow(
      new PathRefused(join(folder, 'nowhere'), 'does not exist', 'Check the spelling, and the folder you are in.'),
    ));
  test('does not keep the others from being read', async () => {
    const refusals: string[] = [];
    const good = put('good.eml', 'Subject: x\n\ny');
    mkdirSync(join(folder, 'empty'));
    const found = await all([join(folder, 'empty'), good], ({ message }) => refusals.push(message));
    expect(found).toHaveLength(1);
    expect(refusals).toEqual([`${join(folder, 'empty')}: holds no mail. Name a folder with .eml or mbox files.`]);
  });
});
