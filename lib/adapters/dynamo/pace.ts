import * as rules from '../../domain/mail/pace.ts';
import type { Pace } from '../../ports-brakes.ts';
import { doc, docOf, PACE_KEY } from './keys.ts';
import { change, getItem, type Table } from './table.ts';

/** At 14 mails a second, what a new account gets, few writes meet; who loses ten times waits for the next try of the machine. */
const MAX_TRIES = 10;

/** One row that every sender changes: as many writes a second as mails leave, and a row takes a thousand. */
export const dynamoPace = (table: Table): Pace => {
  /** What `step` tells of its last try; null where it moves nothing, or others were faster each time. */
  async function move<T>(
    at: Date,
    step: (kept: rules.Pace) => { pace: rules.Pace; told: T } | null,
  ): Promise<T | null> {
    for (let tried = 0; tried < MAX_TRIES; tried += 1) {
      const row = await getItem(table, PACE_KEY);
      const kept = docOf<rules.Pace>(row) ?? rules.freshPace(at);
      const next = step(kept);
      // As it was: nothing to count while the rate is not known.
      if (next === null || next.pace === kept) return next?.told ?? null;
      const moved = await change(table, PACE_KEY, {
        set: doc(next.pace),
        onlyIf: row ? '#doc = :seen' : 'attribute_not_exists(#doc)',
        ...(row && { values: { seen: row.doc! } }),
      });
      if (moved) return next.told;
    }
    return null;
  }
  const become = async (at: Date, change: (kept: rules.Pace) => rules.Pace) =>
    void (await move(at, (kept) => ({ pace: change(kept), told: true })));
  return {
    take: (at) =>
      move(at, (kept) => {
        const taken = rules.takeToken(kept, at);
        return taken && { pace: taken.pace, told: taken.turn };
      }),
    gotThrough: (at) => become(at, (kept) => rules.resume(kept, at)),
    refused: (at) => become(at, (kept) => rules.pauseAfterRefusal(kept, at)),
    allow: (perSecond, at) => become(at, (kept) => rules.allowRate(kept, perSecond)),
  };
};
