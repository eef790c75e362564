/** A flood of one sender on the whole desk, with its brakes on. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, deliver, headOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskUnderTest({ braked: true });
});
afterAll(() => desk.close());

test('9 200 mails in 5 min from one sender -> <= 3 mails in the first 10 min, all 200 in the ledger', async () => {
  const outcomes: (string | null | undefined)[] = [];
  for (let n = 0; n < 200; n += 1) {
    const { row } = await deliver(desk, { from: 'Devi Raman <devi.raman@corvane.example>' });
    outcomes.push(row?.outcome);
  }
  expect(outcomes).toEqual([...Array(3).fill('answered'), ...Array(197).fill('held')]);
  const toDevi = (await desk.sent()).filter((raw) => headOf(raw).includes('To: devi.raman@corvane.example'));
  expect(toDevi).toHaveLength(3);
  expect(await desk.ledger.waitingForPerson()).toHaveLength(197);
}, 60_000);
