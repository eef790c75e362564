import { hexHash } from '../../lib/adapters/hash.ts';
import { toHtml } from '../../lib/adapters/markdown.ts';
import { memoryCodes } from '../../lib/adapters/memory/codes.ts';
import { memorySessions } from '../../lib/adapters/memory/sessions.ts';
import { memorySignIns } from '../../lib/adapters/memory/sign-ins.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { memoryWorkflows } from '../../lib/adapters/memory/workflows.ts';
import { pagePass } from '../../lib/adapters/page-pass.ts';
import { hashSecret, isSecretOf } from '../../lib/adapters/secrets.ts';
import { answerApproval } from '../../lib/approval/answer.ts';
import { gatherBrief } from '../../lib/approval/gather-brief.ts';
import type { Approval } from '../../lib/domain/approval/approval.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import { draftLetters } from '../../lib/domain/reply/draft-letters.ts';
import { draftNotices } from '../../lib/domain/reply/draft-notices.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import { deskApp } from '../../lib/web/app.ts';
import { arrived, asked } from '../adapters/samples.ts';
import { testClock } from '../adapters/worlds.ts';
import { deps, desk, record } from '../domain/reply/builders.ts';

export const secret = `${'Abc-_'.repeat(8)}xyz`;
export const publicId = 'abcdefgh23456777';
export const mia = 'mia@desk.example';

/** The pages over one waiting approval of Mia's. `seen` tells what left the page: writes, mails, notices to the workflow. */
export async function deskInMemory(but: Partial<CaseRecord> = {}, askedAs: Partial<Approval> = {}) {
  const clock = testClock('2026-11-23T10:00:00.000Z');
  const stores = memoryStores(clock.now);
  const kept = record(but);
  await stores.ledger.claim(arrived('m1'), 'm1');
  await stores.cases.record(kept, null);
  await stores.approvals.ask(
    asked('m1', {
      caseId: kept.caseId,
      publicId,
      holders: [{ address: mia, secretHash: hashSecret(secret), sentAt: '2026-11-23T09:00:00.000Z' }],
      askedAt: '2026-11-23T09:00:00.000Z',
      answerBy: '2026-12-04T09:00:00.000Z',
      taskToken: 'the-task-token',
      ...askedAs,
    }),
  );
  const seen = { told: [] as string[], mails: [] as OutgoingMail[], isTellingBroken: false };
  const notices = draftNotices({ desk, toHtml, webUrl: 'https://desk.example' });
  const letters = draftLetters(deps);
  const send = async (mail: OutgoingMail) => void seen.mails.push(mail);
  const pass = pagePass(stores.caseKey);
  const app = deskApp({
    ...stores,
    letters,
    workflows: memoryWorkflows(),
    sendReply: async () => ({ outcome: 'answered' }),
    signIns: memorySignIns(),
    sessions: memorySessions(),
    newSecret: () => 'a-secret-of-a-session',
    newPublicId: () => 'session234567',
    hashText: hexHash,
    gatherBrief: gatherBrief({ ...stores, letters, desk }),
    answer: answerApproval({
      approvals: stores.approvals,
      async tellDecided(token) {
        seen.told.push(token);
        if (seen.isTellingBroken) throw new Error('no network');
        return true;
      },
      notices,
      send,
      newSecret: () => 'the-secret-of-somebody-else',
      hashSecret,
      undoMinutes: desk.policy.approval.undoMinutes,
    }),
    codes: memoryCodes(),
    pass,
    notices,
    send,
    newCode: () => '012345',
    hashSecret,
    isSecretOf,
    settings: desk.settings,
    clock: clock.now,
  });
  const post = (fields: Record<string, string>, { id = publicId, query = '', headers = {} } = {}) =>
    app.request(`http://desk.example/a/${id}${query}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    });
  const open = () => post({ secret });
  /** The fields of the page as it was opened, with what a person changes. */
  const decide = async (fields: Record<string, string>, query = '?decide') =>
    post({ ...fieldsOf(await (await open()).text()), ...fields }, { query });
  return {
    ...stores,
    app,
    clock,
    seen,
    post,
    open,
    decide,
    kept: async () => (await stores.approvals.byMessage('m1'))!,
    /** Everything that could have changed, to compare before and after. */
    state: async () =>
      JSON.stringify([
        await stores.approvals.byMessage('m1'),
        await stores.audit.of(kept.caseId),
        seen,
        [...stores.ledger.rows.replies],
      ]),
  };
}

/** What a browser would send of the form on this page, were its text areas and selects left as they are. */
export function fieldsOf(page: string): Record<string, string> {
  const plain = (text: string) =>
    text.replace(/&(\w+|#\d+);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'");
  const inputs = [...page.matchAll(/<input type="(?:hidden|text)"[^>]*>/g)].map(([tag]) => [
    /name="([^"]*)"/.exec(tag)?.[1] ?? '',
    plain(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
  ]);
  const areas = [...page.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<\/textarea>/g)].map(([, name, text]) => [
    name!,
    plain(text!),
  ]);
  const selects = [...page.matchAll(/<select[^>]*name="(\w+)">(.*?)<\/select>/gs)].map(([, name, options]) => [
    name!,
    plain(/<option value="([^"]*)" selected/.exec(options!)?.[1] ?? ''),
  ]);
  return Object.fromEntries([...inputs, ...areas, ...selects]);
}
