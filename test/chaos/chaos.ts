/** `npm run chaos -- --seed S --runs N`: the real steps and machines while calls fail and the process dies. Exits 1 when something did not hold. */
import { parseArgs } from 'node:util';
import { chaosRun } from './run.ts';
import { loadChaos } from './world.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '1000' } },
});
const [seed, runs] = [Number(values.seed), Number(values.runs)];
// A machine that cannot hand over says so on stderr; here that is one of the faults, and the sweep's work.
console.error = () => {};
const loaded = await loadChaos();
const injected = new Map<string, number>();
let [mails, failed] = [0, 0];
for (let run = 0; run < runs; run += 1) {
  const told = await chaosRun(loaded, seed * 1_000_000 + run);
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
process.exit(failed > 0 ? 1 : 0);
