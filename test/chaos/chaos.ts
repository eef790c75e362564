/**
 * `npm run chaos -- --seed S --runs N`: the real steps and machines while calls fail and the process dies, drawn by a seed.
 * `npm run chaos -- --every`: each fault at each call of each main path, and each two deaths. Exits 1 when something did not hold.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { everyFault, everyTwoKills, type Told } from './every.ts';
import { paths } from './paths.ts';
import { type ChaosRun, chaosRun } from './run.ts';
import { type Loaded, loadChaos } from './world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1000' },
    every: { type: 'boolean', default: false },
  },
});
/** Of one path; they are alike. */
const MOST_TOLD = 10;
// A machine that cannot hand over says so on stderr; here that is one of the faults, and the sweep's work.
console.error = () => {};
const loaded = await loadChaos();
process.exit((await (values.every ? every(loaded) : drawn(loaded, Number(values.seed), Number(values.runs)))) ? 0 : 1);

async function drawn(loaded: Loaded, seed: number, runs: number): Promise<boolean> {
  const injected = new Map<string, number>();
  let [mails, failed] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const told = await inTime(chaosRun(loaded, seed * 1_000_000 + run));
    mails += told.mails;
    for (const [fault, times] of told.injected) injected.set(fault, (injected.get(fault) ?? 0) + times);
    if (told.broken.length > 0) failed += 1;
    for (const words of told.broken) console.log(`seed ${seed * 1_000_000 + run}: ${words}`);
    if (process.stderr.isTTY && run % 100 === 0) process.stderr.write(`\r${run} of ${runs} runs`);
  }
  console.log(`command   npm run chaos -- --seed ${seed} --runs ${runs}`);
  console.log(`mails     ${mails}, each event delivered 0 to 3 times in any order`);
  for (const [fault, times] of [...injected].sort()) console.log(`injected  ${fault}: ${times}`);
  console.log(`held      nothing lost, nothing twice, nothing stuck, demand exact: ${runs - failed} of ${runs} runs`);
  return failed === 0;
}

/** A run takes milliseconds, and one that waits for ever waits without a timer. */
async function inTime(run: Promise<ChaosRun>): Promise<ChaosRun> {
  const over = new AbortController();
  const late = sleep(
    60_000,
    { mails: 0, injected: new Map(), broken: ['it never comes to rest'] },
    { signal: over.signal },
  );
  late.catch(() => {});
  const told = await Promise.race([run, late]);
  over.abort();
  return told;
}

async function every(loaded: Loaded): Promise<boolean> {
  let isSound = true;
  console.log('path                              calls  faults     walks  as ever    else safe  broken');
  for (const path of paths) {
    const print = (faults: string, { calls, walks, asEver, safe, broken }: Told) => {
      const figures = [walks, asEver, safe, broken.length].map((n, i) => `${n}`.padStart([9, 9, 13, 8][i]!)).join('');
      console.log(`${path.name.padEnd(32)}${`${calls}`.padStart(7)}  ${faults.padEnd(7)}${figures}`);
      for (const words of broken.slice(0, MOST_TOLD)) console.log(`  ${words}`);
      isSound &&= broken.length === 0;
    };
    print('one', await everyFault(loaded, path));
    print('2 kills', await everyTwoKills(loaded, path));
  }
  return isSound;
}
