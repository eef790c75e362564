/** What can go wrong at a call to the world, drawn by a seed, so that every run can be told again. */
export type Fault =
  | 'fails before'
  | 'fails after'
  | 'happens twice'
  | 'kills before'
  | 'kills after'
  | 'takes its time';
const faults: Fault[] = [
  'fails before',
  'fails after',
  'happens twice',
  'kills before',
  'kills after',
  'takes its time',
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

export interface Faults {
  /** One call in so many goes wrong; 0: none. */
  oneIn: number;
  random: (below: number) => number;
  /** How often each fault was injected. */
  injected: Map<string, number>;
  /** The process ends: all that it was doing is gone. */
  kill: () => void;
  isDead: () => boolean;
}

/** The same port, whose calls go wrong now and then. `only` leaves out what cannot happen there. */
export function faulty<T extends object>(port: T, of: Faults, only: Fault[] = faults): T {
  const around =
    (call: (...given: unknown[]) => unknown) =>
    async (...given: unknown[]) => {
      if (of.isDead()) throw new Killed('the process is gone');
      const fault = of.oneIn > 0 && of.random(of.oneIn) === 0 ? only[of.random(only.length)] : undefined;
      if (fault) of.injected.set(fault, (of.injected.get(fault) ?? 0) + 1);
      if (fault === 'kills before') die(of);
      if (fault === 'fails before') throw Object.assign(new Error('throttled'), { name: 'ThrottlingException' });
      if (fault === 'takes its time') await new Promise((go) => setImmediate(go));
      if (fault === 'happens twice') await call(...given);
      const result = await call(...given);
      if (of.isDead()) throw new Killed('the process is gone');
      if (fault === 'kills after') die(of);
      if (fault === 'fails after') throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
      return result;
    };
  return new Proxy(port, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as (...given: unknown[]) => unknown;
      // A list is read in one go here; in the table it is a query of its own.
      return /^(list|records|all|pairs|kept|rows)$/.test(String(name)) ? call : around(call);
    },
  });
}

function die(of: Faults): never {
  of.kill();
  throw new Killed('the process is gone');
}
