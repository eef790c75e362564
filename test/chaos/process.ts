import { askManager } from '../../functions/ask-manager.ts';
import { decideMessage } from '../../functions/decide.ts';
import { handToPerson } from '../../functions/hand-to-person.ts';
import { readMessage } from '../../functions/read-message.ts';
import { receive } from '../../functions/receive.ts';
import { sendReply } from '../../functions/send-reply.ts';
import { settle } from '../../functions/settle.ts';
import { sweep } from '../../functions/sweep.ts';
import { hashOf, messageIdOf } from '../../lib/adapters/hash.ts';
import { toHtml } from '../../lib/adapters/markdown.ts';
import type { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { mimeReader } from '../../lib/adapters/mime.ts';
import { hashSecret, newPublicId, newSecret } from '../../lib/adapters/secrets.ts';
import { topicsWith } from '../../lib/adapters/topics.ts';
import { answerApproval } from '../../lib/approval/answer.ts';
import { gatherBrief } from '../../lib/approval/gather-brief.ts';
import { mailReviews } from '../../lib/approval/mail-reviews.ts';
import { remindManagers } from '../../lib/approval/remind.ts';
import { recordNews } from '../../lib/delivery/record-news.ts';
import { tellTroubles } from '../../lib/delivery/tell-troubles.ts';
import { draftNotices } from '../../lib/domain/reply/draft-notices.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import { topicState } from '../../lib/domain/topics/topic-state.ts';
import { localMachineArn } from '../../lib/infra/definitions.ts';
import { localMachines } from '../../lib/local/machines.ts';
import type { Mailer, ObjectStore, Workflows } from '../../lib/ports.ts';
import { lettersWith } from '../../lib/wire.ts';
import { continuedCaseWith, reportedCaseWith } from '../../lib/wire-cases.ts';
import { faulty, type Life, mailFaults, type Weather } from './faults.ts';
import type { Loaded } from './world.ts';

const [triageArn, approvalArn] = [localMachineArn('triage'), localMachineArn('approval')];

/** What the mail service lets an account do in its sandbox. */
const MAILS_A_SECOND = 1;

/** What is there before and after a process. */
export interface Surroundings {
  loaded: Loaded;
  stores: ReturnType<typeof memoryStores>;
  objects: Pick<ObjectStore, 'get' | 'list'>;
  mailer: Mailer;
  weather: Weather;
  clock: () => Date;
  waitUntil: (moment: string) => Promise<void> | null;
  /** The machine waits before it tries a step again. */
  beforeRetry: () => void;
}

/** One process: the real steps and the real synthesised machines, wired anew over stores that stay. */
export function startProcess(around: Surroundings, life: Life) {
  const { weather, clock, mailer } = around;
  const { sound, definitions, index, prior } = around.loaded;
  const { desk, policyVersion } = sound;
  const port = Object.fromEntries(
    Object.entries(around.stores).map(([name, store]) => [
      name,
      typeof store === 'object' ? faulty(name, store, weather, life) : store,
    ]),
  ) as typeof around.stores;
  const objects = faulty('objects', around.objects, weather, life);
  const { send: handOver } = faulty('mailer', { send: mailer.send }, weather, life, mailFaults);
  const send = async (mail: OutgoingMail, purpose: string, id: string) =>
    void (await handOver(mail, { purpose, id }, clock()));
  const flows: Workflows = {
    startTriage: async (input) => void machines.start(triageArn, input),
    startApproval: async (name, input) => machines.start(approvalArn, input, name),
    tellDecided: async (token, sendAt) => machines.sendTaskSuccess(token, { sendAt }),
    isRunning: async (arn) => machines.isRunning(arn),
  };
  const workflows = faulty('workflows', flows, weather, life);

  const read = mimeReader({ ownAddresses: desk.settings.addresses });
  const letters = lettersWith(desk, port.caseKey);
  const notices = draftNotices({ desk, toHtml, webUrl: 'https://desk.example' });
  const brief = gatherBrief({ ...port, letters, desk });
  const common = {
    ...port,
    objects,
    read,
    letters,
    notices,
    send,
    mailer: { ...mailer, send: handOver },
    clock,
    count: () => {},
    newSecret,
    newPublicId,
    hashSecret,
    settings: desk.settings,
    desk,
    gatherBrief: brief,
    tellDecided: workflows.tellDecided,
    continuedCase: continuedCaseWith(desk, port.caseKey, port.cases),
    reportedCase: reportedCaseWith(desk, port.caseKey, port.cases),
    recordNews: recordNews({ ...port, count: () => {}, clock }),
  };
  const nameOf = (offer: string) => desk.catalogue.find(({ id }) => id === offer)?.name ?? offer;
  const topics = topicsWith({
    index,
    nameOf,
    encoder: null,
    kinds: null,
    log: port.topicLog,
    state: topicState({ prior }),
  });
  const steps: Record<string, (input: unknown) => Promise<unknown>> = {
    'read-message': readMessage({ ...common, hash: hashOf }),
    decide: decideMessage({ ...common, topics, desk: { desk, policyVersion } }),
    'send-reply': sendReply(common),
    'hand-to-person': handToPerson(common),
    'ask-manager': askManager(common),
    settle: settle(common),
  };
  const machines = localMachines({
    definitions: { [triageArn]: definitions.triage, [approvalArn]: definitions.approval },
    retryDelay: 0,
    waitUntil: around.waitUntil,
    async invoke(arn, payload) {
      try {
        return await steps[arn.slice(arn.lastIndexOf(':') + 1)]!(payload);
      } catch (error) {
        if (life.isOver) await new Promise(() => {}); // nobody hears from a process that is gone
        around.beforeRetry();
        throw error;
      }
    },
  });
  return {
    idle: machines.idle,
    receive: receive({ ...common, workflows }),
    sweep: sweep({
      ...common,
      workflows,
      inDoubt: 'never-twice',
      sendReply: steps['send-reply']!,
      sendAgain: async () => {},
      remindManagers: remindManagers({ ...common, brief }),
      mailReviews: mailReviews({ ...common, review: notices.review }),
      tellTroubles: tellTroubles({ ...common, undelivered: notices.undelivered }),
      keepPace: (at) => port.pace.allow(MAILS_A_SECOND, at),
      keepTopics: async () => ({ merged: 0 }),
      messageIdOf,
    }),
    ...answerApproval({ ...common, undoMinutes: desk.policy.approval.undoMinutes }),
  };
}
export type Process = ReturnType<typeof startProcess>;
