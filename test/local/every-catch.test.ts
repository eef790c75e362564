import { expect, test } from 'vitest';
import { localMachineArn } from '../../lib/infra/definitions.ts';
import { ensureBuilt } from '../../lib/infra/ensure-built.ts';
import { localMachines, named } from '../../lib/local/machines.ts';

const { definitions } = await ensureBuilt(() => {});
const [triage, approval] = [localMachineArn('triage'), localMachineArn('approval')];
type Answers = Record<string, unknown>;

/** The synthesised machines over steps that answer as told, or fail for good; the states of both in their order. */
async function walk(machine: string, answers: Answers): Promise<string[]> {
  const visited: Record<string, string[]> = { [triage]: [], [approval]: [] };
  const given = new Map(Object.entries(answers));
  let token = '';
  const machines = localMachines({
    definitions: {
      [triage]: definitions.triage,
      ...(answers['no approval machine'] ? {} : { [approval]: definitions.approval }),
    },
    retryDelay: 0,
    waitUntil: () => null,
    onState: (arn, state) => visited[arn]!.push(state),
    invoke: async (arn, payload) => {
      const step = arn.slice(arn.lastIndexOf(':') + 1);
      const { taskToken = token, purpose } = payload as { taskToken?: string; purpose?: string };
      token = taskToken;
      const call = `${step}${purpose ? ` ${purpose}` : ''}`;
      const answer = given.get(call) ?? given.get(step);
      if (answer === 'fails') throw named('Broken', step);
      if (answer === 'throttled') throw named('SendThrottled', step);
      if (!Array.isArray(answer)) return answer ?? {};
      return answer.shift() ?? {};
    },
  });
  machines.start(machine, { messageId: 'm', caseId: 'c', key: 'raw/m', receivedAt: '2026-11-20T10:00:00Z' });
  await machines.idle();
  while (machines.sendTaskSuccess(token, { sendAt: '2026-11-20T10:05:00Z' })) await machines.idle();
  return machine === triage ? visited[triage]! : visited[approval]!;
}

const read = ['Read the message', 'Is there something to decide?'];
const decided = [...read, 'Decide', 'What was decided?'];
const decides = { 'read-message': { route: 'decide' } };

test.each<[string, Answers, string[]]>([
  ['reading fails for good', { 'read-message': 'fails' }, ['Read the message', 'Hand to a person']],
  ['reading says a word nobody knows', { 'read-message': { route: 'dance' } }, [...read, 'Hand to a person']],
  ['deciding fails for good', { ...decides, decide: 'fails' }, [...read, 'Decide', 'Hand to a person']],
  [
    'deciding says a word nobody knows',
    { ...decides, decide: { route: 'dance', caseId: 'c' } },
    [...decided, 'Hand to a person'],
  ],
  ['the mail is held', { ...decides, decide: { route: 'hold', caseId: 'c' } }, [...decided, 'Hand to a person']],
  [
    'sending fails',
    { ...decides, decide: { route: 'answer', caseId: 'c' }, 'send-reply': 'fails' },
    [...decided, 'Send the reply', 'Hand to a person'],
  ],
  [
    'the mail service takes no more for now',
    { ...decides, decide: { route: 'answer', caseId: 'c' }, 'send-reply': 'throttled' },
    [...decided, 'Send the reply', 'Leave it to the sweep'],
  ],
  [
    'the approval is started',
    { ...decides, decide: { route: 'ask-manager', caseId: 'c' } },
    [...decided, 'Start the approval'],
  ],
  [
    'the approval cannot be started',
    { ...decides, decide: { route: 'ask-manager', caseId: 'c' }, 'no approval machine': true },
    [...decided, 'Start the approval', 'Hand to a person'],
  ],
])('triage: %s', async (_, answers, states) => expect(await walk(triage, answers)).toEqual(states));

const TOLD = 'Tell that it is considered';
const ASKED = [TOLD, 'Ask the account manager'];
const settled = ['Wait while it can be undone', 'Settle', 'How was it settled?'];
test.each<[string, Answers, string[]]>([
  [
    'telling the customer fails',
    { 'send-reply considering': 'fails', 'ask-manager': 'fails' },
    [...ASKED, 'Hand to a person'],
  ],
  ['asking fails', { 'ask-manager': 'fails' }, [...ASKED, 'Hand to a person']],
  ['settling fails for good', { settle: 'fails' }, [...ASKED, ...settled.slice(0, 2), 'Hand to a person']],
  ['settling says a word nobody knows', { settle: { route: 'dance' } }, [...ASKED, ...settled, 'Hand to a person']],
  [
    'sending fails',
    { settle: { route: 'answer' }, 'send-reply reply': 'fails' },
    [...ASKED, ...settled, 'Send the reply', 'Hand to a person'],
  ],
  [
    'the mail service takes no more for now',
    { settle: { route: 'answer' }, 'send-reply reply': 'throttled' },
    [...ASKED, ...settled, 'Send the reply', 'Leave it to the sweep'],
  ],
  ['it is answered', { settle: { route: 'answer' } }, [...ASKED, ...settled, 'Send the reply']],
  [
    'it is undone, and answered then',
    { settle: [{ route: 'ask-again' }, { route: 'answer' }] },
    [...ASKED, ...settled, 'Ask the account manager', ...settled, 'Send the reply'],
  ],
  [
    'it expires',
    { settle: { route: 'expired' } },
    [...ASKED, ...settled, 'Tell that it takes longer', 'Hand to a person'],
  ],
  [
    'it expires and the customer cannot be told',
    { settle: { route: 'expired' }, 'send-reply expired': 'fails' },
    [...ASKED, ...settled, 'Tell that it takes longer', 'Hand to a person'],
  ],
])('approval: %s', async (_, answers, states) => expect(await walk(approval, answers)).toEqual(states));
