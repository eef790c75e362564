import { SendRefused, SendThrottled } from '../../lib/ports.ts';

/** What can go wrong at a call to the world. */
export const faults = [
  'fails before',
  'fails after',
  'happens twice',
  'takes its time',
  'lands late',
  'kills before',
  'kills after',
] as const;
export type Fault = (typeof faults)[number] | 'is throttled' | 'is refused';
/** The SDK asks the mail service once, so nothing happens twice there; that it took nothing is proven. */
export const mailFaults: readonly Fault[] = [
  ...faults.filter((fault) => fault !== 'happens twice'),
  'is throttled',
  'is refused',
];

export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Mulberry32: a small generator of our own seeding, the same on every machine. */
export function randomOf(seed: number): (below: number) => number {
  let state = (seed + 1) | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Says what goes wrong at a call, of what can go wrong there. */
export type Fate = (call: string, possible: readonly Fault[]) => Fault | undefined;

/** One call in so many goes wrong; of the few at the mail service, which matter most, four times as many. */
export const byChance =
  (random: (below: number) => number, oneIn: number): Fate =>
  (call, possible) =>
    random(call === 'mailer.send' ? Math.ceil(oneIn / 4) : oneIn) === 0 ? possible[random(possible.length)] : undefined;

/** The process ends: all that it was doing is gone. */
export interface Life {
  isOver: boolean;
  end: () => void;
}

export interface Weather {
  fate: Fate;
  /** How often each fault was injected. */
  injected: Map<string, number>;
  /** Calls that were given up and whose effect is still to come, with the number of calls until then. */
  late: { calls: number; land: () => Promise<unknown> }[];
}

/** A call that was given up is on its way so long: the step is tried again before it lands. */
const LATE_CALLS = 3;

/** The same port, whose calls go wrong as fate has it. `possible` leaves out what cannot happen there. */
export function faulty<T extends object>(
  name: string,
  port: T,
  weather: Weather,
  life: Life,
  possible: readonly Fault[] = faults,
): T {
  const die = (): never => {
    life.end();
    throw new Killed('the process is gone');
  };
  const living = (): void => {
    if (life.isOver) throw new Killed('the process is gone');
  };
  const draw = (method: string, only: readonly Fault[]): Fault | undefined => {
    living();
    const due = weather.late.filter((one) => --one.calls <= 0);
    weather.late = weather.late.filter(({ calls }) => calls > 0);
    for (const { land } of due) void land();
    const fault = weather.fate(`${name}.${method}`, only);
    if (fault) weather.injected.set(fault, (weather.injected.get(fault) ?? 0) + 1);
    if (fault === 'kills before') die();
    if (fault === 'fails before') throw Object.assign(new Error('throttled'), { name: 'ThrottlingException' });
    if (fault === 'is throttled') throw new SendThrottled('too many for now');
    if (fault === 'is refused') throw new SendRefused('rejected');
    return fault;
  };
  const around =
    (method: string, call: (...given: unknown[]) => Promise<unknown>) =>
    async (...given: unknown[]) => {
      const fault = draw(method, possible);
      if (fault === 'lands late') {
        weather.late.push({ calls: LATE_CALLS, land: () => call(...given).catch(() => {}) });
        throw timedOut();
      }
      if (fault === 'takes its time') await new Promise((go) => setImmediate(go));
      if (fault === 'happens twice') await call(...given);
      const result = await call(...given);
      living();
      if (fault === 'kills after') die();
      if (fault === 'fails after') throw timedOut();
      return result;
    };
  return new Proxy(port, {
    get(target, method: string) {
      const value = Reflect.get(target, method) as unknown;
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as (...given: unknown[]) => never;
      return method === 'list' ? pages(call, () => draw(method, LISTING)) : around(method, call);
    },
  });
}

const LISTING: readonly Fault[] = ['fails before', 'kills before'];

/** A list comes page by page, when it is asked for. */
const pages = (list: (...given: unknown[]) => AsyncIterable<unknown>, ask: () => unknown) =>
  async function* (...given: unknown[]) {
    ask();
    yield* list(...given);
  };

const timedOut = () => Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
