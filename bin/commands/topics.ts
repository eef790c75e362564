import Table from 'cli-table3';
import { requireDesk } from '../../lib/adapters/desk-folder.ts';
import { plainLine } from '../../lib/domain/reply/plain-line.ts';
import { topicNamed } from '../../lib/domain/topics/act-on-topic.ts';
import { historyOf } from '../../lib/domain/topics/history.ts';
import { type Where, withTable } from './local-data.ts';
import { paint } from './progress.ts';
import { topicsIn, wishesByTopic } from './topics-data.ts';
import { type Likeness, likenessOf } from './topics-like.ts';
import { monthsOf, readRows, sparkline, type TopicRow } from './topics-rows.ts';
import { showWords } from './topics-words.ts';

export interface Shown extends Where {
  desk: string;
  json?: boolean;
}

/** Every topic that nobody sells yet, most accounts first. */
export async function listCommand({ desk: dir, json = false, ...where }: Shown): Promise<number> {
  const { desk } = await requireDesk(dir);
  const { rows } = await withTable(where, (table) => readRows(topicsIn(table), desk.policy, new Date()));
  const like = await likenessOf(rows, desk.catalogue);
  const listed = rows.map((row) => ({ ...row, looksLike: like.get(row.id) ?? null }));
  if (json) for (const row of listed) console.log(JSON.stringify(row));
  else if (rows.length === 0) console.log('Nobody has asked for anything that is not in the catalogue yet.');
  else console.log(`${listTable(listed, desk.policy.demand.windowDays)}\nnpx evenhand topics show ID tells more.`);
  return 0;
}

function listTable(rows: (TopicRow & { looksLike: Likeness | null })[], windowDays: number): string {
  const table = new Table({
    head: ['topic', `accounts in ${windowDays} days`, 'asks', '8 weeks', 'state'],
    colWidths: [60, 14, 8, 12, 22],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { id, label, accounts, size, weeks, state, offer, looksLike } of rows)
    table.push([
      `${plainLine(label, 200)}\n${id}`,
      accounts,
      size,
      sparkline(weeks),
      stateWords(state, offer, looksLike),
    ]);
  return table.toString();
}

function stateWords(state: TopicRow['state'], offer: string | null, looksLike: Likeness | null): string {
  if (offer) return `adopted: ${offer}`;
  if (state !== 'candidate') return state;
  return `${paint('green', state)}${looksLike ? `, looks like ${looksLike.offer} (${looksLike.confidence})` : ''}`;
}

/** One topic: who asked for it in which words, and what happened to it. */
export async function showCommand(id: string, { desk: dir, json = false, ...where }: Shown): Promise<number> {
  const { desk } = await requireDesk(dir);
  const { rows, known } = await withTable(where, (table) => readRows(topicsIn(table), desk.policy, new Date()));
  const topic = topicNamed(known, id);
  const row = rows.find((one) => one.id === topic.id)!;
  const history = historyOf(known.entries, topic);
  const wishes = wishesByTopic(known)(topic.id);
  const phrases = wishes.map(({ key, phrase, account, askedAt }) => ({ key, text: phrase, account, at: askedAt }));
  const shown = { ...row, openedAt: topic.openedAt, months: monthsOf(wishes), phrases, history };
  console.log(json ? JSON.stringify(shown) : showWords(shown));
  return 0;
}
