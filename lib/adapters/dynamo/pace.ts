import { allowRate, freshPace, type Pace as Kept, pauseAfterRefusal, takeToken } from '../../domain/mail/pace.ts';
import type { Pace } from '../../ports-brakes.ts';
import { doc, docOf, PACE_KEY } from './keys.ts';
import { change, getItem, type Table } from './table.ts';

/** At 14 mails a second, what a new account gets, few writes meet; who loses ten times waits for the next try of the machine. */
const MAX_TRIES = 10;

/** One row that every sender changes: as many writes a second as mails leave, and a row takes a thousand. */
export const dynamoPace = (table: Table): Pace => {
  /** Null: leave it as it is. */
  async function move(at: Date, step: (kept: Kept) => Kept | null): Promise<boolean> {
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const row = await getItem(table, PACE_KEY);
      const kept = docOf<Kept>(row) ?? freshPace(at);
      const next = step(kept);
      if (next === null) return false;
      // As it was: nothing to count while the rate is not known.
      if (next === kept) return true;
      const moved = await change(table, PACE_KEY, {
        set: doc(next),
        onlyIf: row ? '#doc = :seen' : 'attribute_not_exists(#doc)',
        ...(row && { values: { seen: row.doc! } }),
      });
      if (moved) return true;
    }
    return false;
  }
  return {
    take: (at) => move(at, (kept) => takeToken(kept, at)),
    async refused(at) {
      await move(at, (kept) => pauseAfterRefusal(kept, at));
    },
    async allow(perSecond, at) {
      await move(at, (kept) => allowRate(kept, perSecond));
    },
  };
};
