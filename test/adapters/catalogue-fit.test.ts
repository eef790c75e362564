import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepFit, readFit } from '../../lib/adapters/catalogue-fit.ts';
import { matchOffers } from '../../lib/domain/topics/catalogue-index.ts';
import type { Encoder } from '../../lib/ports.ts';

const offers = [
  { id: 'cakes', examples: ['a birthday cake'] },
  { id: 'bread', examples: ['fresh rolls'] },
];
const file = () => join(mkdtempSync(join(tmpdir(), 'evenhand-fit-')), 'desk.fit');
/** Four dimensions: how often each of four letters occurs. */
const counting = () => {
  const asked: string[] = [];
  const encoder: Encoder = {
    id: 'letters@1',
    dimensions: 4,
    async encode(text) {
      asked.push(text);
      return Float32Array.from('abce', (letter) => text.split(letter).length - 1);
    },
  };
  return { asked, come: { id: encoder.id, load: async () => encoder } };
};

test('a kept fit answers as the one it was made from, and nothing is encoded again', async () => {
  const { asked, come } = counting();
  const kept = file();
  const index = await readFit(kept, offers, come);
  await keepFit(kept, offers, come.id, index);
  const encodedOnce = asked.length;
  const again = await readFit(kept, offers, come);
  const query = Float32Array.of(1, 1, 0, 0);
  expect(matchOffers(again, 'a cake', query)).toEqual(matchOffers(index, 'a cake', query));
  expect(asked).toHaveLength(encodedOnce);
});

test.each([
  ['one example more', [...offers, { id: 'course', examples: ['teach us'] }], 'letters@1'],
  ['another encoder', offers, 'letters@2'],
  ['no encoder', offers, null],
])('%s: fitted anew', async (_, changed, id) => {
  const { come } = counting();
  const kept = file();
  await keepFit(kept, offers, come.id, await readFit(kept, offers, come));
  const other = counting();
  await readFit(kept, changed, { id, load: other.come.load });
  expect(other.asked.length).toBeGreaterThan(0);
});

test('a damaged fit is fitted anew', async () => {
  const kept = file();
  writeFileSync(kept, 'not a fit');
  expect((await readFit(kept, offers, counting().come)).ids).toEqual(['cakes', 'bread']);
});

test('an encoder that does not load: the words alone', async () => {
  const index = await readFit(file(), offers, { id: 'letters@1', load: async () => null });
  expect(matchOffers(index, 'a birthday cake', null)[0]!.offer).toBe('cakes');
});
