import { Hono } from 'hono';
import { sendReply } from '../../functions/send-reply.ts';
import { hexHash } from '../../lib/adapters/hash.ts';
import { toHtml } from '../../lib/adapters/markdown.ts';
import { memorySessions } from '../../lib/adapters/memory/sessions.ts';
import { memorySignIns } from '../../lib/adapters/memory/sign-ins.ts';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { pagePass } from '../../lib/adapters/page-pass.ts';
import { hashSecret, isSecretOf } from '../../lib/adapters/secrets.ts';
import { gatherBrief } from '../../lib/approval/gather-brief.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import { draftLetters } from '../../lib/domain/reply/draft-letters.ts';
import { draftNotices } from '../../lib/domain/reply/draft-notices.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import { SendRefused } from '../../lib/ports.ts';
import { securityHeaders } from '../../lib/web/layout.ts';
import { staffRoutes } from '../../lib/web/staff/routes.ts';
import { arrived, asked, begin, promised } from '../adapters/samples.ts';
import { testClock } from '../adapters/worlds.ts';
import { acme } from '../builders/facts.ts';
import { deps, desk, record } from '../domain/reply/builders.ts';

export const mia = 'mia@desk.example';
export const sam = 'sam@desk.example';
export const lea = 'lea@desk.example';
export const omar = 'ops@desk.example';

/** A desk with one of everything: requests of Mia and Sam, a commitment of Mia's, held, parked and doubted mail, an example. */
export async function staffDesk(but: Partial<CaseRecord> = {}) {
  const clock = testClock('2026-11-23T10:00:00.000Z');
  const stores = memoryStores(clock.now);
  const { ledger, cases, approvals, outbox, commitments, proposals, accounts, audit } = stores;
  const { suppressions, strangers, brakes, pace } = stores;
  const sams = { ...record().account!, id: 'zeta', name: 'Zeta', manager: sam };
  const keep = async (id: string, given: Partial<CaseRecord>, letter: Parameters<typeof cases.record>[1] = null) => {
    await ledger.claim(arrived(id, { receivedAt: '2026-11-20T09:00:00.000Z' }), id);
    await cases.record(record({ messageId: id, caseId: `case-${id}`, ...but, ...given }), letter);
  };
  await accounts.upsert(acme({ annualRevenue: 50_000, costToServe: 5_000 }));
  for (const [id, manager, given] of [
    ['mias', mia, {}],
    ['sams', sam, { account: { ...sams, ...but.account, manager: sam } }],
  ] as const) {
    await keep(id, given);
    const holders = [{ address: manager, secretHash: 'old', sentAt: '2026-11-20T09:00:00.000Z' }];
    const when = { askedAt: '2026-11-20T09:00:00.000Z', answerBy: '2026-12-04T09:00:00.000Z' };
    await approvals.ask(asked(id, { caseId: `case-${id}`, manager, holders, ...when, taskToken: 'the-task-token' }));
    await ledger.close(id, 'awaiting-approval', 'waits');
  }
  await keep('kept', { route: 'answer' });
  await ledger.close('kept', 'answered', 'approved');
  const promise = but.text ?? 'Labels in their own size';
  await commitments.add(promised('kept', { caseId: 'case-kept', promise, reviewOn: '2026-11-20' }));

  await keep('held', { account: null, route: 'hold', reason: 'identity not verified' });
  await ledger.close('held', 'held', 'identity not verified');
  await ledger.claim(arrived('unread', { kind: 'malformed', sender: null }), 'unread');
  await ledger.close('unread', 'parked', 'malformed');
  await ledger.claim(arrived('failed'), 'failed');
  await ledger.close('failed', 'parked', 'States.Timeout');

  const letters = draftLetters(deps);
  const doubted = record({ messageId: 'doubted', caseId: 'case-doubted', ...but });
  const mail = await letters.byHand(doubted, 'Dear Jo, yes. Mia');
  await keep('doubted', { route: 'answer' }, { purpose: 'reply', mail });
  await begin(outbox, 'doubted');
  await outbox.doubtBefore(clock.pass(900));
  await ledger.close('doubted', 'parked', 'ReplyInDoubt');
  const phrase = but.text ?? 'our own "size" # please';
  await proposals.add({
    messageId: 'mias',
    caseId: 'case-mias',
    offer: 'own-format',
    phrase,
    by: mia,
    at: '2026-11-23T09:00:00.000Z',
  });

  const seen = {
    mails: [] as OutgoingMail[],
    letters: [] as OutgoingMail[],
    triaged: [] as string[],
    isMailBroken: false,
  };
  const send = async (mail: OutgoingMail) => {
    if (seen.isMailBroken) throw new Error('no network');
    seen.mails.push(mail);
  };
  const settings = structuredClone(desk.settings);
  const sessions = memorySessions();
  let made = 0;
  const next = (what: string) => {
    made += 1;
    return `${what}${String(made).padStart(40, '0')}`;
  };
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  });
  const all = {
    ...stores,
    signIns: memorySignIns(),
    sessions,
    pass: pagePass(stores.caseKey),
    notices: draftNotices({ desk, toHtml, webUrl: 'https://desk.example' }),
    letters,
    gatherBrief: gatherBrief({ ...stores, letters, desk }),
    workflows: { startTriage: async ({ messageId }: { messageId: string }) => void seen.triaged.push(messageId) },
    sendReply: sendReply({
      ledger,
      outbox,
      approvals,
      suppressions,
      strangers,
      brakes,
      pace,
      count: () => {},
      clock: clock.now,
      mailer: {
        hash: async () => 'hash',
        async send(letter) {
          if (seen.isMailBroken) throw new SendRefused('no network');
          seen.letters.push(letter);
          return { sesMessageId: 'ses-1' };
        },
      },
    }),
    send,
    newSecret: () => next('s'),
    newPublicId: () => next('p'),
    hashSecret,
    hashText: hexHash,
    isSecretOf,
    settings,
    clock: clock.now,
  };
  app.route('/', staffRoutes(all));

  const request = (path: string, { cookie = '', method = 'GET', body, headers = {} }: Sent = {}) =>
    app.request(`http://desk.example${path}`, {
      method,
      ...(body && { body: new URLSearchParams(body) }),
      headers: { 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: `__Host-evenhand=${cookie}` }), ...headers },
    });
  /** As somebody who is signed in already: a look, and a form taken from the page and sent. */
  const as = async (person: string) => {
    const id = `session-of-${person.split('@')[0]}`;
    const expiresAt = new Date(clock.now().getTime() + 12 * 3_600_000).toISOString();
    await sessions.open({ id, person, secretHash: hashSecret('cookie'), expiresAt });
    const cookie = `${id}.cookie`;
    const look = async (path: string) => {
      const response = await request(path, { cookie });
      return { status: response.status, text: await response.text() };
    };
    const send = async (path: string, body: Record<string, string> = {}, page = '/desk') => {
      const pass = /name="pass" value="([^"]*)"/.exec((await look(page)).text)?.[1] ?? '';
      const response = await request(path, { cookie, method: 'POST', body: { pass, ...body } });
      return { status: response.status, text: await response.text() };
    };
    return { cookie, look, send };
  };
  /** Everything that could have changed, to compare before and after. */
  const state = async () =>
    JSON.stringify([
      [...ledger.rows.ledger],
      [...ledger.rows.replies],
      [...ledger.rows.approvals],
      [...ledger.rows.audit],
      await commitments.all(),
      seen,
    ]);
  return { ...all, audit, app, clock, seen, request, as, state };
}

interface Sent {
  cookie?: string;
  method?: string;
  body?: Record<string, string>;
  headers?: Record<string, string>;
}
