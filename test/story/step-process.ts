/**
 * One step in a process of its own, as Lambda runs it: `node step-process.ts STEP INPUT...`. The inputs come one after the
 * other; printed are the answer to the last, the work it took, and how much memory the process had at most.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [step = '', ...inputs] = process.argv.slice(2);
const { handler } = await import(pathToFileURL(join('dist', step, 'index.mjs')).href);
let last = {};
for (const input of inputs) {
  const before = process.cpuUsage();
  const answer = await handler(JSON.parse(input));
  const { user, system } = process.cpuUsage(before);
  last = { answer, workMs: (user + system) / 1000 };
}
console.log(JSON.stringify({ ...last, peakMB: process.resourceUsage().maxRSS / 1024 }));
