import { localTable } from '../../bin/commands/local-data.ts';
import { dynamoDemandBook } from '../../lib/adapters/dynamo/demand-book.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import { mailOf, type Written } from '../builders/mail.ts';
import type { openDeskUnderTest } from './desk-under-test.ts';

export type Desk = Awaited<ReturnType<typeof openDeskUnderTest>>;

/** Delivers one mail; what became of it, and what left the desk because of it. */
export async function deliver(desk: Desk, mail: Written | string) {
  const before = new Set(await desk.sent());
  const raw = typeof mail === 'string' ? mail : mailOf(mail);
  const told = await desk.mail('01-standard-order-from-stock.eml', () => raw);
  const sent = (await desk.sent()).filter((one) => !before.has(one));
  return { ...told, sent, record: await recordOf(desk, told.id, told.row?.caseId ?? null) };
}

async function recordOf({ cases }: Desk, id: string, caseId: string | null): Promise<CaseRecord | null> {
  const story = caseId ? await cases.story(caseId) : null;
  return story?.records.find(({ messageId }) => messageId === id) ?? null;
}

/** Who asked for what, as the demand is counted. */
export async function demandOf(desk: Desk): Promise<string[]> {
  const pairs = await Array.fromAsync(dynamoDemandBook(localTable(desk.dynamoEndpoint)).pairs());
  return pairs.map(({ topic, account }) => `${account} ${topic}`).sort();
}

/** The addresses that mails of ours went to, each once. */
export const recipientsOf = (sent: string[]): string[] =>
  [...new Set(sent.map((raw) => headOf(raw).match(/^To: (.*)$/m)?.[1] ?? ''))].sort();

/** The header block, unfolded. */
export const headOf = (raw: string): string =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .replaceAll('\r', '');

/** The words of a mail, its lines put together again. */
export const wordsOf = (raw: string): string =>
  Buffer.from(
    raw
      .replaceAll('=\r\n', '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();

export interface Visit {
  query?: string;
  fields?: Record<string, string>;
  headers?: Record<string, string>;
}

/** One request to the pages, as the HTTP API hands it over. */
export const request = (desk: Desk, method: string, path: string, { query = '', fields, headers = {} }: Visit = {}) =>
  desk.invoke('desk', {
    version: '2.0',
    rawPath: path,
    rawQueryString: query,
    headers: { host: 'desk.example', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    requestContext: { http: { method, path, sourceIp: '203.0.113.7' }, domainName: 'desk.example' },
    ...(fields && { body: new URLSearchParams(fields).toString() }),
    isBase64Encoded: false,
  }) as Promise<{ statusCode: number; body: string; headers: Record<string, string> }>;

/** A wish that waits for its manager, and the link in their mail. */
export async function waitingWish(desk: Desk) {
  const told = await deliver(desk, {
    from: 'Helen Achebe <helen.achebe@northgate-biobank.example>',
    body: 'Could you build a custom integration with our new laboratory information system for us?',
  });
  const approval = (await desk.approvals.byMessage(told.id))!;
  const brief = told.sent.map(wordsOf).find((words) => words.includes('X-Evenhand-Purpose: brief'))!;
  const secret = new RegExp(`/a/${approval.publicId}#([\\w-]+)`).exec(brief)![1]!;
  return { ...told, approval, secret, path: `/a/${approval.publicId}` };
}

/** Everything of one message that a visit could have changed. */
export const stateOf = async (desk: Desk, { id, row }: { id: string; row: { caseId: string | null } | null }) =>
  JSON.stringify([
    await desk.approvals.byMessage(id),
    await desk.ledger.find(id),
    await desk.audit.of(row?.caseId ?? ''),
    await desk.cases.story(row?.caseId ?? ''),
    await desk.sent(),
    desk.carried,
  ]);
