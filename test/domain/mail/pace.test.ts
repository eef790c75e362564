import { describe, expect, test } from 'vitest';
import {
  allowRate,
  freshPace,
  type Pace,
  pauseAfterRefusal,
  resume,
  takeToken,
} from '../../../lib/domain/mail/pace.ts';

const start = Date.UTC(2026, 10, 23, 10);
const at = (seconds: number) => new Date(start + seconds * 1000);
const paced = (perSecond: number | null): Pace => ({ ...freshPace(at(0)), perSecond });

/** How many of `tries` at once may leave, and the pace after them. */
function takeMany(pace: Pace, seconds: number, tries = 100): { took: number; pace: Pace } {
  let [kept, took] = [pace, 0];
  for (let i = 0; i < tries; i += 1) {
    const next = takeToken(kept, at(seconds));
    if (next) took += 1;
    kept = next?.pace ?? kept;
  }
  return { took, pace: kept };
}

describe('the rate of the mail service', () => {
  test('is used to four fifths', () => {
    const first = takeMany(paced(10), 1);
    expect(first.took).toBe(8);
    expect(takeMany(first.pace, 1.5).took).toBe(4);
    expect(takeMany(first.pace, 60).took).toBe(8); // a quiet minute saves nothing up
  });

  test('lets one mail out at a time where it is one a second', () => {
    const first = takeMany(paced(1), 2);
    expect(first.took).toBe(1);
    expect(takeMany(first.pace, 3.249).took).toBe(0);
    expect(takeMany(first.pace, 3.25).took).toBe(1);
  });

  test('may be used at once when it is learned, and not again when it is learned again', () => {
    const learned = allowRate(freshPace(at(0)), 10);
    const { took, pace } = takeMany(learned, 0);
    expect(took).toBe(8);
    expect(takeMany(allowRate(pace, 10), 0).took).toBe(0);
  });

  test('holds nothing back while it is not known', () => expect(takeMany(paced(null), 0).took).toBe(100));

  test('of a process whose clock is behind counts no second twice', () => {
    const { pace } = takeMany(paced(10), 10);
    expect(takeMany(takeMany(pace, 9).pace, 10).took).toBe(0);
  });

  test('is not stopped by one clock that was far ahead', () => {
    const { pace } = takeMany(paced(10), 70);
    expect(takeMany(pace, 10.001).took).toBe(0); // 59.999 s
    expect(takeMany(pace, 10).took).toBe(8);
    expect(takeMany(takeMany(pace, 10).pace, 10.5).took).toBe(4);
  });
});

describe('the service takes no more for now', () => {
  const paused = pauseAfterRefusal(paced(10), at(0));

  test('all wait a minute, then one goes first, and the others when it got through', () => {
    expect(takeMany(paused, 59.999).took).toBe(0);
    const first = takeMany(paused, 60);
    expect(first.took).toBe(1);
    expect(takeMany(first.pace, 61).took).toBe(0);
    expect(takeMany(resume(first.pace, at(61)), 61.5).took).toBe(4);
  });

  test('another goes first when nothing is heard of it for half a minute', () => {
    const first = takeMany(paused, 60);
    expect(takeMany(first.pace, 89.999).took).toBe(0);
    expect(takeMany(first.pace, 90).took).toBe(1);
  });

  test('each pause that ends in a refusal is followed by one twice as long, a quarter of an hour at most', () => {
    let [pace, now] = [paced(null), 0];
    const pauses = Array.from({ length: 6 }, () => {
      pace = pauseAfterRefusal(takeToken(pace, at(now))!.pace, at(now));
      const seconds = pace.pause!.milliseconds / 1000;
      now += seconds;
      return seconds / 60;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 15, 15]);
  });

  test('after a mail that got through the next pause is a minute again', () =>
    expect(pauseAfterRefusal(resume(paused, at(60)), at(61)).pause?.milliseconds).toBe(60_000));

  test('several refusals of the same moment are one pause', () =>
    expect(pauseAfterRefusal(paused, at(59.999))).toEqual(paused));

  test('half an hour of it costs four more tries, however many mails wait', () => {
    let [pace, tries] = [allowRate(freshPace(at(0)), 14), 0];
    for (let second = 0; second < 1800; second += 1) {
      const all = takeMany(pace, second);
      if (second > 0) tries += all.took;
      pace = all.took > 0 ? pauseAfterRefusal(all.pace, at(second)) : pace;
    }
    expect(tries).toBe(4); // and those of the first second
  });
});
