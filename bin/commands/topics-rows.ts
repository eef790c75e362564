import type { Desk } from '../../lib/domain/desk/desk.ts';
import { type TopicLine, topicLines } from '../../lib/domain/report/topic-lines.ts';
import type { Wish } from '../../lib/domain/topics/topic-event.ts';
import type { TopicView } from '../../lib/domain/topics/topic-state.ts';
import { type PlacedWish, wishPlaces } from '../../lib/domain/topics/wish-places.ts';
import { type Read, readTopics, type Topics } from './topics-data.ts';

const DAY_MS = 86_400_000;
const WEEKS = 8;

export interface TopicRow {
  id: string;
  label: string;
  state: 'open' | 'candidate' | 'adopted' | 'refused';
  offer: string | null;
  /** Distinct accounts in the window, per segment too. */
  accounts: number;
  segments: Record<string, number>;
  /** Wishes, however old. */
  size: number;
  /** Wishes a week, the last of eight is this one. */
  weeks: number[];
  aliases: string[];
}

interface AskedFor {
  rows: TopicRow[];
  known: Read;
}

/** The heirs, most accounts first. */
export async function readRows({ log, demand }: Topics, policy: Desk['policy'], now: Date): Promise<AskedFor> {
  const known = await readTopics(log);
  const topics = known.state.all();
  const lines = linesOf(known, await Array.fromAsync(demand.pairs()), policy, now);
  const byTopic = new Map(lines.map((line) => [line.topic, line]));
  const wishes = Map.groupBy(wishPlaces(known.entries).values(), ({ topic }) => known.state.rootOf(topic));
  const rows = topics.map((topic) => rowOf(topic, byTopic.get(topic.id), weeksOf(wishes.get(topic.id) ?? [], now)));
  return { rows: rows.sort((a, b) => b.accounts - a.accounts || b.size - a.size || (a.id < b.id ? -1 : 1)), known };
}

function linesOf({ state }: Read, pairs: Parameters<typeof topicLines>[0]['pairs'], policy: Desk['policy'], now: Date) {
  const { windowDays, widespread } = policy.demand;
  return topicLines({ pairs, ...namesOf(state), labels: new Map(), now, windowDays, widespread });
}

/** How a report sees demand topics: under their heirs, and without proposing what a person has settled. */
export const namesOf = (state: Read['state']) => ({
  rootOf: (id: string) => state.find(id)?.id ?? id,
  isSettled: (id: string) => {
    const topic = state.find(id);
    return topic !== null && (topic.isRefused || topic.adoptedAs !== null);
  },
});

function rowOf(topic: TopicView, line: TopicLine | undefined, weeks: number[]): TopicRow {
  const { id, label, adoptedAs, size, aliases } = topic;
  return {
    id,
    label,
    state: adoptedAs ? 'adopted' : topic.isRefused ? 'refused' : line?.isCandidate ? 'candidate' : 'open',
    offer: adoptedAs,
    accounts: line?.accounts ?? 0,
    segments: line?.segments ?? {},
    size,
    weeks,
    aliases,
  };
}

function weeksOf(wishes: PlacedWish[], now: Date): number[] {
  const weeks = Array<number>(WEEKS).fill(0);
  for (const { wish } of wishes) {
    const ago = Math.floor((now.getTime() - Date.parse(wish.askedAt)) / (7 * DAY_MS));
    if (ago >= 0 && ago < WEEKS) weeks[WEEKS - 1 - ago]! += 1;
  }
  return weeks;
}

/** Wishes by month, oldest first. */
export const monthsOf = (wishes: Wish[]): Record<string, number> => {
  const months = Map.groupBy(wishes, ({ askedAt }) => askedAt.slice(0, 7));
  return Object.fromEntries([...months].map(([month, wishes]) => [month, wishes.length] as const).sort());
};

const BARS = '▁▂▃▄▅▆▇█';
/** Nothing is the lowest bar; each row has a scale of its own. */
export const sparkline = (counts: number[]): string => {
  const most = Math.max(1, ...counts);
  return counts.map((n) => BARS[n === 0 ? 0 : Math.max(1, Math.round((n / most) * (BARS.length - 1)))]).join('');
};
