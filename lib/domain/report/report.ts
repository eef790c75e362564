import type { CaseRecord } from '../case/case.ts';
import { type CommitmentReport, commitmentLines, type KeptCommitments } from './commitment-lines.ts';
import { type Asked, count, type TopicLine, topicLines } from './topic-lines.ts';

export interface Report {
  dispositions: Record<string, number>;
  outcomes: Record<string, number>;
  reasons: Record<string, number>;
  topics: TopicLine[];
  commitments: CommitmentReport;
}

interface Kept extends Asked, KeptCommitments {
  records: CaseRecord[];
  messages: { outcome: string | null; reason: string }[];
}

/** The counts of a desk: what was decided, how it ended, what is asked for by how many accounts, what promises cost. */
export function report({ records, messages, commitments, contributions, today, ...asked }: Kept): Report {
  const decisions = records.flatMap(({ asks }) => asks.map(({ decision }) => decision.disposition ?? 'no disposition'));
  return {
    dispositions: count(decisions),
    outcomes: count(messages.map(({ outcome }) => outcome ?? 'on its way')),
    reasons: count(
      messages
        .filter(({ outcome }) => outcome !== 'answered')
        .map(({ outcome, reason }) => `${outcome}: ${reason.split(' ').slice(0, 4).join(' ').replace(/:$/, '')}`),
    ),
    topics: topicLines(asked),
    commitments: commitmentLines({ commitments, contributions, today }),
  };
}
