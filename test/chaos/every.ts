import { messageIdOf } from '../../lib/adapters/hash.ts';
import { type Fault, faults, mailFaults } from './faults.ts';
import { findBroken, TO_CUSTOMER } from './find-broken.ts';
import type { Path } from './paths.ts';
import { chaosWorld, type Loaded, type World } from './world.ts';

/** How walks ended in which something went wrong. */
export interface Told {
  calls: number;
  walks: number;
  /** As when nothing goes wrong. */
  asEver: number;
  /** With a person, who was told; or without the note that comes before an answer. */
  safe: number;
  broken: string[];
}

/** What happens at which call; calls are counted from the one before in the plan. */
type Plan = readonly { call: number; fault: Fault }[];

const SAFE = ['parked', 'handed-to-person', 'held'];

/** Every fault at every call of the path, one a walk. */
export async function everyFault(loaded: Loaded, path: Path, some = allFaults): Promise<Told> {
  const { told, calls, walk } = await begin(loaded, path);
  for (let call = 1; call <= calls; call += 1) for (const fault of some) await walk([{ call, fault }]);
  return told;
}

/** Enough to come to the end of what is begun anew. */
const SECOND = 60;

/** The process dies after every call, and a second time before every one of the `most` calls that follow. */
export async function everyTwoKills(loaded: Loaded, path: Path, most = SECOND): Promise<Told> {
  const { told, calls, walk } = await begin(loaded, path);
  for (let first = 1; first <= calls; first += 1)
    for (let second = 1; second <= most; second += 1) {
      const kills: Plan = [
        { call: first, fault: 'kills after' },
        { call: second, fault: 'kills before' },
      ];
      if (!(await walk(kills))) break;
    }
  return told;
}

const allFaults = [...new Set([...faults, ...mailFaults])];

async function begin(loaded: Loaded, path: Path) {
  const undisturbed = await walked(loaded, path, []);
  const told: Told = { calls: undisturbed.calls.length, walks: 0, asEver: 0, safe: 0, broken: [] };
  const first = await findEnd(undisturbed.world, path);
  if (first !== 'as ever') told.broken.push(`undisturbed: ${first}`);
  /** False when the plan was not carried out: there is no such call, or that cannot happen there. */
  const walk = async (plan: Plan): Promise<boolean> => {
    const { world, calls, isDone } = await walked(loaded, path, plan);
    if (!isDone) return false;
    told.walks += 1;
    const end = await findEnd(world, path);
    if (end === 'as ever') told.asEver += 1;
    if (end === 'safe') told.safe += 1;
    const where = `${path.name}: ${plan.map(({ call, fault }) => `${fault} ${call}`).join(', ')} (${calls.at(-1)})`;
    const broken = [...(await findBroken(world)), ...(end === 'as ever' || end === 'safe' ? [] : [end])];
    told.broken.push(...broken.map((words) => `${where}: ${words}`));
    return true;
  };
  return { told, calls: told.calls, walk };
}

/** One walk with what the plan has, until all has come to rest. */
async function walked(loaded: Loaded, path: Path, plan: Plan) {
  const calls: string[] = [];
  let [next, since] = [0, 0];
  const world = await chaosWorld(deskOf(path, loaded), (call, possible) => {
    const due = plan[next];
    if (next < plan.length || plan.length === 0) calls.push(call);
    since += 1;
    if (due?.call !== since || !possible.includes(due.fault)) return undefined;
    [next, since] = [next + 1, 0];
    return due.fault;
  });
  await path.walk(world);
  await world.comeToRest();
  return { world, calls, isDone: next === plan.length };
}

function deskOf({ strangers }: Path, { sound, ...rest }: Loaded): Loaded {
  const { desk } = sound;
  const settings = { ...desk.settings, ...(strangers && { strangers }) };
  return { ...rest, sound: { ...sound, desk: { ...desk, settings } } };
}

async function findEnd(world: World, path: Path): Promise<string> {
  const [key] = await world.keys();
  const outcome = (await world.stores.ledger.find(messageIdOf(key!)))?.outcome ?? 'nowhere';
  const sent = world.accepted.map(({ purpose }) => purpose).filter((purpose) => TO_CUSTOMER.includes(purpose));
  if (outcome === path.outcome && sent.sort().join() === path.sent.join()) return 'as ever';
  // "Being considered" is not said any more when the answer is there.
  const told = path.sent.filter((purpose) => purpose !== 'considering').join();
  const isSafe = SAFE.includes(outcome) || (outcome === path.outcome && sent.sort().join() === told);
  return isSafe ? 'safe' : `ended ${outcome}, sent ${sent.join(', ') || 'nothing'}`;
}
