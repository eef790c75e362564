import { plainLine } from '../../lib/domain/reply/plain-line.ts';
import type { HistoryEntry } from '../../lib/domain/topics/history.ts';
import type { TopicView } from '../../lib/domain/topics/topic-state.ts';
import { paint } from './progress.ts';
import { sparkline, type TopicRow } from './topics-rows.ts';

interface ShownTopic extends TopicRow {
  openedAt: string;
  months: Record<string, number>;
  phrases: TopicView['phrases'];
  history: HistoryEntry[];
}

/** One topic for people. What customers wrote is shown without what a terminal would obey. */
export function showWords(topic: ShownTopic): string {
  const { id, label, state, offer, accounts, segments, size, aliases, months, phrases, history } = topic;
  const perSegment = Object.entries(segments).map(([segment, n]) => `${segment} ${n}`);
  const perMonth = Object.entries(months).map(([month, n]) => `${month} ${n}`);
  return [
    paint('bold', plainLine(label, 200)),
    `  ${id}, ${offer ? `adopted as the offer ${offer}` : state}`,
    ...(aliases.length > 0 ? [`  also ${aliases.join(', ')}`] : []),
    `  ${accounts} accounts in the window${perSegment.length > 0 ? ` (${perSegment.join(', ')})` : ''}, ${size} asks in all`,
    `  ${sparkline(Object.values(months))}  ${perMonth.join(', ')}`,
    '',
    paint('bold', 'Asked (key, day, account, words)'),
    ...phrases.map(
      ({ key, at, account, text }) => `  ${key}  ${at.slice(0, 10)}  ${account ?? '-'}  ${plainLine(text, 160)}`,
    ),
    '',
    paint('bold', 'History (number, day, who, what)'),
    ...history.map(
      ({ sequence, at, by, words, undoneBy }) =>
        `  ${sequence}  ${at.slice(0, 10)}  ${by ?? 'a customer'}  ${plainLine(words, 300)}${undoneBy ? ` (taken back by ${undoneBy})` : ''}`,
    ),
  ].join('\n');
}
