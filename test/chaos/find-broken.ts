import { messageIdOf } from '../../lib/adapters/hash.ts';
import type { LedgerRow } from '../../lib/ports.ts';
import { MINUTE, type World } from './world.ts';

export const TO_CUSTOMER = ['reply', 'considering', 'expired', 'acknowledged'];

/** What must hold when all has come to rest, and does not, in words. */
export async function findBroken(world: World): Promise<string[]> {
  const { stores, accepted } = world;
  const broken: string[] = [];
  const rows: LedgerRow[] = [];
  for (const id of (await world.keys()).map(messageIdOf)) {
    const row = await stores.ledger.find(id);
    if (row) rows.push(row);
    const sent = (...purposes: string[]) =>
      accepted.filter((mail) => mail.id === id && purposes.includes(mail.purpose)).length;
    if (!row?.outcome) broken.push(`${id} is lost: ${row ? 'no outcome' : 'no row'}`);
    if (row?.outcome === 'awaiting-approval') broken.push(`${id} waits for ever`);
    for (const purpose of TO_CUSTOMER)
      if (sent(purpose) > 1) broken.push(`${id} was sent ${purpose} ${sent(purpose)} times`);
    if (sent('reply', 'expired') > 1) broken.push(`${id} has two ends`);
    if (row?.outcome === 'answered' && sent('reply') === 0) broken.push(`${id} is said to be answered, and is not`);
    if (['handed-to-person', 'parked'].includes(row?.outcome ?? '') && sent('handed') === 0)
      broken.push(`${id} is left to a person whom nobody told`);
    const approval = await stores.approvals.byMessage(id);
    if (approval && !approval.settledAt) broken.push(`${id}: its approval is never settled`);
    const promise = await stores.commitments.find(id);
    if (approval?.decision?.answer.kind === 'approved' && sent('reply') > 0 && !promise)
      broken.push(`${id}: what was promised is not kept`);
    if (promise && approval?.state !== 'SEALED') broken.push(`${id}: a promise that nobody made`);
  }
  return [
    ...broken,
    ...(await findWrongDemand(stores)),
    ...findTooMuch(world, rows),
    ...(await findWrongNews(world, rows)),
  ];
}

/** Demand is the set of pairs (topic, account) of what was kept, however often it was counted. */
async function findWrongDemand({ demand, cases }: World['stores']): Promise<string[]> {
  const counted: string[] = [];
  for await (const { topic, account } of demand.pairs()) counted.push(`${topic} ${account}`);
  const asked = new Set<string>();
  for await (const { account, asks } of cases.records())
    for (const { ask, demand: weighed } of asks) if (account && weighed) asked.add(`${ask.topic} ${account.id}`);
  const missing = [...asked].filter((pair) => !counted.includes(pair));
  const twice = counted.filter((pair, i) => counted.indexOf(pair) !== i);
  return [...missing.map((pair) => `${pair} is not counted`), ...twice.map((pair) => `${pair} is counted twice`)];
}

const MOST = 3;
/** Ten minutes, less the time that a mail may be on its way: it was counted when it was let out. */
const WITHIN = 9 * MINUTE;

/** Nobody gets more than three automatic mails in ten minutes; what a manager has decided is none. */
function findTooMuch({ accepted }: World, rows: LedgerRow[]): string[] {
  const decided = new Set(rows.filter(({ route }) => route === 'ask-manager').map(({ id }) => id));
  const automatic = accepted.filter(
    ({ purpose, id }) => TO_CUSTOMER.includes(purpose) && !(purpose === 'reply' && decided.has(id)),
  );
  return automatic.flatMap(({ to, at }) => {
    const soon = automatic.filter((mail) => mail.to === to && mail.at >= at && mail.at < at + WITHIN).length;
    return soon > MOST ? [`${to} got ${soon} automatic mails within ten minutes`] : [];
  });
}

/** What the mail service told is known, and has its consequences. */
async function findWrongNews({ accepted, recorded, stores }: World, rows: LedgerRow[]): Promise<string[]> {
  const broken: string[] = [];
  for (const { mail, kind, after } of recorded) {
    const { to, id, purpose } = mail;
    if (!TO_CUSTOMER.includes(purpose)) continue;
    const row = rows.find((one) => one.id === id);
    const story = row?.caseId ? await stores.cases.story(row.caseId) : null;
    const state = story?.replies.find((one) => one.messageId === id && one.purpose === purpose)?.state;
    const bounced = recorded.some((one) => one.mail === mail && one.kind === 'Bounce');
    // A bounce may be taken down and the queue not know it.
    if (state !== 'FAILED' && (bounced || state !== 'SENT'))
      broken.push(`${id}: ${kind} of ${purpose} was told, and it is ${state}`);
    if (purpose === 'reply' && row?.outcome === 'parked') broken.push(`${id}: its reply was sent, and it is parked`);
    if (kind !== 'Bounce') continue;
    if (!(await stores.suppressions.because(to))) broken.push(`${to} bounced, and may be written to`);
    if (accepted.slice(after).some((later) => later.to === to)) broken.push(`${to} bounced, and was written to again`);
    if (!accepted.some((one) => one.purpose === 'undelivered' && one.id === id))
      broken.push(`${id}: ${purpose} bounced, and nobody was told`);
  }
  return broken;
}
