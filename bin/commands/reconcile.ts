import { allLedgerRows } from '../../lib/adapters/dynamo/ledger.ts';
import { messageIdOf } from '../../lib/adapters/hash.ts';
import { type EnteredRow, MAIL_KEPT_DAYS, type Reconciliation, reconcile } from '../../lib/domain/report/reconcile.ts';
import { mailStoreAt, triageAt, type WholeWhere } from './desk-world.ts';
import { withTable } from './local-data.ts';
import { paint } from './progress.ts';

interface Options extends WholeWhere {
  json?: boolean;
  start?: boolean;
}

const faultWords = {
  'no-row': 'Stored and not in the ledger',
  'no-object': 'In the ledger and not stored any more',
  'stands-still': 'On their way and standing still',
};
interface Fault {
  fault: keyof typeof faultWords;
  messageId: string;
  key: string;
  since: string;
}

/** Is every stored mail in the ledger, and every mail of the ledger stored? `start`: the triage of those that nobody works on. */
export async function reconcileCommand({ json = false, start = false, ...where }: Options): Promise<number> {
  const startTriage = start ? triageAt(where) : null;
  const found = await compare(where);
  const faults = faultsOf(found);
  const idle = faults.filter(({ fault }) => fault !== 'no-object');
  if (startTriage)
    for (const { messageId, key, since: receivedAt } of idle) await startTriage({ messageId, key, receivedAt });
  const started = startTriage ? idle.length : 0;
  if (json) for (const line of [...faults, { ...countsOf(found), started }]) console.log(JSON.stringify(line));
  else console.log(inWords(found, faults, started));
  return faults.length === started ? 0 : 1;
}

async function compare(where: WholeWhere): Promise<Reconciliation> {
  const now = new Date();
  // Rows first: a mail that comes in meanwhile is then an object too many, and not a row without its object.
  const rows = await withTable(where, (table) => Array.fromAsync(allLedgerRows(table), toEntered));
  const objects = await Array.fromAsync(mailStoreAt(where).list('raw/'), (object) => ({
    ...object,
    id: messageIdOf(object.key),
  }));
  return reconcile(objects, rows, now);
}

/** A ledger may be long: only what is compared is kept of it. */
const toEntered = ({ id, key, receivedAt, outcome, updatedAt }: EnteredRow): EnteredRow => ({
  ...{ id, key, receivedAt, outcome, updatedAt },
});

const countsOf = ({ missing, gone, standing, ...counts }: Reconciliation) => ({
  ...counts,
  ...{ missing: missing.length, gone: gone.length, standing: standing.length },
});

/** `since`: when the mail came in. */
function faultsOf({ missing, gone, standing }: Reconciliation): Fault[] {
  const ofRow = ({ id: messageId, key, receivedAt: since }: EnteredRow) => ({ messageId, key, since });
  return [
    ...missing.map(({ id: messageId, key, storedAt }) => ({
      fault: 'no-row' as const,
      ...{ messageId, key, since: storedAt.toISOString() },
    })),
    ...gone.map((row) => ({ fault: 'no-object' as const, ...ofRow(row) })),
    ...standing.map((row) => ({ fault: 'stands-still' as const, ...ofRow(row) })),
  ];
}

const MOST = 50;

function inWords(found: Reconciliation, faults: Fault[], started: number): string {
  const { objects, rows, outcomes, arriving, expired, erased, holds } = found;
  const apart = [
    arriving > 0 && `${arriving} arriving`,
    expired > 0 && `${expired} over ${MAIL_KEPT_DAYS} days`,
    erased > 0 && `${erased} erased`,
  ].filter((words) => words !== false);
  const verdict = holds ? paint('green', 'objects = rows holds') : paint('red', 'objects = rows does not hold');
  const kinds = Map.groupBy(faults, ({ fault }) => fault);
  return [
    `${objects} mails are stored, ${rows} are in the ledger${apart.length > 0 ? ` (${apart.join(', ')})` : ''}: ${verdict}.`,
    '',
    ...Object.entries(outcomes).map(([outcome, n]) => `  ${String(n).padStart(6)}  ${outcome}`),
    ...[...kinds].flatMap(([fault, list]) => [
      '',
      `${faultWords[fault]}: ${list.length}`,
      ...list.slice(0, MOST).map(({ messageId, key, since }) => `  ${messageId}  ${key}  ${since}`),
    ]),
    ...(started > 0 ? ['', `Started: ${started}.`] : []),
    ...(started === 0 && (kinds.has('no-row') || kinds.has('stands-still'))
      ? ['', 'To start their triage: npx evenhand reconcile --start']
      : []),
  ].join('\n');
}
