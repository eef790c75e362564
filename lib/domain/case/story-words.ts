import type { Approval } from '../approval/approval.ts';
import { answerInWords } from '../reply/answer-words.ts';
import type { AskDecision, CaseRecord } from './case.ts';

/** What a case went through, as the stores know it. */
interface Told {
  caseId: string;
  records: CaseRecord[];
  messages: { id: string; outcome: string | null; reason: string }[];
  approvals: Pick<Approval, 'messageId' | 'manager' | 'state' | 'decision' | 'answerBy'>[];
  replies: {
    messageId: string;
    purpose: string;
    state: string;
    changedAt: string;
    mail: { to: string; subject: string };
  }[];
}

/** For a person: who wrote, what was asked, each rule that was tried, and how it ended. */
export function tellStory({ caseId, records, messages, approvals, replies }: Told): string {
  const parts = records.map((record) => {
    const message = messages.find(({ id }) => id === record.messageId);
    const approval = approvals.find(({ messageId }) => messageId === record.messageId);
    const letters = replies.filter(({ messageId }) => messageId === record.messageId);
    return [
      `${minute(record.receivedAt)}  ${record.senderName || record.sender} <${record.sender}> wrote "${record.subject}".`,
      accountWords(record),
      ...record.asks.map(askWords),
      `Route: ${record.route}, because: ${record.reason}.`,
      ...(approval ? [approvalWords(approval)] : []),
      ...letters.map(
        ({ purpose, mail, state, changedAt }) =>
          `${letterWords[purpose] ?? purpose} to ${mail.to}, "${mail.subject}": ${state.toLowerCase()} ${minute(changedAt)}.`,
      ),
      `Outcome: ${message?.outcome ?? 'still on its way'}${message?.reason ? ` (${message.reason})` : ''}.`,
    ].join('\n');
  });
  return [`Case ${caseId}`, ...parts].join('\n\n');
}

const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)}`;

const accountWords = ({ account }: CaseRecord): string =>
  account
    ? `Account ${account.name} (${account.segment}): ${account.band}, contributes ${Math.round(account.contribution)} a year.`
    : 'No account is known for this sender.';

function askWords({ ask, demand, decision }: AskDecision): string {
  const topic = ask.topicName ? `, about "${ask.topicName}" (${Math.round(ask.topicConfidence * 100)} % sure)` : '';
  const asked = demand
    ? `\n  Asked by ${demand.segmentAccounts} accounts of the segment, ${demand.accounts} in all, within ${demand.windowDays} days.`
    : '';
  const end = decision.disposition ?? `no disposition, ${'handling' in decision ? decision.handling : ''}`;
  const trail = decision.trail.map(({ rule, held, because }) => `  ${held ? 'yes' : 'no '}  ${rule}: ${because}`);
  return [
    `\nAsk: "${ask.text.replace(/\s+/g, ' ')}" (${ask.kind}${topic})${asked}`,
    ...trail,
    `  => ${end}, decided by "${decision.decidedBy}", policy ${decision.policyVersion}`,
    '',
  ].join('\n');
}

function approvalWords({ manager, state, decision, answerBy }: Told['approvals'][number]): string {
  if (decision) {
    const { by, answer, at, reason } = decision;
    const terms = answer.kind === 'approved' ? ` (${answer.terms.promise})` : '';
    return `${by} ${minute(at)}: ${answerInWords(answer)}${terms}. "${reason}"`;
  }
  return state === 'PENDING'
    ? `Waits for ${manager} until ${minute(answerBy)}.`
    : `${manager} did not answer by ${minute(answerBy)}, so it went to a person.`;
}

const letterWords: Record<string, string> = {
  reply: 'Reply',
  considering: 'Told that it is considered',
  expired: 'Told that it takes longer',
  ended: 'Told that a commitment ends',
};
