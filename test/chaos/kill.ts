/** `npm run kill -- --times N --seed S`: mail by SMTP into the local desk, which is killed (kill -9) at a moment drawn by the seed, N times. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type PostalMime from 'postal-mime';
import { deskProcess } from '../story/desk-process.ts';
import { randomOf } from './faults.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const [times, seed] = [Number(values.times), Number(values.seed)];
const random = randomOf(seed);
const samples = readdirSync('desk/mail').filter((name) => !/malformed/.test(name));
const desk = await deskProcess();
const kept: string[] = [];
let refused = 0;

for (let i = 0; i < times; i += 1) {
  await desk.start();
  const until = sleep(random(2_500));
  const sending = Array.from({ length: 4 }, async (_, n) => {
    const raw = readFileSync(join('desk/mail', samples[random(samples.length)]!), 'latin1');
    const id = `<kill-${i}-${n}@chaos.example>`;
    const envelope = { from: 'anybody@sender.example', to: 'support@haldenlabels.example' };
    await sleep(random(1_500));
    await desk
      .transport()
      .sendMail({ envelope, raw: Buffer.from(raw.replace(/^message-id:.*$/im, `Message-ID: ${id}`), 'latin1') })
      .then(
        () => kept.push(id),
        () => (refused += 1), // the sender's server tries again: it was never told that we have it
      );
  });
  await until;
  await desk.kill();
  await Promise.all(sending);
}

await desk.start();
const started = Date.now();
const report = async () => JSON.parse(await desk.told('report', '--json')).outcomes as Record<string, number>;
let outcomes = await report();
while (outcomes['on its way'] && Date.now() - started < 60_000) {
  await sleep(500);
  outcomes = await report();
}
const total = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
const letters = await Promise.all(['reply', 'considering'].map((purpose) => desk.sentFor(purpose)));
const answers = letters.flatMap((mails, i) => mails.map((mail) => `${i} ${replyTo(mail)}`));
const twice = answers.filter((answer, i) => answers.indexOf(answer) !== i);
await desk.end();

console.log(`command   npm run kill -- --times ${times} --seed ${seed}`);
console.log(
  `killed    ${times} times; ${kept.length} mails were accepted, ${refused} were not (their sender tries again)`,
);
console.log(`outcomes  ${JSON.stringify(outcomes)}`);
console.log(
  `held      lost: ${Math.max(0, kept.length - total)}, on their way: ${outcomes['on its way'] ?? 0}, sent twice: ${twice.length}`,
);
process.exit(total < kept.length || outcomes['on its way'] || twice.length > 0 ? 1 : 0);

/** The message that a mail of ours answers. */
function replyTo(mail: Awaited<ReturnType<typeof PostalMime.parse>>): string {
  return mail.inReplyTo ?? mail.messageId ?? '';
}
