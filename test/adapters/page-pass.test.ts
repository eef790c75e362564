import { expect, test } from 'vitest';
import { pagePass } from '../../lib/adapters/page-pass.ts';

const key = async () => new Uint8Array(32);
const pass = pagePass(key);
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, seconds));

test('a pass holds for an hour, for its page and person, and not before it was given', async () => {
  const given = await pass.issue('approval:p1:mia', at(0));
  expect(await pass.holds(given, 'approval:p1:mia', at(3_600))).toBe(true);
  expect(await pass.holds(given, 'approval:p1:mia', at(3_601))).toBe(false);
  expect(await pass.holds(given, 'approval:p1:mia', at(-1))).toBe(false);
  expect(await pass.holds(given, 'approval:p1:sam', at(1))).toBe(false);
  expect(await pass.holds(given, 'approval:p1:mia:coded', at(1))).toBe(false);
});

test.each(['', '.', 'x', 'x.y', '..', 'zzzzzzzzzzzzzzzz.abc', `${'a'.repeat(5_000)}.${'b'.repeat(5_000)}`])(
  'what is no pass does not hold: %j',
  async (given) => expect(await pass.holds(given, 's', at(0))).toBe(false),
);

test('a moment that was changed, or another key, does not hold', async () => {
  const [moment, mac] = (await pass.issue('s', at(0))).split('.');
  const later = (Number.parseInt(moment!, 36) + 1).toString(36);
  expect(await pass.holds(`${later}.${mac}`, 's', at(1))).toBe(false);
  const other = pagePass(async () => new Uint8Array(32).fill(1));
  expect(await other.holds(`${moment}.${mac}`, 's', at(1))).toBe(false);
});
