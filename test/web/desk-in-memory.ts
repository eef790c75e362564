import { hashSecret, isSecretOf } from '../../lib/adapters/secrets.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import { type Approval, ApprovalMovedOn, ApprovalUnknown } from '../../lib/ports.ts';
import { deskApp } from '../../lib/web/app.ts';
import { record } from '../domain/reply/builders.ts';

export const secret = `${'Abc-_'.repeat(8)}xyz`;
export const publicId = 'abcdefgh23456777';

const waiting: Approval = {
  messageId: 'm1',
  caseId: 'abcdefgh2345',
  publicId,
  secretHash: hashSecret(secret),
  manager: 'mia@desk.example',
  askedAt: '2026-11-20T09:00:00Z',
  answerBy: '2026-11-26T13:00:00Z',
  state: 'PENDING',
  taskToken: 'the-task-token',
  executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:Approval:m1',
};

/** The pages over one waiting approval. `writes` counts every call that could change something. */
export function deskInMemory(but: Partial<CaseRecord> = {}, asked: Partial<Approval> = {}) {
  let kept: Approval = { ...waiting, ...asked };
  const seen = { writes: 0, told: [] as string[], isTellingBroken: false };
  const app = deskApp({
    approvals: {
      async byPublicId(id) {
        if (id.length > 2_048) throw new Error('as the table does with such a key');
        return id === publicId ? kept : null;
      },
      async decide(id, answer, reason, at) {
        seen.writes += 1;
        if (id !== publicId) throw new ApprovalUnknown(id);
        if (kept.state !== 'PENDING') throw new ApprovalMovedOn(kept);
        kept = { ...kept, state: 'DECIDED', answer, reason, decidedAt: at.toISOString() };
        return kept;
      },
    },
    cases: {
      story: async (caseId) => ({ caseId, records: [record(but)], messages: [], approvals: [], replies: [] }),
    },
    async tellDecided(token) {
      seen.told.push(token);
      if (seen.isTellingBroken) throw new Error('no network');
      return true;
    },
    isSecretOf,
    timeZone: 'Europe/Amsterdam',
    clock: () => new Date('2026-11-21T10:00:00Z'),
  });
  const post = (fields: Record<string, string>, { id = publicId, query = '', headers = {} } = {}) =>
    app.request(`http://desk.example/a/${id}${query}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
    });
  return {
    app,
    seen,
    post,
    kept: () => kept,
    open: () => post({ secret }),
    decide: (answer: string, reason: string) => post({ secret, answer, reason }, { query: '?decide' }),
  };
}
