import { dynamoAudit } from '../../lib/adapters/dynamo/audit.ts';
import { dynamoCaseBook } from '../../lib/adapters/dynamo/case-book.ts';
import { dynamoLedger } from '../../lib/adapters/dynamo/ledger.ts';
import { plainLine } from '../../lib/domain/reply/plain-line.ts';
import { type Redriven, redrive } from '../../lib/staff/redrive.ts';
import { triageAt, type WholeWhere } from './desk-world.ts';
import { withTable } from './local-data.ts';
import { personHere } from './topics-data.ts';

interface Options extends WholeWhere {
  json?: boolean;
  by?: string;
  because?: string;
  id?: string[];
}

const words: Record<Redriven | 'not-parked', string> = {
  started: 'started',
  opened: 'opened; its triage could not be started, the next sweep does it',
  'in-doubt': 'left alone: an answer may have reached the customer. Settle that at /desk/outbox first',
  asked: 'left alone: its manager was asked and the approval was given up. Answer it by hand at /desk/held',
  'moved-on': 'left alone: somebody was faster',
  'not-parked': 'left alone: it is not parked',
};

/** Parked mail once more, after a fix. */
export async function redriveCommand(options: Options): Promise<number> {
  const { json = false, by = personHere(), because = 'what stopped it is mended', id: wanted, ...where } = options;
  const startTriage = triageAt(where);
  const now = () => new Date();
  const told = await withTable(where, async (table) => {
    const ledger = dynamoLedger(table, now);
    const parked = (await ledger.waitingForPerson()).filter(({ outcome }) => outcome === 'parked');
    const rows = parked.filter(({ id }) => !wanted || wanted.includes(id));
    const again = redrive({
      ledger,
      cases: dynamoCaseBook(table, now),
      audit: dynamoAudit(table),
      workflows: { startTriage },
    });
    const done: { messageId: string; key: string; reason: string; done: Redriven | 'not-parked' }[] = [];
    for (const row of rows) {
      const actor = { by, at: now(), reason: because, facts: {} };
      done.push({ messageId: row.id, key: row.key, reason: row.reason, done: await again(row, actor) });
    }
    const others = (wanted ?? []).filter((id) => !rows.some((row) => row.id === id));
    return [...done, ...others.map((messageId) => ({ messageId, key: '', reason: '', done: 'not-parked' as const }))];
  });
  const left = told.filter(({ done }) => done !== 'started' && done !== 'opened').length;
  const redriven = told.length - left;
  if (json) for (const line of [...told, { redriven, left }]) console.log(JSON.stringify(line));
  else
    console.log(
      [
        ...told.map(({ messageId, reason, done }) => `${messageId}  ${plainLine(reason, 100)}: ${words[done]}.`),
        told.length > 0 ? `Redriven: ${redriven}. Left alone: ${left}.` : 'Nothing is parked.',
      ].join('\n'),
    );
  return left === 0 ? 0 : 1;
}
