import { readPolicyFile, requireDesk } from '../../lib/adapters/desk-folder.ts';
import { mimeReader } from '../../lib/adapters/mime.ts';
import type { AskDecision } from '../../lib/domain/case/case.ts';
import { memoryPipeline } from '../pipeline.ts';
import { mailsIn } from '../sources.ts';
import { fitted, loadedEncoder, loadedKinds } from './fitted.ts';
import { progressBar } from './progress.ts';

interface ReplayOptions {
  desk: string;
  policy: string;
  json?: boolean;
  assumeVerified?: boolean;
}

interface Change {
  source: string;
  ask: string;
  before: Decided;
  after: Decided;
}
type Decided = { disposition: AskDecision['decision']['disposition']; decidedBy: string };

/** Each mail decided twice, under the desk's policy and under another; both worlds count their own demand. */
export async function replayCommand(
  paths: string[],
  { desk: dir, policy, json = false, assumeVerified }: ReplayOptions,
): Promise<number> {
  const today = await requireDesk(dir);
  const other = await readPolicyFile(policy);
  const encoder = await loadedEncoder();
  const known = { encoder, index: await fitted(today.desk.catalogue, encoder), kinds: await loadedKinds(encoder) };
  const before = memoryPipeline(today, known, { assumeVerified });
  const after = memoryPipeline(
    { ...today, desk: { ...today.desk, policy: other.policy }, policyVersion: other.policyVersion },
    known,
    { assumeVerified },
  );
  const bar = progressBar('mails replayed', null);
  const summary = { mails: 0, asks: 0, changed: 0, moves: {} as Record<string, number> };
  for (const { source, raw, at } of await inOrder(paths)) {
    summary.mails += 1;
    const [one, two] = [await before(source, raw, at), await after(source, raw, at)];
    for (const [i, { ask, decision }] of (one?.asks ?? []).entries()) {
      const change = { source, ask: ask.text, before: shorten(decision), after: shorten(two!.asks[i]!.decision) };
      summary.asks += 1;
      if (json) console.log(JSON.stringify(change));
      if (change.before.disposition === change.after.disposition) continue;
      summary.changed += 1;
      const move = `${change.before.disposition ?? 'person'} -> ${change.after.disposition ?? 'person'}`;
      summary.moves[move] = (summary.moves[move] ?? 0) + 1;
      if (!json) console.log(changeWords(change));
    }
    bar.step();
  }
  bar.end();
  const assumed = assumeVerified ? { assumedVerified: true } : {};
  if (json)
    console.log(
      JSON.stringify({ summary: { ...summary, ...assumed, policies: [today.policyVersion, other.policyVersion] } }),
    );
  else
    console.log(
      `${summary.asks} asks in ${summary.mails} mails, ${summary.changed} would change.${assumeVerified ? ' Every sender was taken for verified.' : ''}`,
    );
  return 0;
}

async function inOrder(paths: string[]) {
  const read = mimeReader({ ownAddresses: [] });
  const mails: { source: string; raw: Uint8Array; at: Date }[] = [];
  for await (const { source, raw } of mailsIn(paths)) {
    const { date } = await read(raw);
    mails.push({ source, raw, at: date ? new Date(date) : new Date(0) });
  }
  return mails.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const shorten = ({ disposition, decidedBy }: AskDecision['decision']): Decided => ({ disposition, decidedBy });

const changeWords = ({ source, ask, before, after }: Change): string =>
  `${source}\n  "${ask.replace(/\s+/g, ' ').slice(0, 100)}"\n  ${before.disposition ?? 'a person'} (${before.decidedBy})  ->  ${after.disposition ?? 'a person'} (${after.decidedBy})\n`;
