import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { encoderIdIn, encoderOrNone, SHIPPED_MODEL } from '../../lib/adapters/encoder/encoder-or-none.ts';
import type { Encoder } from '../../lib/ports.ts';

let encoder: Encoder;
beforeAll(async () => {
  encoder = (await encoderOrNone(SHIPPED_MODEL, 1))!;
});
const cosine = async (a: string, b: string) => {
  const [x, y] = [await encoder.encode(a), await encoder.encode(b)];
  return x.reduce((sum, value, k) => sum + value * y[k]!, 0);
};

describe('the shipped encoder', () => {
  test('what means alike lies closer than what only sounds alike', async () =>
    expect(await cosine('Where is my parcel?', 'The delivery has not arrived yet')).toBeGreaterThan(
      await cosine('Where is my parcel?', 'Where is my password?'),
    ));

  test('the same text gives the same bits, whatever ran before', async () => {
    const first = await encoder.encode('a copy of the invoice');
    await encoder.encode('something much longer that was asked in between, by somebody else');
    expect(await encoder.encode('a copy of the invoice')).toEqual(first);
  });

  test('its id is known without loading it', async () => expect(await encoderIdIn(SHIPPED_MODEL)).toBe(encoder.id));

  test.each([
    ['nothing', ''],
    ['a smiley', '😀'],
    ['another script', 'サンプルを送ってください'],
    ['64 KiB without a blank', 'a'.repeat(65_536)],
    ['ten thousand repetitions', 'cake '.repeat(10_000)],
    ['half a surrogate pair', '\ud83d'],
  ])('%s becomes a vector of length 1', async (_, text) =>
    expect(Math.hypot(...(await encoder.encode(text)))).toBeCloseTo(1, 4),
  );

  test('what lies beyond the limit of 256 tokens changes nothing', async () => {
    const long = 'cake '.repeat(400);
    expect(await encoder.encode(`${long}forklift`)).toEqual(await encoder.encode(long));
  });
});

describe('a model that is not the committed one', () => {
  const broken = () => {
    const folder = mkdtempSync(join(tmpdir(), 'evenhand-model-'));
    cpSync(SHIPPED_MODEL, folder, { recursive: true });
    return folder;
  };
  const refused = async (folder: string) => {
    const warn = vi.spyOn(console, 'error').mockImplementation(() => {});
    const found = await encoderOrNone(folder, 1);
    const words = warn.mock.calls.map(([line]) => String(line));
    warn.mockRestore();
    return { found, words };
  };

  test('one byte differs: none, with one warning that names file and cure', async () => {
    const folder = broken();
    const file = join(folder, 'model.onnx');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(file, bytes);
    const { found, words } = await refused(folder);
    expect(found).toBeNull();
    expect(words).toEqual([expect.stringMatching(/model\.onnx is damaged.*Cure: restore/)]);
  });

  test('no folder at all: none, with one warning', async () => {
    const { found, words } = await refused('/nowhere');
    expect([found, words.length]).toEqual([null, 1]);
    expect(await encoderIdIn('/nowhere')).toBeNull();
  });
});
